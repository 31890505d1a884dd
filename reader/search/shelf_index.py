"""Open the indexes of all packs as one, and lead from a section's number back to its pack, topic and text."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from whoosh.filedb.filestore import FileStorage
from whoosh.index import Index
from whoosh.reading import IndexReader, MultiReader
from whoosh.searching import Searcher

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.search.checksums import DamagedIndexError, index_is_good, verify
from reader.search.clauses import weighting
from reader.search.sources import IndexSource


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A pack whose index is open; its sections have the numbers from `first` on."""

    source: IndexSource
    compiled: CompiledPack
    first: int
    size: int


class ShelfIndex:
    """All good indexes as one: order and scores equal those of one merged index."""

    def __init__(self, sources: Iterable[IndexSource]) -> None:
        """Open what is good; `missing` names the packs that must be indexed (again)."""
        self.packs: list[OpenPack] = []
        self.missing: list[str] = []
        self._closing = ExitStack()
        self._topics = array("I")  # of every section, numbered through all packs
        readers: list[IndexReader] = []
        size = 0
        for source in sources:
            opened = self._open(source)
            if opened is None:
                self.missing.append(source.pack)
                continue
            leaves, ordinals, compiled = opened
            first = max(self._topics, default=-1) + 1
            self._topics.extend(first + ordinal for ordinal in ordinals)
            self.packs.append(OpenPack(source, compiled, size, len(ordinals)))
            readers += leaves
            size += len(ordinals)
        self.searcher = Searcher(MultiReader(readers), weighting=weighting()) if readers else None
        self._firsts = [pack.first for pack in self.packs]

    def close(self) -> None:
        """Let go of every file."""
        if self.searcher is not None:
            self.searcher.close()
        self._closing.close()

    def pack_of(self, section: int) -> OpenPack:
        """Return the pack to which a section belongs."""
        return self.packs[bisect_right(self._firsts, section) - 1]

    def topic_of(self, section: int) -> int:
        """Return a number that sections of one topic share."""
        return self._topics[section]

    def ids(self, section: int) -> tuple[str, str]:
        """Return the ids of a section's topic and of the section."""
        assert self.searcher is not None
        try:
            topic, own = self.searcher.reader().stored_fields(section)["ids"]
        except Exception as error:
            raise DamagedIndexError from error
        return topic, own

    def _open(self, source: IndexSource) -> tuple[list[IndexReader], list[int], CompiledPack] | None:
        """Return the readers of an index, the topic of each of its sections, and its pack; None where one is no good."""
        if not index_is_good(source.index_folder):
            return None
        try:
            index: Index = FileStorage(str(source.index_folder), readonly=True).open_index()
            reader = index.reader()
            leaves = [leaf for leaf, _ in reader.leaf_readers()]
            ordinals = [ordinal for leaf in leaves for ordinal in _ordinals(leaf)]
        except Exception:  # noqa: BLE001 — the edge to Whoosh: a damaged file makes it raise anything
            verify(source.index_folder)
            return None
        try:
            compiled = CompiledPack.open(source.compiled_folder)
        except EditionError:
            reader.close()
            return None
        self._closing.callback(compiled.close)
        self._closing.callback(index.close)
        return leaves, ordinals, compiled


def _ordinals(leaf: IndexReader) -> list[int]:
    """Return for each section which topic of its pack it belongs to."""
    count = leaf.doc_count_all()
    column = leaf.column_reader("ordinal") if count else ()
    return [column[place] for place in range(count)]
