"""Change a mark so that it can be undone: undoing and redoing save a version that is newer than both."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtGui import QUndoCommand

from reader.notebook.burying import buried
from reader.notebook.marks import Mark, edited
from reader.notebook.times import utc_now

_TICK = timedelta(microseconds=1)


class Change(QUndoCommand):
    """A mark's former and new version."""

    def __init__(self, what: str, before: Mark | None, after: Mark, apply: Callable[[Mark], None]) -> None:
        super().__init__(what)
        self._before = before
        self._after = after
        self._apply = apply
        self._latest = after
        self._is_new = True
        self.undone = False

    def redo(self) -> None:
        """Save the new version; the first time exactly as it was made."""
        if self._is_new:
            self._is_new = False
            self._apply(self._after)
        else:
            self._save_as(self._after)

    def undo(self) -> None:
        """Save the former version; what was new is deleted."""
        self.undone = True
        self._save_as(self._before if self._before is not None else buried(self._after))

    def go_on(self, after: Mark) -> None:
        """Take the change further: one undo takes all of it back."""
        self._after = self._latest = after
        self._apply(after)

    def is_of(self, mark: Mark) -> bool:
        """Tell whether it changed this mark."""
        return self._after.id == mark.id

    def _save_as(self, mark: Mark) -> None:
        """Save `mark` as a version that counts as the latest one."""
        self._latest = _later(mark, self._latest)
        self._apply(self._latest)


def _later(mark: Mark, latest: Mark) -> Mark:
    """Return `mark` modified after `latest`."""
    return edited(mark, now=max(utc_now(), latest.modified + _TICK), deleted=mark.deleted)
