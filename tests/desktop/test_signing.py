"""Whose marks these are is asked once, and can be said later; nobody has to say it."""

from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.window import Window
from tests.desktop.acting import mark, note_cards
from tests.desktop.conftest import OpenWindow

OFFER = "so that colleagues know whose they are"


def give(window: Window, name: str) -> None:
    (dialog,) = (dialog for dialog in window.findChildren(QInputDialog) if dialog.isVisible())
    dialog.setTextValue(name)
    dialog.accept()


def test_it_is_asked_at_the_first_mark_and_never_again(window: Window, open_window: OpenWindow):
    window.reading.open("slnb")
    notice = window.parts.centre.notice
    assert OFFER not in notice.text()
    mark(window, "dye")
    assert OFFER in notice.text()
    notice.hide()
    mark(window, "isotope")
    assert OFFER not in notice.text()
    window.jobs.settle(Lane.NOTEBOOK)
    again = open_window()
    again.reading.open("slnb")
    mark(again, "drain")
    assert OFFER not in again.parts.centre.notice.text()


def test_new_marks_carry_what_was_given(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    unsigned = mark(window, "dye")
    window.parts.centre.notice._do.click()
    give(window, "  A. K. ")
    signed = mark(window, "isotope")
    window.reading.open("heart")
    window.reading.open("slnb")
    later = mark(window, "drain")
    creators = {one.id: one.creator for one in window.marking.highlights()}
    assert creators == {unsigned: "", signed: "A. K.", later: "A. K."}
    assert [text.when.endswith(" · marked by A. K.") for text in window.parts.panel.notes.texts()].count(True) == 2
    assert note_cards(window)
    window.parts.wishes["sign"].trigger()
    give(window, "")
    assert window.marking.find(mark(window, "first nodes")).creator == ""
    qtbot.waitUntil(lambda: not window.jobs.busy)
