"""A page in a small window, and topics to show on it."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.fonts import load_fonts
from reader.desktop.page.page import Page
from reader.desktop.theme import load_theme, window_style
from reader.library.model import Group, Reference, Section, Source, Topic, TopicMeta

MakeTopic = Callable[..., Topic]


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    load_fonts()
    theme = load_theme("light")
    made = Page(theme)
    made.setStyleSheet(window_style(theme))
    qtbot.addWidget(made)
    made.resize(760, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def make_topic() -> MakeTopic:
    """Return a function that makes a topic of sections' HTML: the first is the introduction if it has no heading."""

    def make(*html: str, sources: tuple[Source, ...] = (), title: str = "Sentinel node biopsy", **meta: object) -> Topic:
        sections = tuple(_section(index, text) for index, text in enumerate(html))
        known = replace(TopicMeta(title, Group("axilla", "The axilla")), **meta)
        return Topic("pack", "slnb", known, sections, sources, words=len(" ".join(html).split()))

    return make


@pytest.fixture
def source() -> Source:
    reference = Reference("galimberti2018", "Galimberti V", "Axillary dissection", "Lancet Oncol", "2018", "19", "1385-1393")
    return Source(1, reference, unverified=False)


def _section(index: int, html: str) -> Section:
    heading = _Heading(html)
    if not heading.level:
        return Section("intro", 0, "", (), html, "", 0)
    return Section(f"s{index}", heading.level, heading.words, (heading.words,), html, "", len(heading.words))


class _Heading(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.level = 0
        self.words = ""
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        if not self.level and tag in ("h2", "h3"):
            self.level, self._open = int(tag[1]), True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("h2", "h3")

    def handle_data(self, data: str) -> None:
        self.words += data if self._open else ""
