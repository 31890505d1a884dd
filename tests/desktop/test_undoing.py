"""Every change can be undone, and what is undone is seen."""

from PySide6.QtWidgets import QPushButton

from reader.desktop.window import Window
from tests.desktop.acting import mark, note_cards, shown_topic


def press_notice(window: Window) -> None:
    (button,) = window.parts.centre.notice.findChildren(QPushButton)
    button.click()


def marks(window: Window) -> set[str]:
    return {one.id for one in window.marking.highlights()}


def test_the_notice_of_a_deletion_brings_back_that_note(window: Window):
    window.reading.open("slnb")
    first, second = mark(window, "dye"), mark(window, "isotope")
    window.marking.delete(first)
    assert window.parts.centre.notice.text() == "Note deleted."
    press_notice(window)
    assert marks(window) == {first, second}


def test_the_offer_to_bring_back_a_note_goes_when_something_else_was_done(window: Window):
    window.reading.open("slnb")
    first = mark(window, "dye")
    window.marking.delete(first)
    mark(window, "isotope")
    assert window.parts.centre.notice.text() == ""


def test_the_offer_goes_when_the_note_was_brought_back_by_keyboard(window: Window):
    window.reading.open("slnb")
    first = mark(window, "dye")
    window.marking.delete(first)
    window.parts.wishes["undo"].trigger()
    assert marks(window) == {first}
    assert window.parts.centre.notice.text() == ""


def test_what_is_undone_in_another_topic_is_shown_there_and_can_be_done_again(window: Window):
    window.reading.open("slnb")
    made = mark(window, "dye")
    window.reading.open("heart")
    window.parts.wishes["undo"].trigger()
    assert shown_topic(window) == "slnb"
    assert marks(window) == set()
    assert window.parts.centre.notice.text() == "Undone in “Sentinel node biopsy”."
    press_notice(window)
    assert marks(window) == {made}


def test_undoing_a_note_that_is_being_written_takes_it_back(window: Window):
    window.reading.open("slnb")
    mark(window, "dye", with_note=True)
    (card,) = note_cards(window)
    card._editor.setPlainText("Not so.")
    window.parts.wishes["undo"].trigger()
    assert not card.editing
    assert window.marking.highlights()[0].note == ""


def test_a_bookmark_of_another_topic_that_is_undone_is_named(window: Window):
    window.reading.open("slnb", section="how")
    window.parts.wishes["bookmark"].trigger()
    window.reading.open("heart")
    window.parts.wishes["undo"].trigger()
    assert shown_topic(window) == "heart"
    assert window.parts.centre.notice.text() == "Undone in “How”."
