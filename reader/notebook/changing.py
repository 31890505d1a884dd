"""Undo and redo a change of a mark: each is a version that is newer than both, so that it counts wherever it is merged."""

from datetime import timedelta

from reader.notebook.burying import buried
from reader.notebook.marks import Mark, edited
from reader.notebook.times import utc_now

_TICK = timedelta(microseconds=1)


class Change:
    """A mark's former and new version; each method returns what has to be saved."""

    def __init__(self, before: Mark | None, after: Mark) -> None:
        """Take the versions; without a former one, the mark is new."""
        self._before = before
        self._after = after
        self._latest = after
        self._is_new = True
        self.undone = False

    def redo(self) -> Mark:
        """Make the change; the first time exactly as it was meant."""
        if self._is_new:
            self._is_new = False
            return self._after
        return self._as_latest(self._after)

    def undo(self) -> Mark:
        """Go back to the former version; what was new is deleted."""
        self.undone = True
        return self._as_latest(self._before if self._before is not None else buried(self._after))

    def go_on(self, after: Mark) -> Mark:
        """Take the change further: one undo takes all of it back."""
        self._after = self._latest = after
        return after

    def is_of(self, mark: Mark) -> bool:
        """Tell whether it changed this mark."""
        return self._after.id == mark.id

    def _as_latest(self, mark: Mark) -> Mark:
        """Return `mark` as a version that counts as the latest one."""
        now = max(utc_now(), self._latest.modified + _TICK)
        self._latest = edited(mark, now=now, deleted=now if mark.deleted else None)
        return self._latest
