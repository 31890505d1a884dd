"""Minutes without a touch are noticed, also those that the machine slept."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.desktop.locking.idle import IdleWatch


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    return field


@pytest.fixture
def watch(field: QLineEdit) -> Iterator[IdleWatch]:
    watch = IdleWatch(field)
    watch.watch(5)
    yield watch
    watch.stop()


def test_each_touch_begins_the_count_anew(qtbot: QtBot, field: QLineEdit, watch: IdleWatch):
    watch.look_again(30)
    qtbot.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert watch._timer.interval() == 5 * 60_000


def test_the_first_touch_after_a_long_sleep_comes_too_late(
    qtbot: QtBot, field: QLineEdit, watch: IdleWatch, monkeypatch: pytest.MonkeyPatch
):
    later = time.time() + 3600
    monkeypatch.setattr("reader.desktop.locking.idle.time.time", lambda: later)
    with qtbot.waitSignal(watch.overdue, timeout=1000):
        qtbot.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert field.text() == ""


def test_never_is_never(field: QLineEdit, watch: IdleWatch):
    assert field
    watch.watch(0)
    assert not watch._timer.isActive()


def test_a_window_that_could_not_be_locked_hears_whoever_comes_back(
    qtbot: QtBot, field: QLineEdit, watch: IdleWatch, monkeypatch: pytest.MonkeyPatch
):
    later = time.time() + 3600
    monkeypatch.setattr("reader.desktop.locking.idle.time.time", lambda: later)
    watch.overdue.connect(lambda: watch.look_again(30))
    for key in (Qt.Key.Key_A, Qt.Key.Key_B):
        qtbot.keyClick(field.windowHandle(), key)
    assert field.text() == "b"
    assert watch._timer.interval() == 5 * 60_000
