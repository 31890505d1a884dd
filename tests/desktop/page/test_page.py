"""The page shows a topic, keeps its place and its column, and tells what was asked of it."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.desktop.page.marks import PaintedMark
from reader.desktop.page.page import Page
from reader.desktop.page.shown import Place
from reader.desktop.page.style import COLUMN
from reader.desktop.theme import ThemeName, load_theme
from reader.library.model import Source, Topic

PROSE = "The sentinel node is the first to which lymph flows from the tumour, and so it is the first to be examined. "
LONG = tuple((f"<h2>Part {n}</h2>" if n else "") + "".join(f"<p>{n}.{m} {PROSE * 4}</p>" for m in range(8)) for n in range(4))


def blocks_line_tops(page: Page) -> list[float]:
    block = page.document().begin()
    while not block.text().startswith("0.0"):
        block = block.next()
    layout = block.layout()
    return [layout.lineAt(index).y() for index in range(layout.lineCount())]


def size_of(page: Page, words: str) -> int:
    return page.document().find(words).charFormat().font().pixelSize()


def test_the_page_shows_the_topic_with_its_title_block(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>First words.</p>", title="Lymphoedema"), "2026.11")
    shown = page.toPlainText()
    assert shown.startswith("The axilla\nLymphoedema\nNot yet reviewed by a clinician")
    assert "Edition 2026.11" in shown
    assert shown.endswith("First words.")


@pytest.mark.parametrize("place", [Place("intro", 0), Place("s1", 0), Place("s2", 1500), Place("intro", 700)])
def test_the_place_that_is_gone_to_is_the_place_that_is_told(page: Page, make_topic: Callable[..., Topic], place: Place):
    page.show_topic(make_topic(*LONG), "1")
    assert page.go_to(place.section, place.offset)
    told = page.current_place()
    assert told is not None
    assert told.section == place.section
    assert abs(told.offset - place.offset) < 80  # the beginning of the line
    page.verticalScrollBar().setValue(0)
    page.go_to(told.section, told.offset)
    assert page.current_place() == told


def test_a_topic_opens_at_the_place_it_is_asked_for(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1", Place("s3"))
    assert page.current_place() == Place("s3")


def test_an_unknown_section_moves_nothing(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1", Place("s2"))
    assert not page.go_to("nowhere")
    assert page.current_place() == Place("s2")


def test_scrolling_tells_the_new_place_once_it_rests(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic(*LONG), "1")
    with qtbot.waitSignal(page.placeChanged) as told:
        page.go_to("s2")
    assert told.args == ["s2", 0]


@pytest.mark.parametrize("name", list(ThemeName))
def test_another_theme_keeps_place_and_marks(page: Page, make_topic: Callable[..., Topic], name: ThemeName):
    page.show_topic(make_topic(*LONG), "1", Place("s2"))
    page.set_highlights([PaintedMark("a", "s2", 10, 40, "amber")])
    page.set_theme(load_theme(name))
    assert page.current_place() == Place("s2")
    (drawn,) = page.extraSelections()
    assert drawn.format.background().color().name().upper() == load_theme(name).amber


def test_larger_text_keeps_the_place_and_is_larger(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1", Place("s2"))
    page.set_text_scale(2.0)
    assert page.current_place() == Place("s2")
    tops = blocks_line_tops(page)
    assert tops[1] - tops[0] == pytest.approx(48, abs=2)
    assert [size_of(page, words) for words in ("Sentinel node biopsy", "Part 1")] == [60, 45]


def test_headings_keep_their_size_whatever_the_windows_is(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>Words.</p><h3>Lower</h3><p>Words.</p>", title="Title"), "1")
    page.setStyleSheet("QWidget { font-size: 40px }")
    page.set_theme(load_theme("dark"))
    assert [size_of(page, words) for words in ("Title", "Lower", "Words")] == [30, 18, 18]


def test_body_lines_are_24_px_apart(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1")
    tops = blocks_line_tops(page)
    assert [round(below - above) for above, below in pairwise(tops)] == [24] * (len(tops) - 1)


def test_a_citation_mark_pushes_no_lines_apart(page: Page, make_topic: Callable[..., Topic]):
    marked = PROSE * 2 + '<a href="cite:x"><sup>1</sup></a> ' + PROSE * 2
    page.show_topic(make_topic(f"<p>0.0 {marked}</p>"), "1")
    tops = blocks_line_tops(page)
    assert {round(below - above) for above, below in pairwise(tops)} == {24}


def test_lines_of_prose_hold_72_characters_at_most_on_average(page: Page, make_topic: Callable[..., Topic]):
    page.resize(1400, 700)
    page.show_topic(make_topic(*LONG), "1")
    block = page.document().begin()
    lengths = []
    while block.isValid():
        layout = block.layout()
        lengths += [
            len(block.text()[(line := layout.lineAt(i)).textStart() :][: line.textLength()].rstrip())
            for i in range(layout.lineCount())
        ]
        block = block.next()
    full = sorted(lengths)[len(lengths) // 3 :]  # without the last lines of paragraphs
    assert 64 < sum(full) / len(full) <= 72


def test_resizing_a_wide_window_moves_margins_and_reflows_nothing(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1")
    page.resize(900, 600)
    height, width = page.document().size().height(), page.viewport().width()
    laid_out = []
    page.document().documentLayout().documentSizeChanged.connect(laid_out.append)
    for wide in (1000, 1203, 1400, 800):
        page.resize(wide, 600)
        assert page.viewport().width() == width
        assert abs(page.viewport().x() - (wide - page.viewport().geometry().right() - 1 - page.verticalScrollBar().width())) <= 1
    assert page.document().size().height() == height
    assert laid_out == []


def test_a_page_without_more_to_read_shows_no_handle_and_keeps_its_column(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1")
    column = page.viewport().geometry()
    page.show_topic(make_topic("<p>Short.</p>"), "1")
    assert not page.verticalScrollBar().isEnabled()
    assert page.viewport().geometry() == column
    page.show_topic(make_topic(*LONG), "1")
    assert page.verticalScrollBar().isEnabled()


def test_a_narrow_window_reflows_and_never_scrolls_sideways(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG, "<h2>Address</h2><p>" + "wordwithoutend" * 30 + "</p>"), "1")
    page.resize(400, 600)
    assert page.viewport().width() < COLUMN
    assert page.horizontalScrollBar().maximum() == 0


def test_words_in_a_tables_headings_stay_whole(page: Page, make_topic: Callable[..., Topic]):
    heads = "".join(f"<th>{word}</th>" for word in ("Trial", "Arms", "n", "Median follow-up", "DFS", "OS", "Lymphoedema"))
    row = "<tr>" + "<td>76.8 vs 74.9%</td>" * 7 + "</tr>"
    table = f'<table class="data" width="100%" cellspacing="0"><thead><tr>{heads}</tr></thead>{row * 3}</table>'
    page.show_topic(make_topic(table), "1")
    assert page.horizontalScrollBar().maximum() == 0
    assert page.document().find("Lymphoedema").block().layout().lineCount() == 1


def test_a_table_that_is_too_wide_scrolls_sideways_and_breaks_no_word(page: Page, make_topic: Callable[..., Topic]):
    cells = "".join(f"<td>{words}</td>" for words in ("micrometastasis", "&gt; 0.2 mm", "lymphoedema", "5 mg/kg", "0.2–2.0 mm"))
    page.show_topic(make_topic(f'<table class="data" width="100%"><tr>{cells}</tr></table>'), "1")
    page.set_text_scale(2.0)
    page.resize(420, 600)
    assert page.horizontalScrollBar().maximum() > 0
    for words in ("micrometastasis", "0.2", "lymphoedema", "kg", "2.0"):
        assert page.document().find(words).block().layout().lineCount() == 1, words


def test_a_table_that_would_be_too_wide_is_set_smaller_until_there_is_room(page: Page, make_topic: Callable[..., Topic]):
    cells = "".join(f"<td>{words}</td>" for words in ("micrometastasis", "chemotherapy", "lymphoedema"))
    page.show_topic(make_topic(*LONG, f'<h2>Table</h2><table class="data" width="100%"><tr>{cells}</tr></table>'), "1")
    page.go_to("s1")
    place = page.current_place()
    page.set_text_scale(2.0)
    assert size_of(page, "micrometastasis") == 30
    page.resize(560, 600)
    assert (size_of(page, "micrometastasis"), page.horizontalScrollBar().maximum()) == (26, 0)
    assert page.current_place() == place
    page.resize(760, 600)
    assert (size_of(page, "micrometastasis"), page.current_place()) == (30, place)


def test_all_tables_of_a_topic_are_of_one_size(page: Page, make_topic: Callable[..., Topic]):
    few, many = (f'<table class="data"><tr>{f"<td>c{n}</td>" * n}</tr></table>' for n in (2, 7))
    page.show_topic(make_topic(few, f"<h2>More</h2>{many}"), "1")
    assert size_of(page, "c2") == size_of(page, "c7") == 13
    page.show_topic(make_topic(few), "1")
    assert size_of(page, "c2") == 15


def test_titles_of_boxes_are_alike(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic('<p class="claim"><b>A claim</b></p><p class="box-title"><b>A danger</b></p>'), "1")
    claim, danger = (page.document().find(words).charFormat().font() for words in ("claim", "danger"))
    assert (claim.families(), claim.pixelSize(), claim.weight()) == (danger.families(), danger.pixelSize(), danger.weight())


def test_a_heading_breaks_between_words_only(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>Words.</p>", title="ITC, micrometastasis or macrometastasis"), "1")
    page.set_text_scale(2.0)
    page.resize(420, 600)
    heading = page.document().find("macrometastasis").block()
    layout = heading.layout()
    starts = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
    assert starts
    assert all(heading.text()[start - 1] == " " for start in starts)


def test_every_block_is_laid_out(page: Page, make_topic: Callable[..., Topic]):
    lists = "<ul><li>One</li><li>Two</li></ul><p>After.</p><dl><dt>Term</dt><dd>Meaning</dd></dl>"
    page.show_topic(make_topic("".join(f"<p>{n} {PROSE}</p>{lists}" for n in range(60))), "1")
    page.document().size()
    block = page.document().begin()
    while block.isValid():
        assert block.layout().lineCount() > 0
        block = block.next()


def test_the_paper_beside_the_column_scrolls_the_page(page: Page, make_topic: Callable[..., Topic]):
    page.resize(1200, 600)
    page.show_topic(make_topic(*LONG), "1")
    beside = QPoint(20, 300)
    assert page.childAt(beside) is None
    QTest.wheelEvent(page.windowHandle(), beside, QPoint(0, -240))
    assert page.verticalScrollBar().value() > 0


def test_the_wheel_with_ctrl_asks_for_another_size(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic(*LONG), "1")
    with qtbot.waitSignal(page.zoomWanted) as told:
        QTest.wheelEvent(page.windowHandle(), page.rect().center(), QPoint(0, 120), stateKey=Qt.KeyboardModifier.ControlModifier)
    assert told.args == [1]
    assert size_of(page, "Part 1") == 23


def test_copying_leaves_marks_and_labels_out(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(
        make_topic('<p>Two<a href="cite:x"><sup>1</sup></a> words.</p><p class="apparatus">LABEL</p><p>More.</p>'), "1"
    )
    page.selectAll()
    page.copy()
    assert QApplication.clipboard().text() == "Two words.\nMore."


def test_copying_with_citation_says_where_and_which_source(page: Page, make_topic: Callable[..., Topic], source: Source):
    text = '<h2>Who</h2><p>No gain<a href="cite:galimberti2018"><sup>1</sup></a> was found.</p>'
    page.show_topic(make_topic(text, sources=(source,)), "2026.11", pack="Small metastases", released=date(2026, 11, 20))
    cursor = page.document().find("No gain")
    cursor.setPosition(page.document().find("found").selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    page.selecting.copy(cited=True)
    assert QApplication.clipboard().text().split("\n") == [
        "“No gain was found”",
        "— Sentinel node biopsy › Who. Small metastases, edition 2026.11, 20 Nov 2026.",
        "1. Galimberti V. Axillary dissection. Lancet Oncol 2018;19:1385-1393.",
    ]


def test_a_click_on_a_highlight_tells_which(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic("<p>Some marked words here.</p>"), "1")
    page.set_highlights([PaintedMark("under", "intro", 0, 22, "green"), PaintedMark("over", "intro", 5, 11, "amber")])
    for words, expected in (("marked", "over"), ("words", "under")):
        cursor = page.document().find(words)
        cursor.setPosition(cursor.selectionStart() + 2)
        with qtbot.waitSignal(page.markClicked) as told:
            QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect(cursor).center())
        assert told.args == [expected]


def test_nothing_is_told_of_a_click_beside_the_highlights(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic("<p>Some marked words here.</p>"), "1")
    page.set_highlights([PaintedMark("a", "intro", 5, 11, "amber")])
    cursor = page.document().find("here")
    with qtbot.assertNotEmitted(page.markClicked):
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect(cursor).center())


def test_a_place_asked_for_before_the_page_is_shown_is_there_when_it_is(qtbot: QtBot, make_topic: Callable[..., Topic]):
    page = Page(load_theme("light"))
    qtbot.addWidget(page)
    page.show_topic(make_topic(*LONG), "1", Place("s2", 0))
    assert page.current_place() == Place("s2", 0)
    page.resize(760, 600)
    with qtbot.waitExposed(page):
        page.show()
    assert page.current_place() == Place("s2", 0)
    assert page.verticalScrollBar().value() > 0


def test_the_place_stays_when_lines_break_anew(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1", Place("s2", 0))
    before = page.verticalScrollBar().value()
    page.resize(380, 600)
    assert page.verticalScrollBar().value() > before
    assert page.current_place() == Place("s2", 0)


def test_the_place_is_where_the_reader_scrolls_to(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic(*LONG), "1", Place("s2", 0))
    page.verticalScrollBar().setValue(0)
    place = page.current_place()
    assert place is not None
    assert place.section == "intro"
