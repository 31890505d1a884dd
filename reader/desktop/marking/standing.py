"""Know where the marks of a topic stand in the edition that is read."""

from reader.library.compiled.compiled_pack import CompiledPack
from reader.notebook.marks import Highlight, Review, Target
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import placed

_What = tuple[str, tuple[Target, ...], tuple[Review, ...]]


class Standings:
    """Find marks in the edition of one topic, each once: what is written on a mark doesn't move it."""

    def __init__(self) -> None:
        self._edition: Edition | None = None
        self._known: dict[_What, tuple[Placed, ...]] = {}

    def turn_to(self, compiled: CompiledPack | None) -> None:
        """Look in this pack from now on; what is known of another one is forgotten."""
        self._edition = Edition(compiled) if compiled is not None else None
        self._known.clear()

    def of(self, mark: Highlight) -> tuple[Placed, ...]:
        """Return where each target of a mark stands."""
        if self._edition is None:
            return ()
        what = (mark.id, mark.targets, mark.reviews)
        if what not in self._known:
            self._known[what] = placed(mark, self._edition)
        return self._known[what]
