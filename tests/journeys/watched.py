"""Run the real program, and write down what can't be seen from outside: pauses while someone typed, and where one stands.

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
    """Measure from the first key in the field until a moment after the last; write each match that one comes to."""

    def __init__(self, window: Window, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._heart: Heartbeat | None = None
        self._over = QTimer(self, singleShot=True, interval=_AFTER)
        self._over.timeout.connect(self._tell)
        window.parts.sidebar.field.textEdited.connect(self._note)
        window.parts.page.matchMoved.connect(self._note_match)
        window.reading.opened.connect(self._note_place)
        self._seen: dict[str, object] = {}

    def _note(self) -> None:
        self._heart = self._heart or Heartbeat(self)
        self._over.start()

    def _tell(self) -> None:
        if self._heart is not None:
            typed, pause = self._window.parts.sidebar.field.text(), round(max(self._heart.gaps), 1)
            self._heart.deleteLater()
            self._heart = None
            self._write(typed=typed, longest_pause_ms=pause)

    def _note_match(self, match: int, matches: int) -> None:
        self._write(match=match, matches=matches)

    def _note_place(self) -> None:
        now, place = self._window.reading.now, self._window.parts.page.current_place()
        if now is not None and place is not None:
            self._write(place=[now.topic.id, place.section])

    def _write(self, **seen: object) -> None:
        self._seen |= seen
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(self._seen), encoding="utf-8")
        draft.replace(self._file)  # whole at any moment


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
