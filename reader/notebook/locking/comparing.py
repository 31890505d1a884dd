"""Make sure that a copy of a database holds what the original does, before the original goes."""

from collections.abc import Iterator

from reader.errors import NotebookError
from reader.notebook.connection import Connection, Row

_AT_ONCE = 1000  # rows


def require_equal(original: Connection, copy: Connection, task: str) -> None:
    """Raise NotebookError unless `copy` is whole and each of its tables equals the original's, row by row."""
    if problems := copy.problems(thorough=True):
        raise NotebookError(f"{task}: the copy is not whole ({problems[0]}).", _ADVICE)
    if not all(mine == theirs for mine, theirs in zip(_contents(original), _contents(copy), strict=True)):
        raise NotebookError(f"{task}: a copy differs from its original.", _ADVICE)


_ADVICE = "Nothing was changed; try again."


def _contents(connection: Connection) -> Iterator[object]:
    """Yield all that a database holds, in portions; then a last word, so that two which differ in length differ."""
    yield connection.pragma("application_id"), connection.pragma("user_version")
    yield sorted(connection.rows("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))
    sql = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') ORDER BY name"
    for name, without_row_numbers in connection.rows(sql):
        if name != "sqlite_schema":  # it also says where on the disk each table begins
            yield name
            yield from [_all_rows(connection, name)] if without_row_numbers else _rows(connection, name)


def _rows(connection: Connection, table: str) -> Iterator[list[Row]]:
    sql = f'SELECT rowid, * FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?'
    last = -(2**63)
    while portion := connection.rows(sql, (last, _AT_ONCE)):
        yield portion
        last = int(portion[-1][0])


def _all_rows(connection: Connection, table: str) -> list[Row]:
    """Return the rows of a table that is sorted by its key: the full-text index has some, and they are small."""
    return sorted(connection.rows(f'SELECT * FROM "{table}"'), key=repr)
