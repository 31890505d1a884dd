"""Say which marks are wanted, and in which order."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from reader.notebook.connection import Connection, Value
from reader.notebook.indexing import holding
from reader.notebook.marks import Colour
from reader.notebook.ordering import OutlineOf, Spot, document_key
from reader.notebook.times import to_text

# Where both wrote the same, nothing is to be settled. The few marks with other words are asked for first: topics wait for it.
DISPUTED = (
    "id IN (SELECT mark FROM other_wording) AND EXISTS (SELECT 1 FROM other_wording WHERE other_wording.mark = mark.id"
    " AND words <> CASE kind WHEN 'bookmark' THEN label ELSE note END)"
)


class Kind(StrEnum):
    """What a mark is; each stands in the file by this name."""

    HIGHLIGHT = "highlight"
    BOOKMARK = "bookmark"
    NOTE = "note"


class Sort(StrEnum):
    """In which order marks are listed."""

    PLACE = "place"  # as a reader of the shelf would come upon them
    NEWEST = "newest"  # by when they were changed last
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which marks are listed: those that meet every condition; None is no condition."""

    kinds: frozenset[Kind] | None = None
    colours: frozenset[Colour] | None = None
    tags: frozenset[str] = frozenset()  # each of them, in any case
    packs: frozenset[str] | None = None
    topics: frozenset[tuple[str, str]] | None = None  # pack and topic
    text: str = ""  # words in the note, the quote, the label or the tags
    since: datetime | None = None  # changed then or later
    until: datetime | None = None  # changed before then
    written: bool = False  # only with words of the reader's own
    disputed: bool = False  # only with other words that were written elsewhere at the same time
    unplaced_on: frozenset[str] | None = None  # only with words or a section that have no place in one of these editions
    sort: Sort = Sort.PLACE


def chosen(connection: Connection, wanted: Wanted, outline_of: OutlineOf) -> tuple[str, ...]:
    """Return the ids of the marks that are wanted, in the order that is wanted."""
    meets, values = _condition(wanted)
    if wanted.sort is not Sort.PLACE:
        order = "DESC" if wanted.sort is Sort.NEWEST else "ASC"
        return tuple(
            row[0] for row in connection.rows(f"SELECT id FROM mark WHERE {meets} ORDER BY modified {order}, id", values)
        )
    spots = connection.rows(
        "SELECT id, pack, topic, coalesce(section, ''), coalesce(start_offset, -1), created"
        f" FROM mark JOIN target ON target.mark = id AND number = 0 WHERE {meets}",
        values,
    )
    known = cache(outline_of)  # it may read a topic each time
    return tuple(id_ for id_, *spot in sorted(spots, key=lambda row: (document_key(Spot(*row[1:]), known), row[0])))


def _condition(wanted: Wanted) -> tuple[str, list[Value]]:
    """Return what SQL asks of a mark that is wanted, with its values."""
    asked: list[tuple[str, list[Value]]] = [("deleted IS NULL", [])]
    asked += _of_the_mark(wanted)
    asked += _of_its_place(wanted)
    asked += [("id IN (SELECT mark FROM tag WHERE folded = ?)", [tag]) for tag in sorted(_folded(wanted.tags))]
    if wanted.text.strip():
        holds, words = holding(wanted.text)
        asked.append((holds, list(words)))
    return " AND ".join(sql for sql, _ in asked), [value for _, values in asked for value in values]


def _of_the_mark(wanted: Wanted) -> list[tuple[str, list[Value]]]:
    asked: list[tuple[str, list[Value]]] = []
    if wanted.kinds is not None:
        asked.append(_among("kind", sorted(wanted.kinds)))
    if wanted.colours is not None:
        asked.append(_among("colour", sorted(wanted.colours)))
    if wanted.since is not None:
        asked.append(("modified >= ?", [to_text(wanted.since)]))
    if wanted.until is not None:
        asked.append(("modified < ?", [to_text(wanted.until)]))
    if wanted.written:
        asked.append(("note <> ''", []))
    if wanted.disputed:
        asked.append((DISPUTED, []))
    return asked


def _of_its_place(wanted: Wanted) -> list[tuple[str, list[Value]]]:
    asked: list[tuple[str, list[Value]]] = []
    if wanted.packs is not None:
        among, packs = _among("pack", sorted(wanted.packs))
        asked.append((f"id IN (SELECT mark FROM target WHERE {among})", packs))
    if wanted.unplaced_on is not None:
        unplaced = (
            "id IN (SELECT mark FROM placement WHERE kind = 'unplaced' AND placement.modified = mark.modified"
            " AND placement.edition IN (SELECT value FROM json_each(?)))"
        )
        asked.append((unplaced, [json.dumps(sorted(wanted.unplaced_on))]))
    if wanted.topics is not None:
        # In one value, however many: SQLite takes no statement of thousands of conditions.
        places = "(pack, topic) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
        named = json.dumps(sorted(wanted.topics))
        tables = " UNION ".join(f"SELECT mark FROM {table} WHERE {places}" for table in ("target", "review_target"))
        asked.append((f"id IN ({tables})", [named, named]))
    return asked


def _among(column: str, values: list[str] | list[Kind] | list[Colour]) -> tuple[str, list[Value]]:
    return f"{column} IN ({', '.join('?' * len(values))})", [str(value) for value in values]


def _folded(tags: frozenset[str]) -> set[str]:
    return {" ".join(tag.split()).casefold() for tag in tags}
