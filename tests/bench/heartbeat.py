"""Measure for how long the main thread answers nothing."""

import time

from PySide6.QtCore import QObject, QTimer


class Heartbeat(QObject):
    """Measure the gaps between the ticks of a timer that is due all the time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []  # milliseconds
        self.worked: list[float] = []  # of each gap what the thread itself worked: other programs take the rest
        self.last = time.monotonic()
        self._last_work = time.thread_time()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, work = time.monotonic(), time.thread_time()
        self.gaps.append((now - self.last) * 1000)
        self.worked.append((work - self._last_work) * 1000)
        self.last, self._last_work = now, work
        time.sleep(0.0005)  # as idle as a waiting window: without it this thread would starve the others

    def share(self, part: float) -> float:
        """Return the gap than which so large a part of them is shorter."""
        return sorted(self.gaps)[min(int(len(self.gaps) * part), len(self.gaps) - 1)]
