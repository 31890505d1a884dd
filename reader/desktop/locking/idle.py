"""Notice when nobody has touched the window for some minutes."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_LATE = 5.0  # seconds that a timer may be late; more, and the machine slept


class IdleWatch(QObject):
    """Listen to the window that has the keyboard: few events pass there, and every touch does."""

    idle = Signal()
    overdue = Signal()  # and somebody is there again: the machine slept

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWindow | None = None
        self._minutes = 0
        self._touched = time.time()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    def watch(self, minutes: int) -> None:
        """Begin to count minutes without a touch; none end the watch."""
        self.stop()
        self._minutes = minutes
        if minutes:
            _application().focusWindowChanged.connect(self._follow)
            self.touch()
            self._follow(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Watch no longer."""
        if self._minutes:
            _application().focusWindowChanged.disconnect(self._follow)
        self._minutes = 0
        self._timer.stop()
        self._follow(None)

    def touch(self) -> None:
        """Count from now."""
        self._touched = time.time()
        self._timer.start(self._minutes * 60_000)

    def look_again(self, seconds: int) -> None:
        """Tell once more after some seconds, unless somebody touches the window before."""
        self._touched = time.time()  # else every touch would be one that comes too late, and the window be dead to it
        self._timer.start(seconds * 1000)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count anew at each touch; the first one after a sleep that was too long comes too late."""
        if event.type() in _TOUCHES and self._timer.isActive():
            if time.time() - self._touched > self._minutes * 60 + _LATE:
                self._timer.stop()
                self.overdue.emit()
                return True
            self.touch()
        return False

    def _follow(self, window: QWindow | None) -> None:
        """Listen to another window; where none of ours has the keyboard, still to the last one that had it."""
        if window is None and self._minutes:
            return
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._window = None


def _application() -> QGuiApplication:
    """Return the one application."""
    found = QGuiApplication.instance()
    assert isinstance(found, QGuiApplication)
    return found
