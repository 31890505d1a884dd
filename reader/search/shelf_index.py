"""Open the indexes of all packs as one, and lead from a section's number back to its pack, topic and text."""

from bisect import bisect_right
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from whoosh.index import Index
from whoosh.reading import SegmentReader

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.search.checksums import DamagedIndexError, SealedIndex, break_seal, verify
from reader.search.codec import CheckedStorage, Leaf
from reader.search.sources import IndexSource


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A pack whose index is open; its sections have `size` numbers from `first` on, deleted ones included."""

    source: IndexSource
    sealed: SealedIndex
    compiled: CompiledPack
    first: int
    size: int
    sections: int


class ShelfIndex:
    """All good indexes as one: order and scores equal those of one merged index."""

    def __init__(self, sources: Iterable[IndexSource]) -> None:
        """Open what is good; `missing` names the packs that must be indexed (again)."""
        self.packs: list[OpenPack] = []
        self.missing: list[str] = []
        self.leaves: list[Leaf] = []
        self._closing = ExitStack()
        topics = [np.zeros(0, np.int32)]
        for source in sources:
            opened = self._open(source)
            if opened is None:
                self.missing.append(source.pack)
                continue
            sealed, leaves, compiled = opened
            first = sum(leaf.size for leaf in self.leaves)
            self.packs.append(
                OpenPack(source, sealed, compiled, first, sum(leaf.size for leaf in leaves), sum(leaf.alive for leaf in leaves))
            )
            self.leaves += leaves
            numbered = 1 + max(int(part.max(initial=-1)) for part in topics)
            topics += [(leaf.column("ordinal") + numbered).astype(np.int32) for leaf in leaves]
        self.topics = np.concatenate(topics)  # for each section a number that those of one topic share
        self._first_sections = [pack.first for pack in self.packs]
        self._first_of_leaves = list(accumulate((leaf.size for leaf in self.leaves), initial=0))

    def close(self) -> None:
        """Let go of every file."""
        self._closing.close()

    def pack_of(self, section: int) -> OpenPack:
        """Return the pack to which a section belongs."""
        return self.packs[bisect_right(self._first_sections, section) - 1]

    def ids(self, section: int) -> tuple[str, str]:
        """Return the ids of a section's topic and of the section."""
        number = bisect_right(self._first_of_leaves, section) - 1
        try:
            return self.leaves[number].ids(section - self._first_of_leaves[number])
        except Exception as error:  # the edge to Whoosh: a damaged file makes it raise anything
            raise DamagedIndexError from error

    def _open(self, source: IndexSource) -> tuple[SealedIndex, list[Leaf], CompiledPack] | None:
        """Return the segments of an index, and its pack; None where one is no good."""
        sealed = SealedIndex.open(source.index_folder)
        if sealed is None:
            return None
        if not sealed.is_unchanged(lists_too=False):  # looked at here, so that one bad index takes no other with it
            break_seal(source.index_folder)
            return None
        try:
            index: Index = CheckedStorage(sealed).open_index()
            reader = index.reader()
            leaves = [Leaf(leaf) for leaf, _ in reader.leaf_readers() if isinstance(leaf, SegmentReader)]
        except Exception:  # noqa: BLE001 — the edge to Whoosh: a damaged file makes it raise anything
            verify(source.index_folder)
            return None
        try:
            compiled = CompiledPack.open(source.compiled_folder)
        except EditionError:
            reader.close()
            return None
        for closing in (index, reader, compiled):
            self._closing.callback(closing.close)
        return sealed, leaves, compiled
