"""Bring a file to the present schema, one numbered migration after the other.

A migration and its record, the file's `user_version`, commit together.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.connection import Access, Connection, DamagedNotebookError, connect
from reader.notebook.locking.key import Key

# Where SQLite's header keeps two numbers for the program. Source: sqlite.org/fileformat2.html, 1.3.
_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead from the version before to this one."""

    number: int  # from 1, without a gap
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of a file say about it."""

    application: int
    version: int


def read_header(path: Path, key: Key | None = None) -> Header | None:
    """Return what `path` says it is, without SQLite and so without a trace; None if it is no SQLite database.

    What a locked file says can be read through its `key` only.
    """
    if key is not None:
        return _locked_header(path, key)
    try:
        with path.open("rb") as file:
            head = file.read(_LENGTH)
    except OSError as error:
        raise NotebookError(
            f"The notebook {path} can't be read: {error.strerror}.", "Ask for the right to read it, or choose another home."
        ) from error
    if len(head) < _LENGTH or not head.startswith(_MAGIC):
        return None
    return Header(int.from_bytes(head[_APPLICATION_ID]), int.from_bytes(head[_USER_VERSION]))


def _locked_header(path: Path, key: Key) -> Header | None:
    try:
        with closing(connect(path, Access.INSPECT, key)) as connection, connection.snapshot():
            return Header(connection.pragma("application_id"), connection.pragma("user_version"))
    except DamagedNotebookError:
        return None


def latest(migrations: Sequence[Migration]) -> int:
    """Return the version that this program writes."""
    return migrations[-1].number


def refuse_newer(version: int, migrations: Sequence[Migration], path: Path) -> None:
    """Raise NotebookError for a file that a newer program made: what we don't know we could only harm."""
    known = latest(migrations)
    if version > known:
        raise NotebookError(
            f"The notebook {path} was made by a newer Wardbook: it has version {version}, this program knows {known}.",
            "Install the newer Wardbook to see your marks; the file was not touched.",
        )


def migrate(
    connection: Connection, application: int, migrations: Sequence[Migration], copy_first: Callable[[int], None] | None = None
) -> None:
    """Apply what is missing; `copy_first` gets the version about to be made, when there is something to lose.

    Raises NotebookError when the file can't be written or copied; it is then as it was.
    """
    task = "The notebook could not be brought up to date"
    found = connection.pragma("user_version")
    for migration in migrations:
        if migration.number <= found:
            continue
        if found and copy_first:
            copy_first(migration.number)
        with connection.transaction(task):
            # Another process may have been here between our look and our lock.
            if connection.pragma("user_version") < migration.number:
                _apply(connection, application, migration)


def _apply(connection: Connection, application: int, migration: Migration) -> None:
    for statement in migration.statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={application}")
    connection.execute(f"PRAGMA user_version={migration.number}")
