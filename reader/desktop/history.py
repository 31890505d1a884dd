"""Remember where the reader has been, as a browser does: a new way forward forgets the old one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from reader.desktop.inquiry.answer import Standing
from reader.notebook.state import Place

LONGEST = 200
_P = TypeVar("_P")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where the reader was, and the results that stood beside it then."""

    place: Place
    results: Standing | None = None
    is_hit: bool = False  # it was opened from these results, or else was left for one of them


@dataclass(frozen=True, slots=True)
class History(Generic[_P]):
    """The places in order, and at which of them the reader is; each step returns a new one."""

    places: tuple[_P, ...] = ()
    at: int = -1

    @property
    def here(self) -> _P | None:
        """Where the reader is."""
        return self.places[self.at] if 0 <= self.at < len(self.places) else None

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a place before this one."""
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether the reader went back from somewhere."""
        return self.at < len(self.places) - 1

    def visited(self, place: _P) -> "History[_P]":
        """Go to a new place; going where one already is changes nothing."""
        if place == self.here:
            return self
        kept = (*self.places[: self.at + 1], place)[-LONGEST:]
        return History(kept, len(kept) - 1)

    def moved(self, place: _P) -> "History[_P]":
        """Remember how far the reader has read here."""
        if self.here is None:
            return self.visited(place)
        return replace(self, places=(*self.places[: self.at], place, *self.places[self.at + 1 :]))

    def back(self) -> "History[_P]":
        """Go one place back, if there is one."""
        return replace(self, at=self.at - 1) if self.can_go_back else self

    def forward(self) -> "History[_P]":
        """Go one place forward, if there is one."""
        return replace(self, at=self.at + 1) if self.can_go_forward else self

    @classmethod
    def of(cls, places: Sequence[_P]) -> "History[_P]":
        """Return a history that ends at the last of these places."""
        kept = tuple(places)[-LONGEST:]
        return cls(kept, len(kept) - 1)
