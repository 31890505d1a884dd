"""Write marks into the tables, and read them from there."""

from collections.abc import Iterable, Sequence

from reader.notebook.connection import MENDING, Connection, DamagedNotebookError, Row, Value
from reader.notebook.indexing import clear, forget_words, index_words, is_current, is_sound
from reader.notebook.marks import Mark
from reader.notebook.rows import BELONGINGS, MARK_COLUMNS, SETTING_COLUMNS, Rows, belongings, mark_of, mark_row, record_of
from reader.notebook.stamps import Record

_COLUMNS = {
    "mark": set(MARK_COLUMNS),
    "setting": set(SETTING_COLUMNS),
    **{table: {"mark", *columns} for table, columns in BELONGINGS.items()},
}


def write_record(connection: Connection, record: Record) -> None:
    """Insert or replace a mark with all that belongs to it, inside a transaction of `connection`."""
    upsert(connection, "mark", ("id",), MARK_COLUMNS, mark_row(record))
    for table, rows in belongings(record).items():
        connection.execute(f"DELETE FROM {table} WHERE mark = ?", (record.mark.id,))
        names = ("mark", *BELONGINGS[table])
        for row in rows:
            _insert(connection, table, names, (record.mark.id, *row))
    if record.mark.deleted is None:
        index_words(connection, record)
    else:
        forget_words(connection, record.mark.id)


def read_record(connection: Connection, id_: str) -> Record | None:
    """Return all that is held of the mark with that id."""
    return next(iter(read_records(connection, "id = ?", (id_,))), None)


def read_records(connection: Connection, condition: str, values: Sequence[Value] = ()) -> list[Record]:
    """Return the records of the marks that meet `condition`, in the order they were made.

    It takes several statements: call it inside a snapshot or a transaction, that all may be of one moment.
    """
    return [record_of(head, own) for head, own in _rows(connection, condition, values, BELONGINGS)]


def read_marks(connection: Connection, condition: str, values: Sequence[Value] = ()) -> list[Mark]:
    """Return the marks alone, which is quicker; see `read_records`."""
    return [mark_of(head, own) for head, own in _rows(connection, condition, values, BELONGINGS.keys() - {"other_wording"})]


def _rows(connection: Connection, condition: str, values: Sequence[Value], tables: Iterable[str]) -> list[tuple[Row, Rows]]:
    chosen = f"FROM mark WHERE {condition}"
    heads = connection.rows(f"SELECT {', '.join(MARK_COLUMNS)} {chosen} ORDER BY created, id", values)
    owned: dict[str, dict[str, list[Row]]] = {head[0]: {} for head in heads}
    for table in tables if heads else ():
        columns = BELONGINGS[table]
        names = ", ".join(("mark", *columns))
        order = f"ORDER BY mark, {', '.join(columns[:2])}"
        for row in connection.rows(f"SELECT {names} FROM {table} WHERE mark IN (SELECT id {chosen}) {order}", values):
            if row[0] not in owned:  # an index that names what its table doesn't hold
                raise DamagedNotebookError("The notebook could not be read: the file is damaged.", MENDING)
            owned[row[0]].setdefault(table, []).append(row[1:])
    return [(head, owned[head[0]]) for head in heads]


def index_anew(connection: Connection, *, thorough: bool = False) -> None:
    """Make the index of words anew if it isn't of this version, or not of these marks; or is damaged, if `thorough`."""
    if is_current(connection) and not (thorough and not is_sound(connection)):
        return
    with connection.transaction("The notes could not be made ready to be found") as writing:
        clear(writing)
        for record in read_records(writing, "deleted IS NULL"):
            index_words(writing, record)


def become_another(connection: Connection) -> None:
    """Give the notebook a new name in the versions of words: it was set back, and may have given its old one already."""
    with connection.transaction("The notebook could not be mended") as writing:
        writing.execute("UPDATE setting SET value = lower(hex(randomblob(16))) WHERE name = 'id'")


def upsert(connection: Connection, table: str, key: Sequence[str], columns: Sequence[str], row: Sequence[Value]) -> None:
    """Insert a row, or change the one that has its key, inside a transaction of `connection`."""
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {updates}",
        row,
    )


def are_readable(connection: Connection) -> bool:
    """Tell whether every mark and setting makes sense; SQLite's own check looks at pages, not at what they say."""
    try:
        if not all(columns <= columns_of(connection, table) for table, columns in _COLUMNS.items()):
            return False
        connection.rows("SELECT name, value FROM setting")
        read_records(connection, "true")
        # What belongs to a mark that is no longer there would be there, and never be seen.
        return not any(_strays(connection, table) for table in BELONGINGS)
    except (DamagedNotebookError, ValueError, TypeError):
        return False


def columns_of(connection: Connection, table: str) -> set[str]:
    """Return the names of a table's columns; none where there is no such table."""
    return {str(row[1]) for row in connection.rows(f"PRAGMA table_info({table})")}


def _insert(connection: Connection, table: str, columns: Iterable[str], row: Sequence[Value]) -> None:
    names = tuple(columns)
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row)


def _strays(connection: Connection, table: str) -> int:
    sql = f"SELECT count(*) FROM {table} NOT INDEXED WHERE mark NOT IN (SELECT id FROM mark NOT INDEXED)"
    return int(connection.rows(sql)[0][0])
