"""Print the longest gap in the event loop while the large sample pack is installed, with someone typing and scrolling.

    python -m tests.bench.install FOLDER

FOLDER is an unpacked pack. The real window is used, on the display that there is or in memory without one.
A gap is the time between two ticks of a timer that is due all the time; key presses and scroll steps go
through the event loop as a hand's do, 15 and 20 a second.
"""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

from reader.app import Wardbook
from reader.desktop.launch import make_application
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.home import Home
from tests.bench.heartbeat import Heartbeat

WORDS = "sentinel node biopsy heart failure after treatment "
KEY_EVERY, SCROLL_EVERY = 66, 50  # milliseconds


class Hand(QObject):
    """Type into the search field and scroll the page without pause."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._typed = 0
        self._down = True
        for interval, action in ((KEY_EVERY, self._type), (SCROLL_EVERY, self._scroll)):
            timer = QTimer(self, interval=interval)
            timer.timeout.connect(action)
            timer.start()

    def _type(self) -> None:
        field = self._window.parts.sidebar.field
        if self._typed % len(WORDS) == 0:
            field.clear()
        QTest.keyClicks(field, WORDS[self._typed % len(WORDS)])
        self._typed += 1

    def _scroll(self) -> None:
        bar = self._window.parts.page.verticalScrollBar()
        if bar.value() in {bar.minimum(), bar.maximum()}:
            self._down = bar.value() == bar.minimum()
        bar.setValue(bar.value() + (60 if self._down else -60))


def main(folder: Path) -> None:
    application = make_application()
    with tempfile.TemporaryDirectory() as root:
        home = Home(Path(root))
        wardbook = Wardbook.open(home)
        wardbook.prepare()
        wardbook.searches_apart = True
        window = Window(wardbook, Settings(home))
        window.installing.settled.connect(gc.freeze)  # both as launching does
        window.show()
        window.reading.open("what-is-it")
        window.installing.prepare()
        _wait_until_settled(window)

        heart, hand = Heartbeat(), Hand(window)
        began = time.perf_counter()
        window.installing.install(folder)
        _wait_until_settled(window)
        took = time.perf_counter() - began
        gaps = sorted(heart.gaps)
        topics, sections = (sum(numbers) for numbers in zip(*_counts(wardbook), strict=True))
        print(f"{topics} topics, {sections} sections on the shelf after {took:.1f} s (installed, indexed, search opened)")
        print(f"event loop: {len(gaps)} ticks, p99.9 {gaps[int(len(gaps) * 0.999)]:.1f} ms, longest gap {gaps[-1]:.1f} ms")
        print(f"the window's own work in a gap, at most: {max(heart.worked):.1f} ms; in the rest it waits for a processor")
        hand.deleteLater()
        window.close()
        wardbook.close()
    application.quit()


def _counts(wardbook: Wardbook) -> list[tuple[int, int]]:
    return [shelved.compiled.counts() for shelved in wardbook.shelf.packs() if shelved.compiled]


def _wait_until_settled(window: Window) -> None:
    settled: list[bool] = []
    window.installing.settled.connect(lambda: settled.append(True))
    window.installing.failed.connect(lambda error: sys.exit(f"failed: {error}"))
    while not settled:
        QTest.qWait(50)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
