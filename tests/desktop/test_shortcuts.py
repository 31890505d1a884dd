"""All shortcuts stand on one page."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.desktop.shortcuts import ShortcutsPage
from reader.desktop.window import Window


def test_the_page_lists_the_keys_of_the_window_the_page_the_notes_and_the_bar(qtbot: QtBot, window: Window):
    page = ShortcutsPage(window.parts.wishes, window)
    qtbot.addWidget(page)
    caps = {label.text() for label in page.findChildren(QLabel) if label.objectName() == "keyCap"}
    of_wishes = {action.shortcut().toString() for action in window.parts.wishes if not action.shortcut().isEmpty()}
    assert of_wishes <= caps
    assert {"F7", "1", "2", "3", "4", "N", "C", "Shift+C", "F2", "Del", "Ctrl+Return", "Esc", "Ctrl+wheel", "Ctrl+End"} <= caps


def test_each_key_stands_once_in_its_section(qtbot: QtBot, window: Window):
    page = ShortcutsPage(window.parts.wishes, window)
    qtbot.addWidget(page)
    headings = [label.text() for label in page.findChildren(QLabel) if label.objectName() == "startHeading"]
    assert len(headings) == len(set(headings)) == 6
