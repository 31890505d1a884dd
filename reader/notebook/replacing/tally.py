"""Say in one line what became of the marks of a pack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.notebook.anchoring import Kind
from reader.notebook.placements import Placed

_WORST_FIRST = (Kind.UNPLACED, Kind.CHANGED, Kind.MOVED, Kind.EXACT)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many marks there are, and what became of them; a mark with several targets counts by the worst."""

    exact: int = 0
    moved: int = 0
    changed: int = 0
    unplaced: int = 0
    critical: int = 0  # of those that have changed

    @property
    def marks(self) -> int:
        """How many there are in all."""
        return self.exact + self.moved + self.changed + self.unplaced

    @property
    def sentence(self) -> str:
        """The line that is shown: 212 marks: 198 as they were, 9 moved, 3 to review, 2 unplaced."""
        told = f"{self.exact} as {'it was' if self.marks == 1 else 'they were'}"
        parts = [(self.moved, "moved"), (self.changed, "to review"), (self.unplaced, "unplaced")]
        others = "".join(f", {count} {what}" for count, what in parts if count)
        return f"{self.marks} mark{'' if self.marks == 1 else 's'}: {told}{others}"


def tally_of(placements: Iterable[Sequence[Placed]]) -> Tally:
    """Count marks by what became of them."""
    kinds: list[Kind] = []
    critical = 0
    for of_one in placements:
        kind = worst(of_one)
        kinds.append(kind)
        critical += kind is Kind.CHANGED and any(one.critical for one in of_one)
    return Tally(
        kinds.count(Kind.EXACT), kinds.count(Kind.MOVED), kinds.count(Kind.CHANGED), kinds.count(Kind.UNPLACED), critical
    )


def worst(of_one: Sequence[Placed]) -> Kind:
    """Return what became of a mark, whose targets may have fared differently."""
    found = {one.kind for one in of_one}
    return next(kind for kind in _WORST_FIRST if kind.value in found)
