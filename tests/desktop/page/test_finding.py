"""Words are found on the page across formats and cases, counted, and stepped through."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.desktop.page.page import Page
from reader.desktop.page.scrolling import top_position
from reader.desktop.theme import load_theme
from reader.library.model import Topic

TEXT = '<p>The <b>sentinel</b> node.<a href="cite:x"><sup>1</sup></a> A Sentinel<br>node – the “first” node.</p>'


@pytest.fixture
def shown(page: Page, make_topic: Callable[..., Topic]) -> Page:
    page.show_topic(make_topic(TEXT, "<h2>Far</h2>" + "<p>Filler.</p>" * 80 + "<p>The last node.</p>", title="Node biopsy"), "1")
    return page


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("node", 5),
        ("NODE", 5),
        ("sentinel node", 2),
        ("sentinel  node", 2),
        ("node - the", 1),
        ('"first"', 1),
        ("vein", 0),
        (" ", 0),
        (".*", 0),
    ],
)
def test_words_are_counted_wherever_they_stand(shown: Page, words: str, count: int):
    assert shown.find_words(words) == count
    assert len(shown.overlay.found.ranges) == count


def test_the_bar_counts_and_steps_round(shown: Page):
    shown.open_find()
    bar = shown.finding.bar
    QTest.keyClicks(bar.field, "node")
    assert bar.count.text() == "1 of 5"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 5"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "5 of 5"
    assert shown.verticalScrollBar().value() > 0
    QTest.keyClicks(bar.field, "x")
    assert bar.count.text() == "Not found"


def test_esc_closes_the_bar_and_takes_the_marks_away(shown: Page):
    shown.open_find()
    QTest.keyClicks(shown.finding.bar.field, "node")
    QTest.keyClick(shown.finding.bar.field, Qt.Key.Key_Escape)
    assert not shown.finding.bar.isVisible()
    assert shown.extraSelections() == []


def test_selected_words_are_found_when_the_bar_opens(shown: Page):
    shown.setTextCursor(shown.document().find("sentinel"))
    shown.open_find()
    assert shown.finding.bar.field.text() == "sentinel"
    assert shown.finding.bar.count.text() == "1 of 2"


def test_searched_words_are_stepped_through_and_told(shown: Page, qtbot: QtBot):
    shown.set_matches(lambda text: [(at, at + 4) for at in range(len(text)) if text.startswith("node", at)])
    with qtbot.waitSignal(shown.matchMoved) as told:
        assert shown.next_match()
    assert told.args == [1, 4]  # the title isn't searched text
    with qtbot.waitSignal(shown.matchMoved) as told:
        assert shown.previous_match()
    assert told.args == [4, 4]
    assert shown.verticalScrollBar().value() > 0


def test_stepping_begins_at_the_section_that_was_opened(shown: Page, qtbot: QtBot):
    assert shown.topic is not None
    shown.set_matches(lambda text: [(at, at + 4) for at in range(len(text)) if text.startswith("node", at)])
    shown.go_to(shown.topic.sections[-1].id)
    with qtbot.waitSignal(shown.matchMoved) as told:
        shown.next_match()
    assert told.args[0] > 1


def test_closing_the_bar_brings_the_searched_words_back(shown: Page):
    shown.set_matches(lambda text: [(0, 3)] if text.startswith("The") else [])
    shown.open_find()
    QTest.keyClicks(shown.finding.bar.field, "node")
    assert len(shown.extraSelections()) == 4  # the fifth is far below
    QTest.keyClick(shown.finding.bar.field, Qt.Key.Key_Escape)
    assert len(shown.extraSelections()) == 1


def test_nothing_to_step_to_says_so(shown: Page):
    assert not shown.next_match()
    assert not shown.previous_match()


def test_another_theme_leaves_what_was_found_where_it_was(shown: Page):
    shown.open_find()
    QTest.keyClicks(shown.finding.bar.field, "node")
    shown.next_match()
    shown.next_match()
    seen, place = shown.finding.bar.count.text(), shown.current_place()
    shown.set_theme(load_theme("dark"))
    assert (shown.finding.bar.count.text(), shown.current_place()) == (seen, place)
    assert shown.overlay.found.current == 2
    assert len(shown.extraSelections()) >= 4


def test_the_words_are_found_again_on_the_next_topic(shown: Page, make_topic: Callable[..., Topic]):
    shown.open_find()
    QTest.keyClicks(shown.finding.bar.field, "node")
    shown.show_topic(make_topic("<p>One node.</p>", title="Another"), "1")
    assert shown.finding.bar.count.text() == "1 of 1"


def test_the_bar_hides_no_match(shown: Page):
    shown.resize(420, 400)
    for words, top in (("Node biopsy", 0), ("The last node", 0), ("The sentinel", shown.verticalScrollBar().maximum())):
        shown.verticalScrollBar().setValue(top)
        shown.open_find()
        shown.finding.bar.field.setText(words)
        start, end = shown.overlay.found.ranges[0]
        match = shown.rectangle(start, end)
        assert not match.intersects(shown.finding.bar.geometry()), words
        assert shown.rect().contains(match), words
        shown.finding.close()


def test_opening_and_closing_the_bar_moves_nothing(shown: Page):
    shown.verticalScrollBar().setValue(300)
    line = top_position(shown) + 60
    before = shown.rectangle(line, line + 1).top()
    shown.open_find()
    assert shown.rectangle(line, line + 1).top() == before
    shown.finding.close()
    assert shown.rectangle(line, line + 1).top() == before
