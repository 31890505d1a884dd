"""Every way there has a way back."""

from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.desktop.window import Window
from tests.desktop.acting import shown_topic


def test_back_leads_from_a_jump_within_the_topic_to_the_line(window: Window):
    window.resize(900, 420)
    window.reading.open("slnb")
    window.parts.page.following.follow(QUrl("#how"))
    assert window.parts.page.current_place().section == "how"
    window.parts.wishes["back"].trigger()
    assert window.parts.page.verticalScrollBar().value() == 0
    window.parts.wishes["forward"].trigger()
    assert window.parts.page.current_place().section == "how"


def test_escape_leaves_full_screen(qtbot: QtBot, window: Window):
    window.reading.open("slnb")
    window.parts.wishes["full_screen"].trigger()
    assert window.isFullScreen()
    qtbot.keyClick(window.parts.page, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not window.parts.wishes["full_screen"].isChecked()


def test_the_start_page_is_reached_again_and_back_returns(window: Window):
    window.reading.open("heart")
    window.parts.wishes["start"].trigger()
    assert not window.parts.centre.shows_page
    assert not window.parts.wishes["bookmark"].isEnabled()
    window.parts.wishes["back"].trigger()
    assert window.parts.centre.shows_page
    assert shown_topic(window) == "heart"
    assert window.parts.wishes["bookmark"].isEnabled()


def test_the_wheel_with_ctrl_changes_the_size_of_the_text(window: Window):
    window.reading.open("slnb")
    before = window.look.scale
    page = window.parts.page
    turned = QWheelEvent(
        QPointF(9, 9),
        QPointF(page.mapToGlobal(QPoint(9, 9))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(page.viewport(), turned)
    assert window.look.scale > before


def test_a_bookmark_is_removed_by_mouse(window: Window):
    window.reading.open("slnb", section="how")
    window.parts.wishes["bookmark"].trigger()
    lines = window.parts.panel.bookmarks
    menu = lines.menu(lines.focusProxy().model().index(0, 0))
    menu.actions()[-1].trigger()
    assert window.marking.held.bookmarks() == []
