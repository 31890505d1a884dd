"""Bookmarks have an order and labels of the reader's own."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.desktop.panel.line_view import LineView
from reader.desktop.panel.panel import BOOKMARKS
from reader.desktop.window import Window

ALT = Qt.KeyboardModifier.AltModifier


def labels(window: Window) -> list[str]:
    return [line.text for line in window.parts.panel.bookmarks.lines()]


@pytest.fixture
def view(window: Window) -> LineView:
    """Return the list of three bookmarks, in the panel."""
    for section in ("who", "not", "how"):
        window.reading.open("slnb", section=section)
        window.parts.wishes["bookmark"].trigger()
    window.parts.panel.show_tab(BOOKMARKS)
    (found,) = window.parts.panel.bookmarks.findChildren(LineView)
    return found


def drop(view: LineView, row: int, onto: QPointF, monkeypatch: pytest.MonkeyPatch) -> None:
    view.setCurrentIndex(view.model().index(row, 0))
    move = Qt.DropAction.MoveAction
    event = QDropEvent(onto, move, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    monkeypatch.setattr(event, "source", lambda: view, raising=False)
    view.dropEvent(event)


def test_a_bookmark_moves_by_keyboard_and_the_keyboard_goes_with_it(window: Window, view: LineView, qtbot: QtBot):
    view.setCurrentIndex(view.model().index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert labels(window) == ["How", "Who", "Not in the node-positive axilla"]
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert labels(window) == ["Who", "How", "Not in the node-positive axilla"]


def test_an_order_is_undone_and_done_again(window: Window, view: LineView):
    (first, *_) = window.parts.panel.bookmarks.lines()
    view.moved.emit(view.model().index(0, 0), 2)
    assert labels(window) == ["Not in the node-positive axilla", "How", "Who"]
    window.parts.wishes["undo"].trigger()
    assert labels(window) == ["Who", "Not in the node-positive axilla", "How"]
    window.parts.wishes["redo"].trigger()
    assert window.parts.panel.bookmarks.lines()[2] == first


@pytest.mark.parametrize("drag", [(0, 2, "120"), (2, 0, "021"), (0, -1, "120")])
def test_a_bookmark_is_dragged_behind_another(
    window: Window, view: LineView, monkeypatch: pytest.MonkeyPatch, drag: tuple[int, int, str]
):
    before, (row, onto, order) = labels(window), drag
    under = view.visualRect(view.model().index(onto, 0)) if onto >= 0 else view.viewport().rect()
    drop(view, row, QPointF(under.center().x(), under.bottom() - 1), monkeypatch)
    assert labels(window) == [before[int(place)] for place in order]


def test_a_bookmark_gets_a_label_of_its_own(window: Window, view: LineView, qtbot: QtBot):
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    (editor,) = view.findChildren(QLineEdit)
    editor.setText("  Ask before   theatre ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(window)[0] == "Ask before theatre")
    window.parts.wishes["undo"].trigger()
    assert labels(window)[0] == "Who"
    view.model().setData(view.model().index(0, 0), "   ")
    assert labels(window)[0] == "Who"


def test_a_click_on_the_sign_at_its_end_removes_a_bookmark(window: Window, view: LineView, qtbot: QtBot):
    row = view.visualRect(view.model().index(1, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 14, row.center().y()))
    assert labels(window) == ["Who", "How"]
    assert window.parts.centre.notice.text() == "Bookmark removed."


def test_the_menu_of_a_bookmark_says_what_can_be_done(window: Window, view: LineView):
    menu = window.parts.panel.bookmarks.menu(view.model().index(0, 0))
    assert {action.text(): action.isEnabled() for action in menu.actions()} == {
        "Open": True,
        "Rename (F2)": True,
        "Move up (Alt+Up)": False,
        "Move down (Alt+Down)": True,
        "Remove the bookmark (Del)": True,
    }


def test_the_outline_is_not_the_readers_own(window: Window):
    window.reading.open("slnb")
    (outline,) = window.parts.panel.outline.findChildren(LineView)
    assert not outline.model().flags(outline.model().index(0, 0)) & Qt.ItemFlag.ItemIsEditable
