"""Say what became of a mark's words."""

from dataclasses import dataclass
from enum import StrEnum

from reader.notebook.anchoring.difference import Difference


class Kind(StrEnum):
    """What became of the words."""

    EXACT = "exact"  # the same words in the same place
    MOVED = "moved"  # the same words elsewhere
    CHANGED = "changed"  # similar words, or the same words in surroundings that changed
    UNPLACED = "unplaced"  # nothing close enough, or two places equally good


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor's words stand now, in code points of their section's text; nowhere, when unplaced.

    `critical` says that a change there can hurt a patient. `difference` tells it, if anything was changed.
    """

    kind: Kind
    section: str = ""
    start: int = 0
    end: int = 0
    critical: bool = False
    difference: Difference | None = None

    @property
    def settled(self) -> bool:
        """Tell whether the words stand as they stood, so that nobody has to look."""
        return self.kind in {Kind.EXACT, Kind.MOVED}


UNPLACED = Placement(Kind.UNPLACED)
