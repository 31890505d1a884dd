"""The start page says all that matters at first in one screen."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.desktop.window import Window


def test_what_one_can_do_and_how_to_begin_stand_in_one_small_screen(window: Window, qtbot: QtBot):
    window.resize(1024, 700)
    start = window.parts.centre.start
    qtbot.waitUntil(lambda: start.height() < 640)
    begin = next(button for button in start.findChildren(QPushButton) if button.text() == "Start reading")
    shown = [label for label in start.findChildren(QLabel) if label.objectName() == "startHeading"]
    assert {"Search", "Mark", "Come back"} <= {label.text() for label in shown}
    qtbot.waitUntil(lambda: begin.mapTo(start, QPoint(0, begin.height())).y() <= start.viewport().height())
