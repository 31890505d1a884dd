"""Run the real program, and write down for how long its event loop answered nothing while someone typed.

python -m tests.journeys.watched FILE ARGUMENTS
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reader.app import Wardbook
from reader.cli import main
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from tests.bench.heartbeat import Heartbeat

_AFTER = 1000  # milliseconds without a key after which typing is over


class Watch(QObject):
    """Measure from the first key in the field until a moment after the last."""

    def __init__(self, window: Window, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._heart: Heartbeat | None = None
        self._over = QTimer(self, singleShot=True, interval=_AFTER)
        self._over.timeout.connect(self._tell)
        window.parts.sidebar.field.textEdited.connect(self._note)

    def _note(self) -> None:
        self._heart = self._heart or Heartbeat(self)
        self._over.start()

    def _tell(self) -> None:
        if self._heart is not None:
            seen = {"typed": self._window.parts.sidebar.field.text(), "longest_pause_ms": round(max(self._heart.gaps), 1)}
            self._file.write_text(json.dumps(seen), encoding="utf-8")
            self._heart.deleteLater()
            self._heart = None


def run(file: Path, arguments: list[str]) -> int:
    """Run the program with every window watched."""
    made = Window.__init__

    def watched(window: Window, wardbook: Wardbook, settings: Settings) -> None:
        made(window, wardbook, settings)
        Watch(window, file)

    Window.__init__ = watched  # type: ignore[method-assign]
    return main(arguments)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
