"""The keyboard comes to everything, in the order of the eye, and one sees where it is."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QListView, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from reader.desktop.panel.cards import NoteCard
from reader.desktop.panel.panel import BOOKMARKS, NOTES, OUTLINE
from reader.desktop.window import Window
from reader.notebook.marks import Colour
from tests.desktop.acting import mark, note_cards

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def active(window: Window, qtbot: QtBot) -> Window:
    """Return a window that has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def focused(window: Window) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(window), key, modifier)


# Undo.


def test_the_keyboard_goes_on_to_the_next_card_then_to_the_page_and_undo_works_there(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    for words in ("drain", "dye", "isotope"):
        mark(active, words)
    first, second, third = note_cards(active)
    second.setFocus()
    press(qtbot, active, Qt.Key.Key_Delete)
    assert focused(active) is third
    press(qtbot, active, Qt.Key.Key_Delete)
    assert focused(active) is first
    press(qtbot, active, Qt.Key.Key_Delete)
    assert focused(active) is active.parts.page
    press(qtbot, active, Qt.Key.Key_Z, CONTROL)
    assert [one.targets[0].exact for one in active.marking.highlights()] == ["drain"]


def test_undo_in_an_empty_search_field_is_meant_for_marks(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    mark(active, "dye")
    active.parts.sidebar.field.setFocus()
    press(qtbot, active, Qt.Key.Key_Z, CONTROL)
    assert active.marking.highlights() == []
    press(qtbot, active, Qt.Key.Key_Y, CONTROL)
    assert len(active.marking.highlights()) == 1


def test_undo_in_a_search_field_with_typed_words_is_meant_for_them(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    mark(active, "dye")
    field = active.parts.sidebar.field
    field.setFocus()
    qtbot.keyClicks(field, "node")
    press(qtbot, active, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert len(active.marking.highlights()) == 1


def test_the_last_bookmark_that_is_deleted_leaves_the_keyboard_on_the_page(qtbot: QtBot, active: Window):
    active.reading.open("slnb", section="how")
    active.parts.wishes["bookmark"].trigger()
    active.parts.panel.show_tab(BOOKMARKS)
    active.parts.panel.bookmarks.setFocus(Qt.FocusReason.ShortcutFocusReason)
    press(qtbot, active, Qt.Key.Key_Delete)
    assert active.marking.held.bookmarks() == []
    assert focused(active) is active.parts.page


# Cards.


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)])
def test_space_after_a_note_changes_no_colour(qtbot: QtBot, active: Window, key: Qt.Key, modifier: Qt.KeyboardModifier):
    active.reading.open("slnb")
    active.marking.recolour(mark(active, "dye", with_note=True), Colour.ROSE)
    (card,) = note_cards(active)
    qtbot.keyClicks(card._editor, "Ask.")
    press(qtbot, active, key, modifier)
    assert focused(active) is card
    press(qtbot, active, Qt.Key.Key_Space)
    assert active.marking.highlights()[0].colour is Colour.ROSE


def test_the_colours_of_a_card_go_when_the_keyboard_leaves_any_of_them(active: Window):
    active.reading.open("slnb")
    mark(active, "dye")
    (card,) = note_cards(active)
    card.setFocus()
    buttons = card.findChildren(QToolButton)
    for button in buttons:
        button.setFocus()
        assert button.isVisible()
        active.parts.page.setFocus()
        assert not any(one.isVisible() for one in buttons)
        card.setFocus()


# From place to place.


def test_f6_comes_to_the_first_card_and_from_any_card_goes_on(active: Window):
    active.reading.open("slnb")
    mark(active, "isotope")
    mark(active, "drain")
    first, second = note_cards(active)
    active.parts.panel.show_tab(NOTES)
    active.parts.panel.tabs.setFocus()
    active.parts.wishes["next_pane"].trigger()
    assert focused(active) is first
    assert first.text.quote == "drain"
    second.setFocus()
    active.parts.wishes["next_pane"].trigger()
    assert focused(active) is active.parts.sidebar.field


def test_f6_leaves_out_a_tab_with_nothing_in_it(active: Window):
    active.reading.open("slnb")
    active.parts.panel.tabs.setFocus()
    active.parts.wishes["next_pane"].trigger()
    assert focused(active) is active.parts.sidebar.field


def test_tab_goes_from_the_tabs_to_each_card_in_the_order_of_the_page(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    for words in ("isotope", "drain", "dye"):
        mark(active, words)
    active.parts.panel.tabs.setFocus()
    met: list[str] = []
    for _ in range(30):
        press(qtbot, active, Qt.Key.Key_Tab)
        here = focused(active)
        if isinstance(here, NoteCard):
            met.append(here.text.quote)
        elif not any(card.isAncestorOf(here) for card in note_cards(active)):
            break
    assert met == ["drain", "dye", "isotope"]


def test_tab_goes_through_the_bar_then_the_panes_from_left_to_right(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    mark(active, "dye")
    active.parts.sidebar.field.setFocus()
    panes = (active.parts.sidebar, active.parts.centre, active.parts.panel, active.bar)
    met: list[QWidget] = []
    for _ in range(60):
        here = next(pane for pane in panes if pane.isAncestorOf(focused(active)))
        if not met or met[-1] is not here:
            met.append(here)
        press(qtbot, active, Qt.Key.Key_Tab)
        if focused(active) is active.parts.sidebar.field:
            break
    assert met == list(panes)


@pytest.mark.parametrize("name", ["topics", "outline", "bookmarks"])
def test_a_list_shows_at_once_that_the_keyboard_came_to_it(active: Window, name: str):
    active.reading.open("slnb", section="how")
    active.parts.wishes["bookmark"].trigger()
    view = active.findChild(QTreeView if name == "topics" else QListView, name)
    assert view is not None
    active.parts.panel.show_tab({"outline": OUTLINE, "bookmarks": BOOKMARKS}.get(name, NOTES))
    view.selectionModel().setCurrentIndex(view.currentIndex(), QItemSelectionModel.SelectionFlag.Clear)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is view
    assert view.selectionModel().hasSelection()
    if name == "outline":
        assert view.currentIndex().data() == "How"


def test_one_key_brings_the_keyboard_and_a_caret_to_the_page_and_takes_the_caret_away(qtbot: QtBot, active: Window):
    active.reading.open("slnb")
    page = active.parts.page
    active.parts.sidebar.field.setFocus()
    press(qtbot, active, Qt.Key.Key_F7)
    assert focused(active) is page
    assert page.caret.on
    active.parts.sidebar.field.setFocus()
    press(qtbot, active, Qt.Key.Key_F7)
    assert focused(active) is page
    assert page.caret.on
    press(qtbot, active, Qt.Key.Key_F7)
    assert not page.caret.on
