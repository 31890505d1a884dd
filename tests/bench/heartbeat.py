"""Measure for how long the main thread answers nothing."""

import time

from PySide6.QtCore import QObject, QTimer


class Heartbeat(QObject):
    """Measure the gaps between the ticks of a timer that is due all the time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []  # milliseconds
        self.last = time.monotonic()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.gaps.append((now - self.last) * 1000)
        self.last = now
        time.sleep(0.0005)  # as idle as a waiting window: without it this thread would starve the others

    def share(self, part: float) -> float:
        """Return the gap than which so large a part of them is shorter."""
        return sorted(self.gaps)[min(int(len(self.gaps) * part), len(self.gaps) - 1)]
