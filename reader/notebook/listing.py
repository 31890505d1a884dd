"""Read the marks of a notebook: by id, by topic, by what is wanted, by words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.notebook.burying import RECENTLY
from reader.notebook.connection import Connection
from reader.notebook.indexing import best
from reader.notebook.marks import Bookmark, Highlight, Mark
from reader.notebook.ordering import Outline, OutlineOf
from reader.notebook.stamps import Record
from reader.notebook.store import read_marks, read_records
from reader.notebook.times import to_text, utc_now
from reader.notebook.wanted import DISPUTED, Wanted, chosen


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is; what was deleted isn't counted."""

    highlights: int
    notes: int  # what the reader wrote: on highlights, sections and topics
    bookmarks: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that marks are sorted by."""

    name: str
    marks: int  # that carry it and aren't deleted


def _unknown(_pack: str, _topic: str) -> Outline | None:
    """Know of no topic where it stands."""
    return None


class Listing:
    """The reading side of a notebook. Every answer is of one moment; any thread may ask."""

    def __init__(self, reading: Connection) -> None:
        """Take a connection to read through."""
        self._reading = reading

    def mark(self, id_: str) -> Mark | None:
        """Return the mark with that id, deleted or not."""
        return next(iter(self._marks("id = ?", id_)), None)

    def record(self, id_: str) -> Record | None:
        """Return all that is held of the mark with that id, deleted or not."""
        return next(iter(self._records("id = ?", id_)), None)

    def records(self) -> list[Record]:
        """Return all that is held of all marks, tombstones included, in the order they were made."""
        return self._records("true")

    def in_conflict(self) -> list[Record]:
        """Return the marks on which something else was written elsewhere at the same time, with those words."""
        return self._records(f"deleted IS NULL AND {DISPUTED}")

    def other_words(self) -> dict[str, tuple[str, ...]]:
        """Return, by the marks' ids, what was written elsewhere at the same time as the words that are shown."""
        return {record.mark.id: record.other_words for record in self.in_conflict()}

    def marks_in(self, pack: str, topic: str, edition: str = "", formerly: Sequence[str] = ()) -> list[Mark]:
        """Return all marks that touch a topic, or were settled in it on any edition, in the order they were made.

        What was found there in `edition`, having moved from another topic, is among them, and what was marked when the
        topic had a former id.
        """
        names = (topic, *formerly)
        asked = f"topic IN ({', '.join('?' * len(names))})"
        tables = " UNION ".join(f"SELECT mark FROM {table} WHERE pack = ? AND {asked}" for table in ("target", "review_target"))
        moved = f"SELECT mark FROM placement WHERE edition = ? AND {asked}"
        condition = f"deleted IS NULL AND id IN ({tables} UNION {moved})"
        return self._marks(condition, pack, *names, pack, *names, edition, *names)

    def highlights(self) -> list[Highlight]:
        """Return all highlights, with their notes, in the order they were made."""
        return [mark for mark in self._marks("deleted IS NULL AND kind = 'highlight'") if isinstance(mark, Highlight)]

    def bookmarks(self) -> list[Bookmark]:
        """Return all bookmarks, in the reader's own order."""
        found = [mark for mark in self._marks("deleted IS NULL AND kind = 'bookmark'") if isinstance(mark, Bookmark)]
        return sorted(found, key=lambda mark: mark.position)

    def all(self) -> list[Mark]:
        """Return all marks of every kind, in the order they were made."""
        return self._marks("deleted IS NULL")

    def deleted(self, now: datetime | None = None) -> list[Mark]:
        """Return what was deleted in the last 30 days and can be brought back, the latest first."""
        found = self._marks("deleted > ?", to_text((now or utc_now()) - RECENTLY))
        return sorted(found, key=lambda mark: mark.deleted or mark.modified, reverse=True)

    def chosen(self, wanted: Wanted, outline_of: OutlineOf = _unknown) -> tuple[str, ...]:
        """Return the ids of the marks that are wanted, in the order that is wanted.

        `marks` then reads those that are to be seen. Sorting by place asks `outline_of` where a topic stands.
        """
        return chosen(self._reading, wanted, outline_of)

    def marks(self, ids: Sequence[str]) -> list[Mark]:
        """Return the marks with these ids in their order; one that is no longer there is left out."""
        found = {mark.id: mark for mark in self._marks("id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))}
        return [found[id_] for id_ in ids if id_ in found]

    def find(self, words: str, limit: int = 20) -> list[Mark]:
        """Return the marks that hold all `words` in note, quote, label or tags, the best first.

        The last word may just have been begun. Case and diacritics don't count.
        """
        with self._reading.snapshot():
            ids = best(self._reading, words, limit)
        return self.marks(ids)

    def tags(self) -> list[Tag]:
        """Return all tags in use and how many marks carry each, in alphabetical order."""
        sql = "SELECT max(name), count(*) FROM tag JOIN mark ON id = mark WHERE deleted IS NULL GROUP BY folded ORDER BY folded"
        return [Tag(*row) for row in self._reading.rows(sql)]

    def topics(self) -> list[tuple[str, str]]:
        """Return pack and topic of everything that is marked, for a list to choose from."""
        sql = "SELECT DISTINCT pack, topic FROM target JOIN mark ON id = mark WHERE deleted IS NULL ORDER BY pack, topic"
        return [(str(pack), str(topic)) for pack, topic in self._reading.rows(sql)]

    def counts(self) -> Counts:
        """Return how many marks there are."""
        sql = "SELECT kind, count(*), sum(note <> '') FROM mark WHERE deleted IS NULL GROUP BY kind"
        found = {kind: (number, written) for kind, number, written in self._reading.rows(sql)}
        highlights, noted = found.get("highlight", (0, 0))
        return Counts(highlights, noted + found.get("note", (0, 0))[1], found.get("bookmark", (0, 0))[0])

    def _records(self, condition: str, *values: str) -> list[Record]:
        with self._reading.snapshot():
            return read_records(self._reading, condition, values)

    def _marks(self, condition: str, *values: str) -> list[Mark]:
        with self._reading.snapshot():
            return read_marks(self._reading, condition, values)
