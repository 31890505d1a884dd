"""A disk that takes its time doesn't slow the hand: here it takes for ever, until the test lets it go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.connection import Connection
from reader.notebook.notebook import Notebook
from tests.desktop.acting import note_cards, select, shown_topic

PATIENCE = 30.0  # seconds after which the test fails instead of waiting for ever


class Disk:
    """What every commit waits for, as it waits for the disk."""

    def __init__(self) -> None:
        self.answers = Event()
        self.answers.set()
        self.asked = Event()

    def wait(self) -> None:
        self.asked.set()
        assert self.answers.wait(PATIENCE)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Return the disk under all that the window keeps."""
    slow = Disk()
    transaction = Connection.transaction

    @contextmanager
    def on_the_slow_disk(connection: Connection, task: str) -> Iterator[Connection]:
        with transaction(connection, task) as inside:
            yield inside
            slow.wait()

    monkeypatch.setattr(Connection, "transaction", on_the_slow_disk)
    yield slow
    slow.answers.set()


def kept_notes(home: Home) -> list[str]:
    with Notebook.open(home, mend=False).notebook as notebook:
        return [mark.note for mark in notebook.highlights()]


def test_topics_are_opened_and_the_history_asked_for_while_a_reading_place_is_being_written(window: Window, disk: Disk):
    window.reading.open("slnb")
    window.jobs.settle(Lane.NOTEBOOK)
    disk.answers.clear()
    disk.asked.clear()
    window.reading.open("heart")
    assert disk.asked.wait(PATIENCE)
    window.reading.open_where_left("slnb", "small-ward")
    assert shown_topic(window) == "slnb"
    window.parts.wishes["history"].trigger()
    window.reading.open("heart")
    assert shown_topic(window) == "heart"
    disk.answers.set()


def test_reading_marking_and_typing_go_on_while_the_disk_is_busy_and_all_is_kept_in_the_end(
    qtbot: QtBot, window: Window, stocked_home: Home, disk: Disk
):
    window.reading.open("slnb")
    disk.answers.clear()
    select(window, "dye or an isotope")
    window.parts.page.mark_selection("amber", with_note=True)
    assert disk.asked.wait(PATIENCE)
    assert len(window.marking.highlights()) == 1
    (card,) = note_cards(window)
    for key in "Ask the lab first":
        qtbot.keyClicks(card._editor, key)
    assert card._editor.toPlainText() == "Ask the lab first"
    qtbot.keyClick(card._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.marking.highlights()[0].note == "Ask the lab first"
    window.reading.open("heart")
    window.reading.open("slnb")
    assert [mark.note for mark in window.marking.highlights()] == ["Ask the lab first"]
    assert kept_notes(stocked_home) == []
    disk.answers.set()
    window.close()
    assert kept_notes(stocked_home) == ["Ask the lab first"]
