"""Work goes on beside the window, and only what is still wanted comes back."""

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Cancelled, Job, Jobs, Lane, Progress
from reader.errors import PackError

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    running = Jobs()
    yield running
    running.close()


class Heard:
    """Keeps what a job said, in order, and in which thread."""

    def __init__(self, job: Job) -> None:
        self.said: list[object] = []
        self.threads: set[object] = set()
        job.done.connect(lambda value: self._hear("done", value))
        job.failed.connect(lambda error: self._hear("failed", str(error)))
        job.progressed.connect(lambda done, total, label: self._hear("progressed", (done, total, label)))
        job.ended.connect(lambda: self._hear("ended", None))

    def _hear(self, what: str, value: object) -> None:
        self.threads.add(current_thread())
        self.said.append((what, value))


def test_a_result_arrives_in_the_main_thread(qtbot: QtBot, jobs: Jobs):
    worked_in: list[object] = []

    def work(_progress: Progress, _cancelled: Cancelled) -> int:
        worked_in.append(current_thread())
        return 42

    heard = Heard(jobs.run(Lane.WORK, work))
    qtbot.waitUntil(lambda: ("ended", None) in heard.said)
    assert heard.said == [("done", 42), ("ended", None)]
    assert heard.threads == {main_thread()}
    assert worked_in[0] is not main_thread()


def test_the_newest_ticket_wins_even_over_a_result_that_is_already_queued(qtbot: QtBot, jobs: Jobs):
    first = Heard(jobs.run(Lane.SEARCH, lambda _p, _c: "old", ticket="query"))
    # The worker has finished and its result waits in the event queue, when the next query comes.
    jobs._last[Lane.SEARCH].result()
    second = Heard(jobs.run(Lane.SEARCH, lambda _p, _c: "new", ticket="query"))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert first.said == [("ended", None)]
    assert second.said == [("done", "new"), ("ended", None)]


def test_a_superseded_job_that_still_waits_is_never_begun(qtbot: QtBot, jobs: Jobs):
    gate, begun = Event(), []
    jobs.run(Lane.SEARCH, lambda _p, _c: gate.wait(10))
    for word in ("s", "se", "sentinel"):
        last = jobs.run(Lane.SEARCH, lambda _p, _c, word=word: begun.append(word), ticket="query")
    with qtbot.waitSignal(last.done):
        gate.set()
    assert begun == ["sentinel"]


def test_a_dropped_ticket_brings_nothing(qtbot: QtBot, jobs: Jobs):
    heard = Heard(jobs.run(Lane.SEARCH, lambda _p, _c: "late", ticket="query"))
    jobs.drop("query")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard.said == [("ended", None)]


def test_a_cancelled_job_stops_and_says_neither_done_nor_failed(qtbot: QtBot, jobs: Jobs):
    begun = Event()

    def work(_progress: Progress, cancelled: Cancelled) -> None:
        begun.set()
        while not cancelled():
            pass
        raise PackError("Cancelled.")

    job = jobs.run(Lane.WORK, work)
    heard = Heard(job)
    assert begun.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard.said == [("ended", None)]


def test_what_was_finished_before_it_could_be_cancelled_is_told(qtbot: QtBot, jobs: Jobs):
    job = jobs.run(Lane.WORK, lambda _p, _c: "installed")
    heard = Heard(job)
    jobs._last[Lane.WORK].result()
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert ("done", "installed") in heard.said


def test_a_failure_of_the_world_is_told_to_the_one_who_asked(qtbot: QtBot, jobs: Jobs):
    crashes: list[object] = []
    jobs.crashed.connect(crashes.append)

    def work(_progress: Progress, _cancelled: Cancelled) -> None:
        raise PackError("No pack.toml in /x.", "Choose another folder.")

    heard = Heard(jobs.run(Lane.WORK, work))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard.said == [("failed", "No pack.toml in /x. Choose another folder."), ("ended", None)]
    assert crashes == []


def test_a_bug_is_logged_and_reported_as_a_crash(qtbot: QtBot, jobs: Jobs, caplog: pytest.LogCaptureFixture):
    def work(_progress: Progress, _cancelled: Cancelled) -> float:
        return 1 / 0

    with qtbot.waitSignal(jobs.crashed) as crash:
        jobs.run(Lane.WORK, work)
    assert isinstance(crash.args[0], ZeroDivisionError)
    assert "ZeroDivisionError" in caplog.text


def test_progress_is_thinned_but_its_last_step_always_comes(qtbot: QtBot, jobs: Jobs):
    def work(progress: Progress, _cancelled: Cancelled) -> None:
        for number in range(1, 5001):
            progress(number, 5000, "compiling")

    heard = Heard(jobs.run(Lane.WORK, work))
    qtbot.waitUntil(lambda: not jobs.busy)
    steps = [value for what, value in heard.said if what == "progressed"]
    assert steps[-1] == (5000, 5000, "compiling")
    assert len(steps) < 500


def test_closing_waits_for_the_notebook_and_never_cancels_it():
    jobs, saved = Jobs(), []
    for number in range(50):
        jobs.run(Lane.NOTEBOOK, lambda _p, cancelled, number=number: saved.append((number, cancelled())))
    jobs.close()
    assert saved == [(number, False) for number in range(50)]


def test_what_closing_brought_to_its_end_begins_nothing_new():
    jobs, begun = Jobs(), []
    first = jobs.run(Lane.WORK, lambda _p, _c: None)
    first.ended.connect(lambda: jobs.run(Lane.SEARCH, lambda _p, _c: begun.append("late")))
    jobs.close()
    assert begun == []
    assert not jobs.busy


def test_settling_a_lane_delivers_its_results_at_once(jobs: Jobs):
    heard = Heard(jobs.run(Lane.NOTEBOOK, lambda _p, _c: "saved"))
    jobs.settle(Lane.NOTEBOOK)
    assert heard.said == [("done", "saved"), ("ended", None)]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, jobs: Jobs):
    gate = Event()
    jobs.run(Lane.WORK, lambda _p, _c: gate.wait(10))
    with qtbot.waitSignal(jobs.run(Lane.SEARCH, lambda _p, _c: "found").done):
        pass
    gate.set()
