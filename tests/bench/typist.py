"""The window's side of `tests.bench.typing`: open it, watch keys, paints and stalls, and print what was seen."""

import gc
import json
import statistics
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from reader.app import Wardbook
from reader.desktop.launch import make_application, open_window
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.home import Home
from tests.bench.heartbeat import Heartbeat
from tests.bench.typing import Figures

_CLOCK = 1 << 32  # the X server's, in milliseconds, begins anew there; it is the system's monotonic one
_FRAME = 16.0  # milliseconds


class Watch(QObject):
    """Note when each key was sent and when what it finds stood painted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.heart = Heartbeat(self)
        self._sent: list[float] = []  # keys of which nothing was painted yet
        self._due: dict[str, list[float]] = {}  # by what then stood in the field
        self._painted = False
        self._shown = ""
        self.times: list[float] = []
        self.stalls: list[tuple[float, str]] = []
        self.counts = False
        window.parts.sidebar.field.installEventFilter(self)
        window.parts.sidebar.field.textChanged.connect(self._note_text)
        window.parts.sidebar.results.hits.viewport().installEventFilter(self)
        window.searching.found.connect(self._note_answer)
        self.heart._timer.timeout.connect(self._settle)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a key as it comes, and a paint as it is about to begin."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F12:
                self.begin()
            self._sent.append(event.timestamp() / 1000)
        elif event.type() == QEvent.Type.Paint and self._shown:
            self._painted = True
        return False

    def begin(self) -> None:
        """Forget what was measured until now."""
        self.counts = True
        self.times.clear()
        self.heart.gaps.clear()
        self.heart.worked.clear()

    def _note_text(self, text: str) -> None:
        self._due.setdefault(text.lstrip(), []).extend(self._sent[-1:])
        self._sent.clear()

    def _note_answer(self, *_: object) -> None:
        self._shown = self._window.parts.sidebar.field.text()
        self._answered = self._window.searching.inquiry.words

    def _settle(self) -> None:
        """Take the times of the keys whose results have just been painted, or those of later keys."""
        if not self._painted:
            return
        self._painted = False
        now = time.monotonic() % (_CLOCK / 1000)
        texts = list(self._due)
        if self._answered not in texts:
            return
        for text in texts[: texts.index(self._answered) + 1]:
            self.times += [(now - sent) * 1000 for sent in self._due.pop(text)]


def watch(home_folder: Path, *, apart: bool) -> None:
    """Open the window of a home, and print the figures when it is closed."""
    application = make_application()
    home = Home(home_folder)
    wardbook = Wardbook.open(home)
    wardbook.searches_apart = apart
    window = open_window(wardbook, Settings(home), {})
    sections = sum(pack.compiled.counts()[1] for pack in wardbook.shelf.packs() if pack.compiled)
    watch = Watch(window)
    window.painted.connect(window.installing.prepare)
    window.installing.settled.connect(gc.freeze)  # as launching does
    window.installing.settled.connect(lambda: print("ready", flush=True))
    window.show()
    application.exec()
    heart, times = watch.heart, sorted(watch.times)
    figures = Figures(
        sections=sections,
        keys=len(times),
        painted_median=statistics.median(times),
        painted_p95=times[round(0.95 * (len(times) - 1))],
        painted_longest=times[-1],
        stall_p99=heart.share(0.99),
        stall_p999=heart.share(0.999),
        stall_longest=max(heart.gaps),
        stalls_over_a_frame=sum(gap > _FRAME for gap in heart.gaps),
        longest_work=max(heart.worked),
    )
    print(json.dumps(asdict(figures)), flush=True)
    wardbook.close()
