"""Show one window after the other on the same home: a window never changes its notebook.

Locking closes the window and opens another one, without a notebook. So nothing personal can be left in it, no card, no
search, no undo, no place; and whatever windows will ever learn to show is locked with the rest.
"""

import gc
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from reader.app import Wardbook
from reader.desktop.instance import Message
from reader.desktop.jobs import Lane
from reader.desktop.locking.idle import IdleWatch
from reader.desktop.locking.locking import Condition
from reader.desktop.locking.work import Outcome, changed, is_right, reopened, unlocked
from reader.desktop.notice import NoticeKind
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.errors import ReaderError
from reader.notebook.locking.lock import WrongPassphraseError
from reader.notebook.personal import Personal, closed_personal

OpenWindow: TypeAlias = Callable[[Wardbook, Settings, Message], Window]

_SOON = 10  # milliseconds, in which a dialog that was closed comes to its end
_LATER = 30  # seconds, after which an idle window that is at work is looked at again


class Session(QObject):
    """Hold the window that is shown, and put another in its place when the notebook is locked or unlocked."""

    def __init__(
        self, wardbook: Wardbook, settings: Settings, place: Message, open_window: OpenWindow, prepare: Callable[[Window], None]
    ) -> None:
        """Take what opens a window at a place, and what prepares each one for being shown."""
        super().__init__()
        self._wardbook = wardbook
        self._settings = settings
        self._open_window = open_window
        self._prepare = prepare
        self._is_locking = False
        self._idle = IdleWatch(self)
        self._idle.idle.connect(self._lock_idle)
        self._idle.overdue.connect(self._lock_overdue)
        self.window = self._opened(place)

    def show(self) -> None:
        """Show the first window."""
        self.window.show()
        self._watch()

    def close(self) -> None:
        """Let the window go."""
        self._idle.stop()
        self.window.deleteLater()

    def lock(self) -> None:
        """Lock the notebook now, after what is written is on the disk; running work is stopped."""
        if self._condition is Condition.OPEN and not self._is_locking:
            self._is_locking = True  # asked for once more while a dialog stays open, it would be done once more
            self._at_rest(self._lock)

    def unlock(self, passphrase: str) -> None:
        """Open the notebook again."""
        home = self._wardbook.home
        job = self.window.jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: unlocked(home, passphrase))
        job.done.connect(lambda personal: self._soon(lambda: self._enter(personal)))
        job.failed.connect(self._refuse)

    def change(self, before: str, new: str) -> None:
        """Give the notebook a passphrase, another one, or none; only for who knows the one before."""
        key = self._wardbook.key
        if key is None:
            self._at_rest(lambda: self._change(new))
            return
        job = self.window.jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: is_right(before, key))
        job.done.connect(
            lambda right: self._at_rest(lambda: self._change(new)) if right else self._refuse(WrongPassphraseError())
        )

    # How.

    @property
    def _condition(self) -> Condition:
        return self.window.locking.condition

    def _lock_idle(self) -> None:
        """Lock because nobody is there; but nobody stopped the work that may be running.

        Until it is locked, it is tried again: the disk may refuse what is to be saved before.
        """
        self._idle.look_again(_LATER)
        if not self.window.jobs.busy:
            self.lock()

    def _lock_overdue(self) -> None:
        """Lock although work may be running: whoever is there now needn't be the one who was."""
        self._idle.look_again(_LATER)
        self.lock()

    def _lock(self) -> None:
        self._is_locking = False
        stopped = self.window.installing.under_way
        if self._replace(closed_personal()) and stopped:
            told = self.tr("Locking has stopped this: {work}. Begin it again.").format(work=stopped)
            self.window.parts.centre.notice.tell(told, NoticeKind.WARNING)

    def _enter(self, personal: Personal) -> None:
        if self.window.jobs.closed:
            personal.close()
        else:
            self._replace(personal, self.window.place())

    def _change(self, new: str) -> None:
        home, before, place = self._wardbook.home, self._wardbook.key, self.window.place()
        if not self._replace(closed_personal()):
            return
        locking = self.window.locking
        locking.working.emit(self.tr("Encrypting the notebook …") if new else self.tr("Decrypting the notebook …"))
        job = self.window.jobs.run(Lane.NOTEBOOK, lambda progress, _cancelled: changed(home, before, new, progress))
        job.progressed.connect(lambda done, total, _what: locking.progressed.emit(done, total))
        job.done.connect(lambda outcome: self._soon(lambda: self._end_change(outcome, new, place)))
        job.failed.connect(lambda _bug: self._soon(lambda: self._end_change(Outcome(reopened(home)), new, place)))

    def _end_change(self, outcome: Outcome, new: str, place: Message) -> None:
        if self.window.jobs.closed:
            outcome.personal.close()
            return
        self._replace(outcome.personal, place)
        notice = self.window.parts.centre.notice
        if outcome.error is not None:
            notice.tell(str(outcome.error), NoticeKind.ERROR)
        elif new:
            keys = self.window.parts.wishes["lock"].shortcut().toString()
            notice.tell(self.tr("The notebook is encrypted. {keys} locks it.").format(keys=keys))
        else:
            notice.tell(self.tr("The notebook isn’t encrypted any more."))

    def _replace(self, personal: Personal, place: Message | None = None) -> bool:
        """Show a window on another notebook; tell whether what was written is safe, and the former one gone."""
        former = self.window
        if not former.finish():
            return False
        QApplication.setQuitOnLastWindowClosed(False)
        former.close()
        self._wardbook.take(personal)
        self.window = self._opened(place or {})
        self.window.show()
        QApplication.setQuitOnLastWindowClosed(True)
        former.deleteLater()
        self._soon(_forget)
        self._watch()
        return True

    def _opened(self, place: Message) -> Window:
        window = self._open_window(self._wardbook, self._settings, place)
        locking = window.locking
        locking.lockAsked.connect(self.lock)
        locking.unlockAsked.connect(self.unlock)
        locking.changeAsked.connect(self.change)
        locking.minutesChanged.connect(self._watch)
        self._prepare(window)
        return window

    def _watch(self) -> None:
        self._idle.watch(self._settings.idle_minutes if self._condition is Condition.OPEN else 0)

    def _refuse(self, error: Exception) -> None:
        known = isinstance(error, ReaderError)
        self.window.locking.refused.emit(str(error) if known else self.tr("Something went wrong within Wardbook."))

    def _at_rest(self, do: Callable[[], None]) -> None:
        """Do it once no dialog and no menu is open: they run loops of their own, inside the window that goes."""
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is not None:
            over.close()
        if over is not None or QThread.currentThread().loopLevel() > 1:
            QTimer.singleShot(_SOON, self, lambda: self._at_rest(do))
        else:
            do()

    def _soon(self, do: Callable[[], object]) -> None:
        """Do it when what is under way in this window has returned."""
        QTimer.singleShot(0, self, do)


def _forget() -> None:
    """Leave what was shown in no memory of ours."""
    gc.unfreeze()
    gc.collect()
