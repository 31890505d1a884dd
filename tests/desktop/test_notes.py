"""Notes on topics and sections, on the paragraph at the caret, and their tags."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.desktop.window import Window
from reader.notebook.marks import Colour, Note
from tests.desktop.acting import mark, note_cards, select, shown_topic

CONTROL = Qt.KeyboardModifier.ControlModifier


def write(qtbot: QtBot, window: Window, words: str) -> None:
    """Write in the card that was opened."""
    (card,) = (card for card in note_cards(window) if card.editing)
    qtbot.keyClicks(card._editor, words)
    qtbot.keyClick(card._editor, Qt.Key.Key_Return, CONTROL)


def wheres(window: Window) -> list[str]:
    return [text.where for text in window.parts.panel.notes.texts()]


def notes(window: Window) -> list[str]:
    return [text.note for text in window.parts.panel.notes.texts()]


# On topics and sections.


def test_notes_on_the_topic_and_on_sections_stand_above_those_on_words(window: Window, qtbot: QtBot):
    window.reading.open("slnb", section="how")
    mark(window, "drain")
    window.parts.wishes["section_note"].trigger()
    write(qtbot, window, "Our own dye.")
    window.parts.wishes["topic_note"].trigger()
    write(qtbot, window, "On Thursdays.")
    assert wheres(window) == ["On the whole topic", "How", "Introduction"]
    assert notes(window) == ["On Thursdays.", "Our own dye.", ""]


def test_a_note_without_selected_words_is_on_the_section_that_is_read(window: Window, qtbot: QtBot):
    window.reading.open("slnb", section="how")
    window.parts.wishes["note"].trigger()
    write(qtbot, window, "Ask.")
    assert wheres(window) == ["How"]


def test_a_note_in_which_nothing_was_written_goes(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.wishes["topic_note"].trigger()
    write(qtbot, window, "")
    assert wheres(window) == []


def test_a_note_is_saved_deleted_undone_and_done_again(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.wishes["topic_note"].trigger()
    write(qtbot, window, "On Thursdays.")
    (card,) = note_cards(window)
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert notes(window) == []
    window.parts.wishes["undo"].trigger()
    assert notes(window) == ["On Thursdays."]
    window.parts.wishes["redo"].trigger()
    assert notes(window) == []
    window.parts.wishes["undo"].trigger()
    window.reading.open("heart")
    assert notes(window) == []
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.reading.open("slnb")
    assert notes(window) == ["On Thursdays."]


def test_a_note_that_is_undone_in_another_topic_is_shown_there(window: Window, qtbot: QtBot):
    window.reading.open("slnb", section="how")
    window.parts.wishes["section_note"].trigger()
    write(qtbot, window, "Our own dye.")
    (card,) = note_cards(window)
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    window.reading.open("heart")
    window.parts.wishes["undo"].trigger()
    assert shown_topic(window) == "slnb"
    assert notes(window) == ["Our own dye."]


def test_a_note_has_no_colours_and_nothing_to_cite(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.wishes["topic_note"].trigger()
    write(qtbot, window, "On Thursdays.")
    (card,) = note_cards(window)
    card.setFocus()
    names = [button.accessibleName() for button in card.findChildren(QToolButton) if not button.isHidden()]
    assert names == ["Edit the note (F2)", "Delete (Del)"]


def test_a_card_copies_its_words_with_their_citation(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    mark(window, "dye or an isotope")
    (card,) = note_cards(window)
    qtbot.keyClick(card, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == (
        "“dye or an isotope”\n— Sentinel node biopsy. A small ward, edition 2026.11, 20 Nov 2026."
    )


# At the caret.


def test_the_caret_goes_from_paragraph_to_paragraph_and_tells_them(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    window.reading.open("slnb")
    page = window.parts.page
    page.setFocus()
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(page, Qt.Key.Key_Up, CONTROL)
    assert page.caret.on
    assert told == [
        "The first nodes that drain the breast are found with dye or an isotope.",
        "Who",
        "A sentinel node biopsy is offered when no node is felt. See swelling.",
        "Who",
    ]
    tinted = [one.cursor.selectedText() for one in page.extraSelections()]
    assert tinted == ["Who"]


def test_a_paragraph_is_highlighted_and_noted_by_keyboard_alone(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.page.setFocus()
    qtbot.keyClick(window.parts.page, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    write(qtbot, window, "Which dye?")
    (made,) = window.marking.highlights()
    assert made.targets[0].exact == "The first nodes that drain the breast are found with dye or an isotope."
    assert made.note == "Which dye?"
    window.parts.page.setFocus()
    qtbot.keyClick(window.parts.page, Qt.Key.Key_Escape)
    assert not window.parts.page.caret.on
    assert not window.parts.page.mark_selection("amber")


def test_a_paragraph_is_highlighted_by_the_key_of_a_colour(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.page.setFocus()
    qtbot.keyClick(window.parts.page, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(window.parts.page, Qt.Key.Key_2)
    (made,) = window.marking.highlights()
    assert made.colour is Colour.GREEN
    assert made.targets[0].exact == "The first nodes that drain the breast are found with dye or an isotope."


# Tags.


def test_tags_are_written_under_the_note_and_shown_on_the_card(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    mark(window, "dye", with_note=True)
    (card,) = note_cards(window)
    qtbot.keyClicks(card._editor, "Ask.")
    card._tag_line.setFocus()
    assert card.editing
    qtbot.keyClicks(card._tag_line, "Lab, dose ,lab")
    qtbot.keyClick(card._tag_line, Qt.Key.Key_Return)
    assert not card.editing
    (made,) = window.marking.highlights()
    assert (made.note, made.tags) == ("Ask.", ("dose", "Lab"))
    assert card._tags.text() == "dose · Lab"
    window.parts.wishes["undo"].trigger()
    assert window.marking.highlights()[0].tags == ()


def test_tags_in_use_complete_what_is_typed(window: Window):
    window.reading.open("slnb")
    window.marking.tag(mark(window, "dye"), ["Laboratory"])
    mark(window, "isotope", with_note=True)
    (card,) = (card for card in note_cards(window) if card.editing)
    completer = card._tag_line.completer()
    assert completer is not None
    completer.setCompletionPrefix("dose, lab")
    card._tag_line.setText("dose, lab")
    assert completer.currentCompletion() == "dose, Laboratory"


def test_a_note_with_tags_alone_stays(window: Window, qtbot: QtBot):
    window.reading.open("slnb")
    window.parts.wishes["topic_note"].trigger()
    (card,) = note_cards(window)
    card._tag_line.setText("teaching")
    qtbot.keyClick(card._tag_line, Qt.Key.Key_Return)
    (held,) = window.marking.held.notes()
    assert isinstance(held, Note)
    assert held.tags == ("teaching",)


# Back and forth.


def test_undoing_on_the_same_page_scrolls_to_what_came_back(window: Window):
    window.resize(1000, 300)
    window.look.set_scale(2.0)
    window.reading.open("slnb", section="how")
    select(window, "sliced")
    window.parts.page.mark_selection("amber")
    (made,) = window.marking.highlights()
    window.marking.delete(made.id)
    page = window.parts.page
    page.verticalScrollBar().setValue(0)
    window.parts.wishes["undo"].trigger()
    assert page.verticalScrollBar().value() > 0
