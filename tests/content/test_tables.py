"""Every table and box of the bundled pack is seen whole beside both panes, in letters of twice the size too."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtGui import QTextBlock
from pytestqt.qtbot import QtBot

from reader.desktop.fonts import load_fonts
from reader.desktop.page.page import Page
from reader.desktop.theme import load_theme, window_style
from reader.library.markup import RenderedTopic
from reader.library.model import Pack, Topic

BESIDE_PANES = 662, 767  # px of a page at 200 % in a window of 1360x860
HAIR = 1.0  # px


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    load_fonts()
    theme = load_theme("light")
    made = Page(theme)
    made.setStyleSheet(window_style(theme))
    qtbot.addWidget(made)
    made.resize(*BESIDE_PANES)
    made.set_text_scale(2.0)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_nothing_is_cut_off_in_large_letters(page: Page, bundled: Pack, rendered: Mapping[str, RenderedTopic]):
    cut: list[str] = []
    for source in bundled.topics:
        made = rendered[source.id]
        page.show_topic(Topic("pack", source.id, source.meta, made.sections, made.sources, made.words), "1")
        cut += [f"{source.id} scrolls sideways"] * (page.horizontalScrollBar().maximum() > 0)
        cut += [f"{source.id}: {block.text()}" for block in blocks(page) if is_cut_off(page, block)]
    assert cut == []


def blocks(page: Page) -> Iterator[QTextBlock]:
    block = page.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def is_cut_off(page: Page, block: QTextBlock) -> bool:
    """Return whether a line is wider than its cell or column, or ends outside the page."""
    left = page.document().documentLayout().blockBoundingRect(block).left()
    lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
    return any(
        line.naturalTextWidth() > line.width() + HAIR or left + line.naturalTextRect().right() > page.viewport().width()
        for line in lines
    )
