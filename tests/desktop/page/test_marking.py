"""Selected words become spans of the text, and what is marked is drawn, across cells, items and paragraphs."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.desktop.page.find import PageText
from reader.desktop.page.marks import PaintedMark
from reader.desktop.page.page import Page
from reader.desktop.page.selection import Span
from reader.library.model import Source, Topic
from reader.library.text import normalise

TABLE = (
    '<p>Before.</p><table class="data"><thead><tr><th>Drug</th><th>Adults</th><th>Children</th></tr></thead>'
    "<tr><td>Amoxicillin</td><td>500 mg</td><td>250 mg</td></tr>"
    "<tr><td>Gentamicin</td><td>5 mg/kg</td><td>7 mg/kg</td></tr></table><p>After.</p>"
)


def select(page: Page, first: str, last: str | None = None) -> None:
    text = PageText(page.document())
    begin = text.find(first)[0][0]
    end = next(end for start, end in text.find(last or first) if start >= begin)
    cursor = QTextCursor(page.document())
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def words(page: Page, span: Span) -> str:
    assert page.shown is not None
    return page.shown.words(span)


def drawn(page: Page) -> list[str]:
    return [normalise(selection.cursor.selectedText()) for selection in page.extraSelections()]


def test_words_of_a_paragraph_are_one_span(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>One <b>two</b> three.</p>"), "1")
    select(page, "two", "three")
    assert page.selected_spans() == [Span("intro", 4, 13)]


def test_a_selection_over_two_sections_is_a_span_in_each(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>One.</p>", "<h2>Head</h2><p>Two.</p>"), "1")
    select(page, "One", "Two")
    assert [(span.section, words(page, span)) for span in page.selected_spans()] == [("intro", "One."), ("s1", "Head\nTwo")]


def test_selecting_all_selects_the_text_alone(page: Page, make_topic: Callable[..., Topic], source: Source):
    page.show_topic(make_topic("<p>One.</p>", sources=(source,)), "1")
    page.selectAll()
    assert page.selected_spans() == [Span("intro", 0, 4)]


def test_a_cell_is_a_span(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(TABLE), "1")
    select(page, "250 mg")
    (span,) = page.selected_spans()
    assert words(page, span) == "250 mg"


def test_a_row_is_one_span(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(TABLE), "1")
    select(page, "500", "250 mg")
    (span,) = page.selected_spans()
    assert words(page, span) == "500 mg\n250 mg"


def test_a_column_is_a_span_for_each_run_of_cells(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(TABLE), "1")
    select(page, "500 mg", "5 mg/kg")
    spans = page.selected_spans()
    assert [words(page, span) for span in spans] == ["500 mg", "5 mg/kg"]


def test_whole_rows_are_one_span(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(TABLE), "1")
    select(page, "Amoxicillin", "7 mg/kg")
    (span,) = page.selected_spans()
    assert words(page, span) == "Amoxicillin\n500 mg\n250 mg\nGentamicin\n5 mg/kg\n7 mg/kg"


def test_a_box_is_no_table_of_data(page: Page, make_topic: Callable[..., Topic]):
    body = '<td class="body"><p class="apparatus label">KEY</p><p>Remember.</p></td>'
    box = f'<table class="box key"><tr><td class="edge"></td>{body}</tr></table>'
    page.show_topic(make_topic(box), "1")
    select(page, "Remember")
    assert page.selected_spans() == [Span("intro", 0, 8)]


def test_a_highlight_over_cells_is_drawn_in_each_cell(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(TABLE), "1")
    assert page.shown is not None
    text = page.shown.text_map.sections[0].text
    page.set_highlights([PaintedMark("a", "intro", text.index("mg"), text.index("7 mg"), "rose")])
    assert drawn(page) == ["mg", "250 mg", "Gentamicin", "5 mg/kg"]
    assert not any(selection.cursor.hasComplexSelection() for selection in page.extraSelections())


def test_a_highlight_over_items_and_paragraphs_is_drawn_in_each(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>One.</p><ul><li>Two</li><li>Three</li></ul><p>Four.</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 1, 17, "green")])
    assert drawn(page) == ["ne.", "Two", "Three", "Fo"]


def test_highlights_that_overlap_are_drawn_in_pieces(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>abcdefghij</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 0, 6, "amber"), PaintedMark("b", "intro", 4, 9, "blue")])
    assert drawn(page) == ["abcd", "ef", "ghi"]
    colours = {selection.format.background().color().name() for selection in page.extraSelections()}
    assert len(colours) == 3


def test_of_highlights_that_lie_over_each_other_the_shortest_is_meant(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>First, second, third.</p>"), "1")
    page.set_highlights([PaintedMark("short", "intro", 7, 13, "green"), PaintedMark("long", "intro", 0, 21, "blue")])
    begin = page.document().find("First").selectionStart()
    found = [page.overlay.mark_at(begin + place) for place in (0, 8, 15)]
    assert [mark.id if mark else "" for mark in found] == ["long", "short", "long"]


def test_four_colours_differ_by_their_lines_too(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>abcdefghij</p>"), "1")
    colours = ("amber", "green", "blue", "rose")
    page.set_highlights([PaintedMark(c, "intro", n * 2, n * 2 + 2, c) for n, c in enumerate(colours)])
    assert len({selection.format.underlineStyle() for selection in page.extraSelections()}) == 4


@pytest.mark.parametrize("critical", [False, True])
def test_a_changed_mark_is_drawn_on_every_line_that_it_wraps_over(
    page: Page, make_topic: Callable[..., Topic], *, critical: bool
):
    text = "Measured at noon. " + "A child who sleeps well needs no waking for this. " * 3
    page.show_topic(make_topic(f"<p>{text}</p>"), "1")
    seen = PaintedMark("a", "intro", 0, 10, "blue")
    page.set_highlights([seen])
    before = lines_of(page, "Measured")
    page.set_highlights([seen, PaintedMark("b", "intro", 18, len(text.strip()), "amber", waits=True, critical=critical)])
    after = lines_of(page, "Measured")
    assert len(after) > 2
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_a_match_is_drawn_over_a_highlight(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>A child who sleeps well.</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 0, 20, "blue")])
    before = lines_of(page, "child")
    page.set_matches(lambda text: [(2, 7)] if "child" in text else [])
    assert lines_of(page, "child") != before


def lines_of(page: Page, words: str) -> list[QImage]:
    """Return a picture of each line of the paragraph that holds the words."""
    block = page.document().find(words).block()
    corner = page.document().documentLayout().blockBoundingRect(block).topLeft()
    seen = page.viewport().grab().toImage()
    layout = block.layout()
    areas = [layout.lineAt(number).rect().translated(corner).toAlignedRect() for number in range(layout.lineCount())]
    return [seen.copy(area.translated(0, -page.verticalScrollBar().value())) for area in areas]


def test_a_mark_of_a_section_that_is_gone_is_not_drawn(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>abc</p>"), "1")
    page.set_highlights([PaintedMark("a", "gone", 0, 2, "amber"), PaintedMark("b", "intro", 90, 99, "amber")])
    assert drawn(page) == []


def test_marks_of_one_topic_are_not_drawn_on_the_next(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>abc</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 0, 2, "amber")])
    page.show_topic(make_topic("<p>def</p>"), "1")
    assert drawn(page) == []


def test_of_two_thousand_matches_those_near_the_sight_are_drawn(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>" + "node vein " * 2000 + "</p>"), "1")
    page.set_matches(lambda text: [(at, at + 4) for at in range(0, len(text), 10)])
    assert set(drawn(page)) == {"node"}
    assert 50 < len(drawn(page)) < 1000
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert page.extraSelections()[-1].cursor.selectionStart() == page.toPlainText().rindex("node")


@pytest.mark.parametrize(("key", "colour"), [("1", "amber"), ("2", "green"), ("3", "blue"), ("4", "rose")])
def test_one_key_marks_the_selected_words(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot, key: str, colour: str):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    select(page, "two")
    page.selecting.settle()
    assert page.selecting.bar.isVisible()
    with qtbot.waitSignal(page.marked) as told:
        QTest.keyClick(page, key)
    assert told.args == [[Span("intro", 4, 7)], colour, False]
    assert not page.selecting.bar.isVisible()
    assert not page.textCursor().hasSelection()


def test_n_asks_for_a_note(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    select(page, "two")
    page.selecting.settle()
    with qtbot.waitSignal(page.marked) as told:
        QTest.keyClick(page, Qt.Key.Key_N)
    assert told.args == [[Span("intro", 4, 7)], None, True]


def test_the_bar_stays_within_the_page_and_goes_with_esc(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    for words_to_select in ("Sentinel", "One"):
        select(page, words_to_select, "three")
        page.selecting.settle()
        assert page.rect().contains(page.selecting.bar.geometry())
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.selecting.bar.isVisible()


def test_the_bar_is_reached_with_tab_and_works_from_there(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    select(page, "two")
    page.selecting.settle()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    first = page.selecting.bar.focusWidget()
    assert first.accessibleName() == "Highlight in amber"
    with qtbot.waitSignal(page.marked) as told:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert told.args[1] == "amber"


def test_words_are_selected_without_a_mouse(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    page.caret.take_keyboard()
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(page.selecting.bar.isVisible)
    assert page.selected_spans() == [Span("intro", 0, 3)]


def test_a_selection_of_apparatus_alone_offers_nothing(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>One two three.</p>"), "1")
    select(page, "Not yet reviewed")
    page.selecting.settle()
    assert not page.selecting.bar.isVisible()
    assert not page.mark_selection("amber")


def test_a_match_leaves_the_readers_own_colour_in_sight(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>First node, second node.</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 0, 10, "green")])
    page.set_matches(lambda text: [(found.start(), found.end()) for found in re.finditer("node", text)])
    _highlight, over, beside = page.extraSelections()[:3]
    fills = [selection.format.background().style() for selection in (over, beside)]
    assert (over.cursor.selectedText(), beside.cursor.selectedText()) == ("node", "node")
    assert fills == [Qt.BrushStyle.NoBrush, Qt.BrushStyle.SolidPattern]
    assert over.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
