"""Undo and redo a change of a mark: each is a version that is newer than both, so that it counts wherever it is merged."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reader.notebook.burying import buried
from reader.notebook.marks import Highlight, Mark, Review, decided_anew, edited, with_review
from reader.notebook.times import utc_now

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Edit:
    """A version of a mark, and the one it was made of: what differs is what the reader did, and nothing else is changed.

    What came into the notebook meanwhile stays, for the reader can't have meant to undo it.
    """

    before: Mark | None  # None for a new mark
    after: Mark
    settles: tuple[str, ...] = ()  # words from elsewhere for which those of `after` stand from now on
    beside: tuple[str, ...] = ()  # words from elsewhere that stand beside them again
    seen: tuple[str, ...] = ()  # words from elsewhere that the reader had before them, beside those of `before`

    def then(self, later: "Edit") -> "list[Edit]":
        """Return this and a later edit of the same mark, in one if nothing is lost by that."""
        if self.settles or self.beside or later.settles or later.beside:
            return [self, later]
        return [Edit(self.before, later.after, seen=later.seen)]


class Change:
    """A mark's former and new version; each method returns what has to be saved."""

    def __init__(self, before: Mark | None, after: Mark, settles: tuple[str, ...] = (), *, seen: tuple[str, ...] = ()) -> None:
        """Take the versions; without a former one, the mark is new.

        `settles` are words from elsewhere for which those of `after` stand; undone, they stand beside the former ones again.
        `seen` are those that the reader had before them.
        """
        self._seen = seen
        self._before = before
        self._after = after
        self._settles = settles
        self._latest = before
        self._is_new = True
        self.undone = False

    def redo(self) -> Edit:
        """Make the change; the first time exactly as it was meant."""
        first, self._is_new = self._is_new, False
        return self._to(self._after if first else self._newer(self._after), settles=self._settles)

    def undo(self) -> Edit:
        """Go back to the former version; what was new is deleted."""
        self.undone = True
        return self._to(self._newer(self._before if self._before is not None else buried(self._after)), beside=self._settles)

    def go_on(self, before: Mark, after: Mark) -> Edit:
        """Take the change further: one undo takes all of it back."""
        self._after = self._latest = after
        return Edit(before, after)

    def is_of(self, mark: Mark) -> bool:
        """Tell whether it changed this mark."""
        return self._after.id == mark.id

    def _to(self, mark: Mark, *, settles: tuple[str, ...] = (), beside: tuple[str, ...] = ()) -> Edit:
        before, self._latest = self._latest, mark
        return Edit(before, mark, settles, beside, self._seen)

    def _newer(self, mark: Mark) -> Mark:
        """Return `mark` as a version that counts as the latest one."""
        latest = self._latest or self._after
        now = max(utc_now(), latest.modified + _TICK)
        newer = edited(mark, now=now, deleted=now if mark.deleted else None)
        if isinstance(newer, Highlight) and isinstance(latest, Highlight):
            newer = replace(newer, reviews=_as_decided_now(latest.reviews, newer.reviews, now))
        return newer


def _as_decided_now(latest: tuple[Review, ...], wanted: tuple[Review, ...], now: datetime) -> tuple[Review, ...]:
    """Return the reviews that are wanted, each that differs from the latest as decided now."""
    reviews = latest
    for review in decided_anew(latest, wanted, now):
        reviews = with_review(reviews, replace(review, at=now))
    return reviews
