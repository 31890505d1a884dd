"""The bundled pack, as its readers get it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.library.generate import filled
from reader.library.markup import RenderedTopic, TopicRenderer
from reader.library.model import Pack
from reader.library.source.pack import read_pack

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="session")
def bundled() -> Pack:
    """Return the bundled pack, its generated topics filled."""
    pack, findings = read_pack(CONTENT)
    assert pack is not None
    assert findings == []
    return filled(pack)


@pytest.fixture(scope="session")
def rendered(bundled: Pack) -> Mapping[str, RenderedTopic]:
    """Return the topics of the bundled pack by their ids."""
    renderer = TopicRenderer(bundled)
    return {topic.id: renderer.render(topic) for topic in bundled.topics}
