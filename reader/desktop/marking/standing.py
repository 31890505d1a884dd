"""Know where the marks of a topic stand in the edition that is read."""

from reader.library.compiled.compiled_pack import CompiledPack
from reader.notebook.marks import Highlight, Review, Target, settled
from reader.notebook.placements import Placed, PlacementCache
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import missed, placed

_What = tuple[str, tuple[Target, ...], tuple[Review, ...]]


class Standings:
    """Find marks in the edition of one topic, each once: what is written on a mark doesn't move it.

    The page doesn't wait until the whole pack was gone through. What isn't remembered is looked for in its topic alone,
    and once more when the marks have been placed.
    """

    def __init__(self, remembered: PlacementCache | None) -> None:
        """Take what is remembered of all marks; there is nothing without a notebook."""
        self._remembered = remembered
        self._edition: Edition | None = None
        self._known: dict[_What, tuple[Placed, ...]] = {}
        self._for_now: set[_What] = set()

    def turn_to(self, compiled: CompiledPack | None) -> None:
        """Look in this pack from now on; what is known of another one is forgotten."""
        self._edition = Edition(compiled) if compiled is not None else None
        self._known.clear()
        self._for_now.clear()

    def look_again(self) -> bool:
        """Ask anew for what is known for now only; return whether there is anything like that."""
        for what in self._for_now:
            del self._known[what]
        found = bool(self._for_now)
        self._for_now.clear()
        return found

    def of(self, mark: Highlight) -> tuple[Placed, ...]:
        """Return where each target of a mark stands."""
        if self._edition is None:
            return ()
        what = (mark.id, mark.targets, mark.reviews)
        if what not in self._known:
            self._known[what] = self._find(mark, what, self._edition)
        return self._known[what]

    def _find(self, mark: Highlight, what: _What, edition: Edition) -> tuple[Placed, ...]:
        if settled(mark, edition.digest) is None and self._remembered is not None:
            remembered = self._remembered.of_version(edition.digest, mark)
            if remembered:
                return remembered
        found = placed(mark, edition)
        if missed(mark, found, edition):
            self._for_now.add(what)
        return found
