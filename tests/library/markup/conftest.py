"""A small pack, and topics written on the spot."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reader.library.markup import RenderedTopic, TopicRenderer
from reader.library.model import Group, Manifest, Pack, Reference, TopicMeta, TopicSource

Render = Callable[[str], RenderedTopic]


@pytest.fixture(scope="session")
def render() -> Render:
    """Return a function that renders a body, which begins on line 5 of topics/t.md and has the title "Title"."""
    references = {
        "a1": Reference("a1", authors="A B", title="T", journal="J", year="2018"),
        "b2": Reference("b2", title="Two"),
    }
    manifest = Manifest("p", "P", "1", date(2026, 1, 1), "en")
    abbreviations = {"ALND": "axillary lymph node dissection"}
    pack = Pack(Path(), manifest, (), references, abbreviations, (), frozenset({"figures/x.svg"}))
    renderer = TopicRenderer(pack)
    meta = TopicMeta("Title", Group("g", "G"))
    return lambda body: renderer.render(TopicSource("t", "topics/t.md", meta, body, 5))
