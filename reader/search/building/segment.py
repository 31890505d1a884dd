"""Write one segment of an index through Whoosh's codec, past its writer: that analyses each field by itself.

Everything that leans on how Whoosh lays out an index while one is made is in here.
"""

import shutil
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from whoosh.codec.base import Segment
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from reader.library.compiled.rows import IndexedSection
from reader.search.building.inverter import Inverter
from reader.search.building.words import FieldWords, SectionWords
from reader.search.codec import SectionCodec
from reader.search.languages import stem
from reader.search.schema import labels, schema, stemmed

INDEX_NAME = "MAIN"
_EVERY = 2_000  # terms between two reports


class SegmentMaker:
    """Write sections of one pack as a segment in `folder`; what is half done lies in `scratch`."""

    def __init__(self, folder: Path, scratch: Path, pack: str, code: str, first_topic: int = 0) -> None:
        """`code` is the pack's language, empty where it has no stemmer; topics are numbered from `first_topic`."""
        storage = FileStorage(str(folder), supports_mmap=False)
        codec = SectionCodec()
        self._segment = codec.new_segment(storage, INDEX_NAME)
        self._sections = codec.per_document_writer(storage, self._segment)
        self._terms = codec.field_writer(storage, self._segment)
        self._inverter = Inverter(scratch)
        self._pack, self._code = pack, code
        self._lengths: dict[str, array[int]] = {}  # of each field in each section so far
        self._topic, self._ordinal = "", first_topic - 1
        self.sections = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the files where `finish` could not."""
        for writer in (self._sections, self._terms):
            if not writer.is_closed:
                with suppress(OSError):  # what went wrong before matters more
                    writer.close()

    def add(self, section: IndexedSection, words: SectionWords) -> None:
        """Add the next section; those of one topic come one after the other."""
        if section.topic_id != self._topic:
            self._topic, self._ordinal = section.topic_id, self._ordinal + 1
        self._sections.start_doc(self.sections)
        for name, found in words.fields.items():
            self._add_words(name, found)
        for name, value in labels(section, self._pack, self._ordinal).items():
            self._add_label(name, value)
        self._sections.finish_doc()
        self._inverter.section_ended()
        self.sections += 1

    def finish(self, progress: Callable[[float], None]) -> Segment:
        """Write what was gathered; `progress` is told how much of it is written, from 0 to 1."""
        self._sections.close()
        written, field = 0, ""
        for done, (name, form, postings) in enumerate(self._inverter.terms()):
            if done % _EVERY == 0:
                progress(written / self._inverter.postings)
            if name != field:
                self._start_field(name, after=field)
                field = name
            self._terms.add_term(form, *postings, self._lengths.get(name))
            written += len(postings.sections)
        if field:
            self._terms.finish_field()
        self._terms.close()
        self._segment.set_doc_count(self.sections)
        return self._segment

    def _add_words(self, name: str, words: FieldWords) -> None:
        self._inverter.add_places(name, self.sections, words.places)
        self._add_length(name, words.length)
        if self._code:
            counts: dict[str, int] = {}
            for form, places in words.places.items():
                found = stem(form, self._code)
                counts[found] = counts.get(found, 0) + len(places)
            self._inverter.add_counts(stemmed(name, self._code), self.sections, counts)
            self._add_length(stemmed(name, self._code), words.length)

    def _add_length(self, name: str, length: int) -> None:
        self._sections.add_field(name, schema()[name], None, length)
        lengths = self._lengths.setdefault(name, array("I"))
        lengths.extend(repeat(0, self.sections - len(lengths)))
        lengths.append(length)

    def _add_label(self, name: str, value: Any) -> None:  # noqa: ANN401 — what the field takes
        field: FieldType = schema()[name]
        if field.indexed:
            self._inverter.add_counts(name, self.sections, {str(form, "utf-8"): 1 for form, *_ in field.index(value)})
        self._sections.add_field(name, field, value if field.stored else None, 0)
        if field.column_type:
            self._sections.add_column_value(name, field.column_type, field.to_column_value(value))

    def _start_field(self, name: str, after: str) -> None:
        if after:
            self._terms.finish_field()
        self._terms.start_field(name, schema()[name])


class OldSegments:
    """The segments of an index that is being brought up to date; what is deleted stays in them, marked so."""

    def __init__(self, folder: Path) -> None:
        """Read of which segments the index in `folder` consists; `write_contents` writes it anew."""
        self._storage = FileStorage(str(folder), supports_mmap=False)
        self.segments: tuple[Segment, ...] = tuple(TOC.read(self._storage, INDEX_NAME).segments)
        for contents in folder.glob(f"_{INDEX_NAME}_*.toc"):
            contents.unlink()

    @property
    def size(self) -> int:
        """How many sections there are, deleted ones included."""
        return sum(segment.doc_count_all() for segment in self.segments)

    @property
    def living(self) -> int:
        """How many sections aren't deleted."""
        return sum(segment.doc_count() for segment in self.segments)

    def delete(self, topics: Iterable[str]) -> int:
        """Delete every section of some topics, and return how many there were."""
        deleted = 0
        wanted = sorted(topics)
        for segment in self.segments:
            with closing(SegmentReader(self._storage, schema(), segment)) as reader:
                for topic in wanted:
                    found = list(reader.postings("topic", topic).all_ids()) if ("topic", topic) in reader else []
                    for section in found:
                        segment.delete_document(section)
                    deleted += len(found)
        return deleted


def write_contents(folder: Path, segments: Sequence[Segment]) -> None:
    """Write of which segments an index consists: the last file that Whoosh needs."""
    TOC(schema(), list(segments), 1).write(FileStorage(str(folder), supports_mmap=False), INDEX_NAME)


def remove_temporary(folder: Path) -> None:
    """Remove what Whoosh leaves behind in a folder where segments were made."""
    shutil.rmtree(folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
