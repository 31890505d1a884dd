"""Know whether the notebook is locked, and pass on what the reader asks about it; the session does it."""

from enum import Enum

from PySide6.QtCore import QObject, Signal

from reader.app import Wardbook


class Condition(Enum):
    """How the notebook of a window stands; it never changes while the window is there."""

    PLAIN = "plain"  # it has no passphrase
    OPEN = "open"  # it has one, which was given
    LOCKED = "locked"
    REFUSED = "refused"  # it can't be opened at all


class Locking(QObject):
    """The wishes of one window."""

    lockAsked = Signal()
    unlockAsked = Signal(str)  # passphrase
    changeAsked = Signal(str, str)  # the passphrase until now, and the new one; empty: none
    minutesChanged = Signal()
    refused = Signal(str)  # one sentence: why it stays as it is
    working = Signal(str)  # what is being done
    progressed = Signal(int, int)

    def __init__(self, wardbook: Wardbook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.condition = _condition(wardbook)


def _condition(wardbook: Wardbook) -> Condition:
    if wardbook.locked:
        return Condition.LOCKED
    if wardbook.notebook is None:
        return Condition.REFUSED
    return Condition.PLAIN if wardbook.key is None else Condition.OPEN
