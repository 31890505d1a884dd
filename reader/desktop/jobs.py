"""Run everything that takes time away from the main thread, one job after the other in each lane."""

import logging
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from reader.errors import ReaderError

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]

# A searching thread hands the interpreter back after half a millisecond, so that a key stroke is drawn in its frame.
SWITCH_INTERVAL = 0.0005
_PROGRESS_INTERVAL = 0.05  # seconds: the eye sees no more, and the main thread gets no flood of events

_log = logging.getLogger(__name__)


class Lane(Enum):
    """A queue with one worker: what shares state shares a lane, and needs no locks."""

    SEARCH = "search"
    NOTEBOOK = "notebook"
    WORK = "work"


class Job(QObject):
    """Tell the main thread how one piece of work gets on.

    `failed` carries a ReaderError, or any other exception, which is a bug and is reported by `Jobs.crashed` as well.
    """

    progressed = Signal(int, int, str)  # done, total, what
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()  # after done, after failed, and alone when it was cancelled or superseded

    def __init__(self, lane: Lane, title: str, control: "_Control") -> None:
        super().__init__()
        self.lane = lane
        self.title = title
        self._control = control

    @property
    def can_be_cancelled(self) -> bool:
        """Tell whether cancelling does anything: what the reader wrote is always saved."""
        return self.lane is not Lane.NOTEBOOK

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; `ended` tells when it has."""
        if self.can_be_cancelled:
            self._control.cancelled.set()

    @property
    def was_cancelled(self) -> bool:
        """Tell whether anybody asked the work to stop."""
        return self._control.cancelled.is_set()


class Jobs(QObject):
    """Run plain functions in lanes, and bring their results to the main thread by queued signals."""

    began = Signal(object)  # Job
    ended = Signal(object)  # Job
    idle = Signal()  # nothing runs and nothing waits
    crashed = Signal(object)  # an exception that isn't a ReaderError

    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._workers = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"wardbook-{lane.value}") for lane in Lane}
        self._running: dict[int, Job] = {}
        self._newest: dict[str, int] = {}
        self._last: dict[Lane, Future[None]] = {}
        self._numbers = count(1)
        self._closed = False
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, lane: Lane, work: Work, *, title: str = "", ticket: str = "") -> Job:
        """Queue `work` in `lane`.

        A later job with the same `ticket` supersedes this one: its result is dropped from then on, wherever it is
        on its way, because that is decided here and in `_deliver`, both in the main thread.
        Once closed, nothing is begun any more, not even by what closing brought to its end.
        """
        control = _Control(next(self._numbers))
        job = Job(lane, title, control)
        if self._closed:
            return job
        if ticket:
            self._supersede(ticket)
            self._newest[ticket] = control.number
        self._running[control.number] = job
        self._last[lane] = self._workers[lane].submit(_perform, work, control, self._reported.emit)
        self.began.emit(job)
        return job

    def drop(self, ticket: str) -> None:
        """Supersede the newest job of `ticket` by nothing."""
        self._supersede(ticket)
        self._newest.pop(ticket, None)

    @property
    def busy(self) -> bool:
        """Tell whether anything runs or waits."""
        return bool(self._running)

    @property
    def closed(self) -> bool:
        """Tell whether the threads have ended."""
        return self._closed

    def settle(self, lane: Lane) -> None:
        """Wait until all that is queued in `lane` is over, and deliver its results."""
        if last := self._last.get(lane):
            last.exception()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Cancel what can be cancelled, wait for the rest, and end the threads."""
        self._closed = True
        for job in self._running.values():
            job.cancel()
        for worker in self._workers.values():
            worker.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _supersede(self, ticket: str) -> None:
        older = self._running.get(self._newest.get(ticket, 0))
        if older is not None:
            older._control.superseded = True  # noqa: SLF001 - a job and its lanes are one thing
            older.cancel()

    @Slot(object)
    def _deliver(self, report: "_Step | _Outcome") -> None:
        job = self._running.get(report.number)
        if job is None:
            return
        if isinstance(report, _Step):
            if not job.was_cancelled:
                job.progressed.emit(report.done, report.total, report.label)
            return
        del self._running[report.number]
        self._tell(job, report)
        job.ended.emit()
        self.ended.emit(job)
        if not self._running:
            self.idle.emit()

    def _tell(self, job: Job, outcome: "_Outcome") -> None:
        if outcome.skipped or job._control.superseded:  # noqa: SLF001 - a job and its lanes are one thing
            return
        if outcome.error is None:
            job.done.emit(outcome.value)
        elif not job.was_cancelled:
            job.failed.emit(outcome.error)
            if not isinstance(outcome.error, ReaderError):
                self.crashed.emit(outcome.error)


@dataclass(slots=True)
class _Control:
    """What a worker may hold of a job: no Qt object, since the last to let go of one deletes it."""

    number: int
    cancelled: Event = field(default_factory=Event)
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    number: int
    value: Any = None
    error: Exception | None = None
    skipped: bool = False


def _perform(work: Work, control: _Control, report: Callable[[object], None]) -> None:
    if control.cancelled.is_set():
        report(_Outcome(control.number, skipped=True))
        return
    try:
        value = work(_paced(control.number, report), control.cancelled.is_set)
    except Exception as error:  # noqa: BLE001 - the edge of a thread: whatever it was goes to the main thread
        if not isinstance(error, ReaderError) and not control.cancelled.is_set():
            _log.exception("A job failed")
        report(_Outcome(control.number, error=error))
    else:
        report(_Outcome(control.number, value=value))


def _paced(number: int, report: Callable[[object], None]) -> Progress:
    """Return a progress function that lets through what the eye can follow, and always the last step."""
    shown = 0.0

    def progress(done: int, total: int, label: str = "") -> None:
        nonlocal shown
        now = time.monotonic()
        if done >= total or now - shown >= _PROGRESS_INTERVAL:
            shown = now
            report(_Step(number, done, total, label))

    return progress
