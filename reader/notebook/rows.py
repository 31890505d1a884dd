"""Turn marks into rows of the schema and back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import groupby

from reader.notebook.connection import Connection, DamagedNotebookError, Row, Value
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Target, clean
from reader.notebook.times import from_text, to_text

_SHARED = ("id", "kind", "creator", "created", "modified", "deleted", "edition", "edition_label")
MARK_COLUMNS = (*_SHARED, "colour", "note", "label", "position")
TARGET_COLUMNS = (
    "pack",
    "topic",
    "section",
    "heading_path",
    "start_offset",
    "end_offset",
    "exact",
    "prefix",
    "suffix",
    "sentence",
    "row_headings",
    "column_headings",
)
SETTING_COLUMNS = ("name", "value")
_COLUMNS = {
    "mark": set(MARK_COLUMNS),
    "target": {"mark", "number", *TARGET_COLUMNS},
    "setting": set(SETTING_COLUMNS),
}
_HIGHLIGHT, _BOOKMARK = "highlight", "bookmark"

# Marks with their targets in one statement, so that both are of one moment.
SELECT_MARKS = (
    f"SELECT {', '.join(f'mark.{name}' for name in MARK_COLUMNS)}, {', '.join(f'target.{name}' for name in TARGET_COLUMNS)}"
    " FROM mark JOIN target ON target.mark = mark.id"
)
IN_ORDER = "ORDER BY mark.created, mark.id, target.number"


def write_mark(connection: Connection, mark: Mark) -> None:
    """Insert or replace `mark` with its targets, inside a transaction of `connection`."""
    upsert(connection, "mark", ("id",), MARK_COLUMNS, _mark_row(mark))
    targets = _target_rows(mark)
    for number, target in enumerate(targets):
        upsert(connection, "target", ("mark", "number"), ("mark", "number", *TARGET_COLUMNS), (mark.id, number, *target))
    connection.execute("DELETE FROM target WHERE mark = ? AND number >= ?", (mark.id, len(targets)))


def upsert(connection: Connection, table: str, key: Sequence[str], columns: Sequence[str], row: Sequence[Value]) -> None:
    """Insert a row, or change the one that has its key, inside a transaction of `connection`."""
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {updates}",
        row,
    )


def read_marks(rows: Iterable[Row]) -> list[Mark]:
    """Return the marks that SELECT_MARKS found, put in order by IN_ORDER."""
    return [_mark(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row[0])]


def are_readable(connection: Connection) -> bool:
    """Tell whether every mark and setting makes sense; SQLite's own check looks at pages, not at what they say."""
    try:
        if not all(columns <= columns_of(connection, table) for table, columns in _COLUMNS.items()):
            return False
        joined = connection.rows(f"{SELECT_MARKS} {IN_ORDER}")
        connection.rows("SELECT name, value FROM setting")
        # A mark and its targets that no longer know each other would be there, and never be seen.
        return (len(read_marks(joined)), len(joined)) == (_count(connection, "mark"), _count(connection, "target"))
    except (DamagedNotebookError, ValueError, TypeError):
        return False


def _count(connection: Connection, table: str) -> int:
    return int(connection.rows(f"SELECT count(*) FROM {table} NOT INDEXED")[0][0])


def columns_of(connection: Connection, table: str) -> set[str]:
    """Return the names of a table's columns; none where there is no such table."""
    return {str(row[1]) for row in connection.rows(f"PRAGMA table_info({table})")}


def _mark_row(mark: Mark) -> tuple[Value, ...]:
    is_highlight = isinstance(mark, Highlight)
    shared: tuple[Value, ...] = (
        mark.id,
        _HIGHLIGHT if is_highlight else _BOOKMARK,
        clean(mark.creator),
        to_text(mark.created),
        to_text(mark.modified),
        to_text(mark.deleted) if mark.deleted else None,
        mark.edition,
        clean(mark.edition_label),
    )
    if isinstance(mark, Highlight):
        return (*shared, mark.colour.value, clean(mark.note), "", None)
    return (*shared, None, "", clean(mark.label), mark.position)


def _target_rows(mark: Mark) -> list[tuple[Value, ...]]:
    if isinstance(mark, Bookmark):
        place = (mark.pack, mark.topic, mark.section, _to_json(mark.heading_path))
        return [(*place, None, None, None, None, None, None, "[]", "[]")]
    if not mark.targets:
        raise ValueError("a highlight needs a target")
    return [
        tuple(_to_json(value) if isinstance(value, tuple) else clean(value) if isinstance(value, str) else value for value in row)
        for row in (tuple(getattr(target, field.name) for field in fields(Target)) for target in mark.targets)
    ]


def _mark(rows: list[Row]) -> Mark:
    head = rows[0]
    shared = {
        "id": head[0],
        "creator": head[2],
        "created": from_text(head[3]),
        "modified": from_text(head[4]),
        "deleted": from_text(head[5]) if head[5] else None,
        "edition": head[6],
        "edition_label": head[7],
    }
    colour, note, label, position = head[8:12]
    targets = [row[12:] for row in rows]
    if head[1] == _HIGHLIGHT:
        return Highlight(**shared, colour=Colour(colour), note=note, targets=tuple(map(_target, targets)))
    pack, topic, section, path = targets[0][:4]
    return Bookmark(
        **shared, pack=pack, topic=topic, section=section, heading_path=_from_json(path), label=label, position=position
    )


def _target(row: Row) -> Target:
    return Target(*(*row[:3], _from_json(row[3]), *row[4:10], _from_json(row[10]), _from_json(row[11])))


def _to_json(words: tuple[str, ...]) -> str:
    return json.dumps([clean(word) for word in words], ensure_ascii=False)


def _from_json(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
