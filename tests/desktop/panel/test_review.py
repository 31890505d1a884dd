"""What waits for the reader stands on cards; the keyboard stays where it is while the list is made anew."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.desktop.panel.review import ReviewTab, ReviewText
from reader.desktop.theme import load_theme
from reader.notebook.anchoring import Change, Piece


def waits(number: int) -> ReviewText:
    pieces = (Piece(Change.REMOVED, "10", critical=True), Piece(Change.ADDED, "100", critical=True), Piece(Change.KEPT, "mg/kg"))
    return ReviewText(f"mark-{number}", f"Dose {number}", "", "10 mg/kg", pieces, critical=True, placed=True)


@pytest.fixture
def tab(qtbot: QtBot) -> ReviewTab:
    tab = ReviewTab(load_theme("light"))
    qtbot.addWidget(tab)
    tab.show_texts([waits(1), waits(2), waits(3)])
    tab.show()
    qtbot.waitActive(tab)
    return tab


def button(tab: ReviewTab, card: int, words: str) -> QPushButton:
    return next(one for one in tab._cards[card].findChildren(QPushButton) if one.text() == words)


def focused() -> object:
    return QApplication.focusWidget()


def test_a_button_keeps_the_keyboard_when_the_same_marks_are_listed_again(tab: ReviewTab):
    accept = button(tab, 1, "Accept")
    accept.setFocus()
    tab.show_texts([waits(1), waits(2), waits(3)])
    assert focused() is accept
    tab.show_texts([waits(1), waits(2)])
    assert focused() is accept


def test_the_keyboard_goes_with_its_mark_when_another_comes_before_it(tab: ReviewTab):
    button(tab, 0, "Accept").setFocus()
    tab.show_texts([waits(7), waits(1), waits(2), waits(3)])
    assert focused() is tab._cards[1]


@pytest.mark.parametrize(("decided", "then"), [(0, 0), (1, 1), (2, 1)])
def test_the_next_card_has_the_keyboard_once_a_mark_is_decided_but_none_of_its_buttons(tab: ReviewTab, decided: int, then: int):
    button(tab, decided, "Accept").setFocus()
    tab.show_texts([waits(number) for number in (1, 2, 3) if number != decided + 1])
    assert focused() is tab._cards[then]


def test_signs_stand_close_to_their_words(tab: ReviewTab):
    pieces = tuple(Piece(Change.KEPT, text, critical=False) for text in ("Dose", "(", "mg", ")", "once", "."))
    tab.show_texts([replace(waits(1), pieces=pieces)])
    shown = [label.text() for label in tab._cards[0].findChildren(QLabel) if not label.isHidden()]
    assert shown[3].endswith("Dose (mg) once.")


def test_old_and_new_words_stand_side_by_side(tab: ReviewTab):
    shown = [label.text() for label in tab._cards[0].findChildren(QLabel) if not label.isHidden()]
    was, now = shown[2:4]
    assert ">10<" in was
    assert ">100<" not in was
    assert ">100<" in now
    assert ">10<" not in now


def test_words_that_look_like_markup_are_shown_as_they_were_written(tab: ReviewTab):
    kept, gone = Piece(Change.KEPT, "<i>kept</i>", critical=False), Piece(Change.REMOVED, "if x <b>10</b>", critical=False)
    text = replace(waits(1), where="Dose <b>now</b>", note="<b>Ask</b> & weigh", pieces=(kept, gone))
    for pieces, words in ((text.pieces, "<i>kept</i> if x <b>10</b>"), ((), "<u>10</u>")):
        tab.show_texts([replace(text, pieces=pieces, old="<u>10</u>")])
        shown = [seen(label) for label in tab._cards[0].findChildren(QLabel) if not label.isHidden()]
        assert shown[1] == "Dose <b>now</b>"
        assert shown[2] == f"Was {words}"
        assert shown[-1] == "<b>Ask</b> & weigh"


def seen(label: QLabel) -> str:
    """Return what can be read on a label."""
    words = label.text()
    if label.textFormat() is Qt.TextFormat.PlainText:
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()
