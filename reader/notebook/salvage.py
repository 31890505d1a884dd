"""Read what can still be read of a damaged notebook, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.connection import Access, Connection, Row, connect
from reader.notebook.marks import Mark
from reader.notebook.rows import MARK_COLUMNS, SETTING_COLUMNS, TARGET_COLUMNS, columns_of, read_marks, upsert, write_mark
from reader.notebook.times import to_text

_SMALLEST_ROW = 64  # bytes; bounds the number of rows where the file doesn't tell
_PATIENCE = 20_000  # failed reads after which a table is given up


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many marks were added from a damaged file, and how many it holds of which only a part could be read."""

    added: int = 0
    in_part: int = 0


def salvage_into(target: Connection, damaged: Path) -> Salvaged:
    """Put the marks of `damaged` that `target` lacks, or has in an older version, into it.

    The damaged file is left as it is. A mark of which a part can't be read stays there alone.
    """
    marks, in_part, settings = _read(damaged)
    with target.transaction("What was read of the damaged notebook could not be stored") as writing:
        for setting in settings:
            upsert(writing, "setting", ("name",), SETTING_COLUMNS, setting)
        added = sum(_write_if_newer(writing, mark) for mark in marks)
        return Salvaged(added, sum(not _modified(writing, id_) for id_ in in_part))


def _write_if_newer(target: Connection, mark: Mark) -> bool:
    if _modified(target, mark.id) >= to_text(mark.modified):
        return False
    write_mark(target, mark)
    return True


def _modified(target: Connection, id_: str) -> str:
    """Return when the mark was changed last; the empty text, which is before all others, where there is none."""
    rows = target.rows("SELECT modified FROM mark WHERE id = ?", (id_,))
    return str(rows[0][0]) if rows else ""


def _read(damaged: Path) -> tuple[list[Mark], list[str], list[Row]]:
    """Return the marks that can be read, the ids of those that can be in part, and the settings."""
    if not damaged.exists():
        return [], [], []
    most = damaged.stat().st_size // _SMALLEST_ROW
    try:
        with closing(connect(damaged, Access.INSPECT)) as connection:
            # SQLite then also opens a file that is shorter than its header says.
            connection.rows("PRAGMA writable_schema=ON")
            heads = _readable_rows(connection, "mark", MARK_COLUMNS, most)
            targets = _readable_rows(connection, "target", ("mark", "number", *TARGET_COLUMNS), most)
            settings = _readable_rows(connection, "setting", SETTING_COLUMNS, most)
    except NotebookError:
        return [], [], []
    by_mark: dict[str, list[Row]] = {}
    for target in sorted(targets, key=lambda row: (str(row[0]), str(row[1]).zfill(20))):
        by_mark.setdefault(target[0], []).append(target[2:])
    marks = [mark for head in heads for mark in _mark_of(head, by_mark.get(head[0], []))]
    whole = {mark.id for mark in marks}
    in_part = [str(head[0]) for head in heads if isinstance(head[0], str) and head[0] not in whole]
    return marks, in_part, [row for row in settings if all(isinstance(value, str) for value in row)]


def _mark_of(head: Row, targets: list[Row]) -> Iterator[Mark]:
    """Yield the mark, unless what was read makes no sense."""
    try:
        if _has_right_types(head, targets):
            yield from read_marks([(*head, *target) for target in targets])
    except (ValueError, TypeError):
        return


def _has_right_types(head: Row, targets: list[Row]) -> bool:
    """Tell whether values have the types that the schema asks for; a damaged page may hold anything."""
    texts = [*head[:5], *head[6:8], *head[9:11]]
    numbers: list[object] = []
    for target in targets:
        texts += [*target[:2], target[3], *target[10:12]]
        if head[1] == "highlight":
            texts += [target[2], *target[6:10]]
            numbers += target[4:6]
    if head[1] == "bookmark":
        numbers.append(head[11])
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int | float) for number in numbers)


def _readable_rows(connection: Connection, table: str, columns: Sequence[str], most: int) -> list[Row]:
    """Return the rows that can be read, by halving each stretch of row numbers that can't."""
    if not columns_of(connection, table).issuperset(columns):
        return []
    sql = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ?"
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
