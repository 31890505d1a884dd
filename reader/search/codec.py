"""Keep the postings in lists of our own inside Whoosh's index, to be read in bulk.

Everything that leans on what Whoosh calls private stands here; the pin to one version of it holds because of this file.
A plain Whoosh searcher reads such an index too: the tests compare their answers.
"""

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import (
    LENGTHS_COLUMN,
    W3Codec,
    W3FieldWriter,
    W3PerDocReader,
    W3PerDocWriter,
    W3Segment,
    W3TermInfo,
    W3TermsReader,
)
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.formats import Format, Positions
from whoosh.matching import ListMatcher, Matcher
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from reader.search.checksums import POSTINGS, SealedIndex
from reader.search.posting_list import PostingList, encoded

_EXACT = NumericColumn("I", default=0)
LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])  # that Whoosh's length bytes stand for


class Places(Positions):  # type: ignore[misc]  # Whoosh has no types
    """Hand the places of a word to the codec as an array, which is quicker than Whoosh's pickles."""

    def encode(self, places: list[int]) -> bytes:
        """Return the value of one posting."""
        return array("I", places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the places again."""
        return array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Return how many there are."""
        return len(value) // array("I").itemsize


class SectionCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own codec, but for the lists of postings, and with exact lengths beside its approximate ones."""

    def new_segment(self, _storage: FileStorage, indexname: str) -> "_Segment":
        """Return a segment whose files stay single, so that each can be checked by itself."""
        return _Segment(self, indexname)

    def per_document_writer(self, storage: FileStorage, segment: W3Segment) -> "_PerSectionWriter":
        """Return what writes lengths and columns."""
        return _PerSectionWriter(self, storage, segment)

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> "_TermWriter":
        """Return what writes the words and their lists."""
        return _TermWriter(self, storage, segment)

    def postings_writer(self, dbfile: StructFile, **_options: object) -> "_ListWriter":
        """Return what writes the lists of one field."""
        return _ListWriter(dbfile)

    def postings_reader(
        self, dbfile: StructFile, terminfo: W3TermInfo, format_: Format, term: object = None, scorer: object = None
    ) -> Matcher:
        """Return a matcher such as Whoosh's own merging and searching want."""
        found = PostingList.read(dbfile, *_extent(terminfo), with_places=True)
        ends = np.cumsum(found.counts, dtype=np.int64)
        values = [format_.encode(places.tolist()) for places in np.split(found.places, ends[:-1])] if len(found.places) else None
        weights = found.counts.astype(float).tolist()
        return ListMatcher(found.sections.tolist(), weights, values, format_, scorer=scorer, term=term, terminfo=terminfo)

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> W3TermsReader:
        """Return what knows all words, held in memory: a query looks a hundred up."""
        name = segment.make_filename(self.TERMS_EXT)
        with storage.open_file(name) as file:
            whole = file.read()
        return W3TermsReader(self, BufferFile(whole, name), len(whole), segment.open_file(storage, self.POSTS_EXT))


class CheckedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The files of an index, each compared with its checksum when it is read; see `reader.search.checksums`."""

    def __init__(self, index: SealedIndex) -> None:
        """Read only."""
        super().__init__(str(index.folder), supports_mmap=False, readonly=True)
        self._index = index

    def open_file(self, name: str, **options: object) -> StructFile:
        """Return the file in memory, but for lists of postings, which have checksums of their own."""
        if name.endswith(POSTINGS):
            return super().open_file(name, **options)
        return BufferFile(self._index.read(name), name)


class Leaf:
    """One segment of an open index, read in bulk; deleted sections are left out of everything but the numbers."""

    def __init__(self, reader: SegmentReader) -> None:
        """Read through `reader`, which stays open as long as this."""
        self._reader = reader
        self._terms: W3TermsReader = reader._terms  # noqa: SLF001 — see the module
        self._columns: W3PerDocReader = reader._perdoc  # noqa: SLF001 — see the module
        self.size: int = reader.doc_count_all()
        self.living: NDArray[np.bool_] | None = None
        if reader.has_deletions():
            self.living = np.ones(self.size, np.bool_)
            self.living[list(reader.deleted_docs_set)] = False

    @property
    def alive(self) -> int:
        """How many sections aren't deleted."""
        return self.size if self.living is None else int(np.count_nonzero(self.living))

    def postings(self, field: str, word: str, *, with_places: bool = False) -> PostingList | None:
        """Return where a word stands; None where nowhere. Raises DamagedIndexError."""
        try:
            info = self._terms.term_info(field, word.encode())
        except (TermNotFound, KeyError):
            return None
        found = PostingList.read(self._terms._postfile, *_extent(info), with_places=with_places)  # noqa: SLF001 — see the module
        if self.living is None:
            return found
        kept = self.living[found.sections]
        places = found.places[np.repeat(kept, found.counts)] if with_places else found.places
        return PostingList(found.sections[kept], found.counts[kept], places) if kept.any() else None

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return how long a field is in each section, as Whoosh approximates it in a byte."""
        return self._column(f"_{field}_len", LENGTHS_COLUMN).astype(np.uint8)

    def total_length(self, field: str) -> int:
        """Return how long a field is in all sections that aren't deleted."""
        if self.living is None:
            return int(self._columns.field_length(field))
        return int(self._column(_exact(field), _EXACT)[self.living].sum())

    def column(self, field: str) -> NDArray[np.uint32]:
        """Return a numeric column."""
        return self._column(field, self._reader.schema[field].column_type).astype(np.uint32)

    def ids(self, section: int) -> tuple[str, str]:
        """Return the ids of a section's topic and of the section."""
        topic, own = self._columns.stored_fields(section)["ids"]
        return topic, own

    def _column(self, name: str, column: NumericColumn) -> NDArray[np.integer[Any]]:
        """Return a column whole; at its end Whoosh leaves away sections that haven't got the field."""
        values = np.zeros(self.size, np.int64)
        if self._columns.has_column(name):
            with self._columns._storage.open_file(W3Codec.column_filename(self._columns._segment, name)) as file:  # noqa: SLF001 — see the module
                stored = np.frombuffer(file.read(), f">{column._typecode}")  # noqa: SLF001 — see the module
            values[: len(stored)] = stored
        return values


class _Segment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    def should_assemble(self) -> bool:
        return False


class _PerSectionWriter(W3PerDocWriter):  # type: ignore[misc]  # Whoosh has no types
    def add_field(self, fieldname: str, fieldobj: object, value: object, length: int) -> None:
        super().add_field(fieldname, fieldobj, value, length)
        if length:
            self.add_column_value(_exact(fieldname), _EXACT, length)


class _TermWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Also take the list of a word whole, which is several times as fast as posting by posting."""

    def add_term(
        self, form: str, sections: "array[int]", counts: "array[int]", places: "array[int]", lengths: "array[int] | None"
    ) -> None:
        """Write the list of a word of the field that was started; `lengths` are those of the field, if it has any."""
        self.start_term(form.encode())
        self._postwriter.take(sections, counts, places, {lengths[section] for section in sections} if lengths else {0})
        self.finish_term()


class _ListWriter:
    """Collect the postings of one word after the other; it answers Whoosh's questions about them as one block."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        self.start_postings(Format(), W3TermInfo())

    def start_postings(self, format_: Format, terminfo: W3TermInfo) -> None:
        self._info = terminfo
        self._placed = isinstance(format_, Places)
        self._sections = array("I")
        self._weights = array("I")
        self._places = array("I")
        self._lengths: set[int] = set()

    def add_posting(self, section: int, weight: float, value: bytes, length: int | None = None) -> None:
        self._sections.append(section)
        self._weights.append(int(weight))
        self._lengths.add(length or 0)
        if self._placed:
            self._places.frombytes(value)

    def take(self, sections: "array[int]", counts: "array[int]", places: "array[int]", lengths: set[int]) -> None:
        """Take all postings at once."""
        self._sections, self._weights, self._places, self._lengths = sections, counts, places, lengths

    def finish_postings(self) -> W3TermInfo:
        data = encoded(self._sections, self._weights, self._places)
        self._info.add_block(self)
        self._info.set_extent(self._file.tell(), len(data))
        self._file.write(data)
        return self._info

    def __len__(self) -> int:
        return len(self._sections)

    def min_length(self) -> int:
        return min(self._lengths)

    def max_length(self) -> int:
        return max(self._lengths)

    def max_weight(self) -> int:
        return max(self._weights)

    def min_id(self) -> int:
        return self._sections[0]

    def max_id(self) -> int:
        return self._sections[-1]


def _extent(info: W3TermInfo) -> tuple[int, int]:
    """Return where a list begins and its length, which Whoosh leaves in a tuple when it reads it."""
    offset, length = info.extent()
    return offset, length[0] if isinstance(length, tuple) else length


def _exact(field: str) -> str:
    return f"_{field}_exact"
