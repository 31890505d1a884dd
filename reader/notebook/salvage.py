"""Read what can still be read of a damaged notebook, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.connection import Access, Connection, Row, connect
from reader.notebook.feedback import FEEDBACK_COLUMNS, is_feedback
from reader.notebook.locking.key import Key
from reader.notebook.rows import BELONGINGS, DEFAULTS, MARK_COLUMNS, OWN_SETTINGS, SETTING_COLUMNS, Rows, record_of
from reader.notebook.stamps import Record
from reader.notebook.store import columns_of, upsert, write_record
from reader.notebook.times import to_text

_SMALLEST_ROW = 64  # bytes; bounds the number of rows where the file doesn't tell
_PATIENCE = 20_000  # failed reads after which a table is given up


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many marks were added from a damaged file, and how many it holds of which only a part could be read."""

    added: int = 0
    in_part: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that can be read, by table; those of a mark without the mark's id, which they are sorted by."""

    heads: list[Row]
    belongings: dict[str, dict[str, list[Row]]]
    settings: list[Row]
    feedback: list[Row]


def salvage_into(target: Connection, damaged: Path) -> Salvaged:
    """Put the marks of `damaged` that `target` lacks, or has in an older version, into it.

    The damaged file is left as it is. A mark of which a part can't be read stays there alone.
    """
    found = _read(damaged, target.key)
    records = [record for head in found.heads for record in _record(head, found.belongings.get(str(head[0]), {}))]
    whole = {record.mark.id for record in records}
    in_part = {str(head[0]) for head in found.heads if isinstance(head[0], str)} - whole
    with target.transaction("What was read of the damaged notebook could not be stored") as writing:
        for setting in found.settings:
            upsert(writing, "setting", ("name",), SETTING_COLUMNS, setting)
        for row in found.feedback:
            if _modified(writing, "feedback", row[0]) < row[3]:
                upsert(writing, "feedback", ("id",), FEEDBACK_COLUMNS, row)
        added = sum(_write_if_newer(writing, record) for record in records)
        return Salvaged(added, sum(not _modified(writing, "mark", id_) for id_ in in_part))


def _write_if_newer(target: Connection, record: Record) -> bool:
    if _modified(target, "mark", record.mark.id) >= to_text(record.mark.modified):
        return False
    write_record(target, record)
    return True


def _modified(target: Connection, table: str, id_: str) -> str:
    """Return when a row was changed last; the empty text, which is before all others, where there is none."""
    rows = target.rows(f"SELECT modified FROM {table} WHERE id = ?", (id_,))
    return str(rows[0][0]) if rows else ""


def _read(damaged: Path, key: Key | None) -> _Found:
    """Return whatever can be read."""
    if not damaged.exists():
        return _Found([], {}, [], [])
    most = damaged.stat().st_size // _SMALLEST_ROW
    try:
        with closing(connect(damaged, Access.INSPECT, key)) as connection:
            # SQLite then also opens a file that is shorter than its header says.
            connection.rows("PRAGMA writable_schema=ON")
            belongings: dict[str, dict[str, list[Row]]] = {}
            for table, columns in BELONGINGS.items():
                for id_, *row in sorted(_readable_rows(connection, table, ("mark", *columns), most), key=_in_order):
                    belongings.setdefault(str(id_), {}).setdefault(table, []).append(tuple(row))
            settings = _readable_rows(connection, "setting", SETTING_COLUMNS, most)
            return _Found(
                _readable_rows(connection, "mark", MARK_COLUMNS, most),
                belongings,
                # The new file is another notebook: what is written in it doesn't come from what was lost in the old one.
                [row for row in settings if all(isinstance(value, str) for value in row) and row[0] not in OWN_SETTINGS],
                [row for row in _readable_rows(connection, "feedback", FEEDBACK_COLUMNS, most) if is_feedback(row)],
            )
    except NotebookError:
        return _Found([], {}, [], [])


def _in_order(row: Row) -> tuple[str, ...]:
    """Return what sorts rows as the notebook reads them; where all may be damaged, by the look of it."""
    return tuple(str(value).zfill(20) for value in row[:3])


def _record(head: Row, own: Rows) -> Iterator[Record]:
    """Yield the mark, unless what was read makes no sense."""
    with suppress(ValueError, TypeError):
        yield record_of(head, own)


def _readable_rows(connection: Connection, table: str, columns: Sequence[str], most: int) -> list[Row]:
    """Return the rows that can be read, by halving each stretch of row numbers that can't."""
    there = columns_of(connection, table)
    if any(name not in there and name not in DEFAULTS for name in columns):
        return []  # an older notebook has no such table
    names = ", ".join(name if name in there else f"{DEFAULTS[name]} AS {name}" for name in columns)
    sql = f"SELECT {names} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ?"
    found: list[Row] = []
    stretches = [(1, max(most, _highest_row(connection, table)))]
    failures = 0
    while stretches and failures < _PATIENCE:
        low, high = stretches.pop()
        try:
            found += connection.rows(sql, (low, high))
        except NotebookError:
            failures += 1
            middle = (low + high) // 2
            if low < high:
                stretches += [(middle + 1, high), (low, middle)]
    return found


def _highest_row(connection: Connection, table: str) -> int:
    try:
        return int(connection.rows(f"SELECT coalesce(max(rowid), 0) FROM {table} NOT INDEXED")[0][0])
    except NotebookError:
        return 0
