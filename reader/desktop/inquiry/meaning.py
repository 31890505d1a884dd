"""Decide when a query was meant, and wasn't on its way to another: each key that is pressed makes a new one."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desktop.inquiry.answer import Answer

_REST = 3000  # milliseconds without a key after which one means what stands there
_GLANCE = 1.0  # seconds that one looks at an answer before leaving it


class Meaning(QObject):
    """Tell of each query once, when it has rested, when something in it was opened, or when it was left after a glance."""

    meant = Signal(object, str)  # Answer, and the words before that were on the way to it, if any were told

    def __init__(self, parent: QObject | None = None, *, rest: int = _REST, glance: float = _GLANCE) -> None:
        super().__init__(parent)
        self._glance = glance
        self._answer: Answer | None = None
        self._since = 0.0
        self._told = ""  # words of the same typing
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._rest.timeout.connect(self.settle)

    def show(self, answer: Answer) -> None:
        """Know that this answer stands before the reader now."""
        if self._answer is None or _words(answer) != _words(self._answer):
            self._since = time.monotonic()
            self._rest.start()
        self._answer = answer

    def settle(self) -> None:
        """Take the query as meant: Enter was pressed, a hit was opened, or no key has been pressed for a while."""
        self._rest.stop()
        if self._answer is None or _words(self._answer) == self._told:
            return
        before, self._told = self._told, _words(self._answer)
        self.meant.emit(self._answer, before if self._told.startswith(before) else "")

    def leave(self) -> None:
        """Know that the reader has left the query, and begins anew."""
        if self._answer is not None and time.monotonic() - self._since >= self._glance:
            self.settle()
        self._rest.stop()
        self._answer, self._told = None, ""


def _words(answer: Answer) -> str:
    return answer.inquiry.words.strip()
