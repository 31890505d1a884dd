"""A note is kept while it is written."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.desktop.window import Window
from tests.desktop.acting import note_cards, select


def test_what_is_being_written_is_kept_while_the_editor_is_open_and_undone_at_once(qtbot: QtBot, window: Window):
    window.reading.open("slnb")
    select(window, "dye or an isotope")
    window.parts.page.mark_selection("amber", with_note=True)
    (card,) = note_cards(window)
    for written in ("Ask", "Ask the lab"):
        qtbot.keyClicks(card._editor, written.removeprefix(card._editor.toPlainText()))
        qtbot.waitUntil(lambda written=written: window.marking.highlights()[0].note == written)
        assert card.editing
    qtbot.keyClicks(card._editor, ".")
    qtbot.keyClick(card._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.marking.highlights()[0].note == "Ask the lab."
    window.parts.wishes["undo"].trigger()
    assert [mark.note for mark in window.marking.highlights()] == [""]
    window.parts.wishes["redo"].trigger()
    assert [mark.note for mark in window.marking.highlights()] == ["Ask the lab."]


def test_two_editings_of_a_note_are_undone_one_by_one(window: Window):
    window.reading.open("slnb")
    select(window, "dye")
    window.parts.page.mark_selection("amber", with_note=True)
    (card,) = note_cards(window)
    for note in ("First.", "Second."):
        card.edit()
        card._editor.setPlainText(note)
        card.stop_editing()
    window.parts.wishes["undo"].trigger()
    assert window.marking.highlights()[0].note == "First."


def test_escape_keeps_what_was_written(qtbot: QtBot, window: Window):
    window.reading.open("slnb")
    select(window, "dye")
    window.parts.page.mark_selection("amber", with_note=True)
    (card,) = note_cards(window)
    qtbot.keyClicks(card._editor, "never mind")
    qtbot.keyClick(card._editor, Qt.Key.Key_Escape)
    assert not card.editing
    assert window.marking.highlights()[0].note == "never mind"
