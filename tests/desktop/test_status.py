"""Running work that takes over half a second is told with its progress, and can be cancelled."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Cancelled, Jobs, Lane, Progress
from reader.desktop.status import StatusLine


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    running = Jobs()
    yield running
    running.close()


@pytest.fixture
def status(qtbot: QtBot, jobs: Jobs) -> StatusLine:
    line = StatusLine(jobs)
    qtbot.addWidget(line)
    line.show()
    return line


def told(status: StatusLine) -> list[str]:
    return [label.text() for label in status.findChildren(QLabel) if label.isVisible() and label.text()]


def install(progress: Progress, cancelled: Cancelled) -> None:
    done = 0
    while not cancelled():
        done = min(done + 1, 2000)
        progress(done, 5486, "compiling")


def test_long_work_is_told_with_its_progress_and_stops_when_cancelled(qtbot: QtBot, jobs: Jobs, status: StatusLine):
    job = jobs.run(Lane.WORK, install, title="Installing medquad")
    qtbot.waitUntil(lambda: "Installing medquad · 2,000 / 5,486" in told(status))
    bar = status.findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (2000, 5486)
    with qtbot.waitSignal(job.ended):
        status.findChild(QPushButton).click()
    assert not bar.isVisible()
    assert told(status) == []


def test_quick_work_is_not_worth_a_word(qtbot: QtBot, jobs: Jobs, status: StatusLine):
    status.show_facts("Offline")
    with qtbot.waitSignal(jobs.idle):
        jobs.run(Lane.WORK, lambda _progress, _cancelled: None, title="Looking")
    assert told(status) == ["Offline"]


def test_work_without_a_title_is_never_told(qtbot: QtBot, jobs: Jobs, status: StatusLine):
    gate = Event()
    jobs.run(Lane.SEARCH, lambda _progress, _cancelled: gate.wait(10))
    titled = jobs.run(Lane.WORK, lambda _progress, _cancelled: gate.wait(10), title="Installing")
    qtbot.waitUntil(lambda: told(status) == ["Installing"])
    with qtbot.waitSignal(titled.ended):
        gate.set()
