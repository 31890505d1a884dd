"""Open SQLite files and speak to them: the only module of the notebook that knows sqlite3.

What stands above asks for rows and transactions; whether the file is encrypted shows in nothing but the key that opens it.
SQLite's errors are translated here, once: what the world did becomes a NotebookError, anything else is a bug and passes
through.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from reader.errors import NotebookError
from reader.home import PRIVATE_FILE
from reader.notebook.locking.cipher import CipherConnection, CipherError
from reader.notebook.locking.key import Key

Row = tuple[Any, ...]
Value = str | int | float | None
_Raw: TypeAlias = sqlite3.Connection | CipherConnection

# STRICT tables came with 3.37, in November 2021. An older SQLite can't read a file that has them.
OLDEST_SQLITE = (3, 37, 0)

_READING = "The notebook could not be read"
_OPENING = "The notebook could not be opened"
_WAIT = 10.0  # seconds for another process to finish its transaction
_JOURNAL_LIMIT = 8 * 1024 * 1024


class DamagedNotebookError(NotebookError):
    """Tell that the file is no whole SQLite database; `health` then sets it aside and mends what it can."""


class Access(Enum):
    """What a connection may do with its file."""

    WRITE = "rw"
    READ = "rw, query only"  # a full partner in WAL's bookkeeping, that tidies up when it closes last
    INSPECT = "ro"  # leaves every byte of the file and of its journal as it is


class Connection:
    """One open file, safe to use from any thread: each call holds the connection's lock.

    `transaction` is the only way to write.
    """

    def __init__(self, raw: _Raw, key: Key | None = None) -> None:
        """Take a connection that `connect` has set up."""
        self._raw = raw
        self.key = key
        self._lock = threading.RLock()

    def rows(self, sql: str, values: Sequence[Value] = (), task: str = _READING) -> list[Row]:
        """Return all rows of a query: one statement sees one moment of the file."""
        with self._lock, _translated(task):
            return self._raw.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self, task: str) -> Iterator["Connection"]:
        """Commit what is executed inside, all or nothing; when this has returned, it is on the disk.

        `task` begins the sentence that tells of a failure: "The mark could not be stored".
        After a failure the connection is as before and can be used again.
        """
        with self._lock, _translated(task):
            self._raw.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self._raw.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let every query inside see the same moment of the file, whatever another process saves meanwhile."""
        with self._lock, _translated(_READING):
            self._raw.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def execute(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Run one statement inside a `transaction`."""
        assert self._raw.in_transaction, "writing outside a transaction"
        self._raw.execute(sql, values)

    def pragma(self, name: str, task: str = _READING) -> int:
        """Return a number that the file's header holds: `user_version`, `application_id`, `page_count`."""
        return int(self.rows(f"PRAGMA {name}", task=task)[0][0])

    def problems(self, *, thorough: bool = False) -> list[str]:
        """Return what SQLite finds wrong with the file; `thorough` also compares indexes with their tables."""
        check = "integrity_check" if thorough else "quick_check"
        found = [str(row[0]) for row in self.rows(f"PRAGMA {check}")]
        return [] if found == ["ok"] else found

    def copy_to(self, path: Path, task: str) -> None:
        """Write a whole and consistent copy to the new file `path`, even while others write to this one.

        The copy is one file of the same key, without a write-ahead log, and is on the disk when this has returned.
        """
        make_private(path, task)
        with self._lock, _translated(task), closing(_raw_connection(path, Access.WRITE, self.key)) as copy:
            self._raw.backup(copy)  # type: ignore[arg-type]  # one key, so both are of one kind
            copy.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Give the file back; the last one to close it moves the write-ahead log into it."""
        with self._lock:
            self._raw.close()

    def _roll_back(self) -> None:
        """Undo the transaction, unless SQLite did so itself when it failed."""
        if self._raw.in_transaction:
            # What ends the transaction is already under way as an exception; this one would hide it.
            with suppress(*_ERRORS):
                self._raw.execute("ROLLBACK")


def connect(path: Path, access: Access, key: Key | None = None, *, durable: bool = True, layer: str = "") -> Connection:
    """Open the existing file `path`; with its `key` if it is locked.

    `durable` waits for the disk at each commit; without it a power cut may lose the last ones, never the file.
    `layer` names another of SQLite's file layers ("VFS"), such as `unix-dotfile` where locks don't work.
    Raises NotebookError if it can't be opened, DamagedNotebookError if it is no database.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise NotebookError(
            f"{_OPENING}: it needs SQLite 3.37 or newer, and this Python has {sqlite3.sqlite_version}.",
            "Install a newer Python from python.org.",
        )
    with _translated(_OPENING):
        raw = _raw_connection(path, access, key, layer)
        try:
            _set_up(raw, access, durable=durable)
            return Connection(raw, key)
        except BaseException:
            raw.close()
            raise


def connect_in_memory() -> Connection:
    """Return a connection to a database that lasts as long as it is open."""
    return Connection(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def copy_under(key: Key | None, source: Path, source_key: Key | None, path: Path, task: str) -> None:
    """Write what the file `source` holds to the new file `path`, so that `key` opens it; plain where there is none.

    No process may have `source` open. It must not be open in this one either, plain, through the other library: each
    would break the other's locks.
    """
    make_private(path, task)
    with _translated(task), closing(CipherConnection(_address(source, Access.READ), source_key, _WAIT)) as raw:
        _set_up(raw, Access.READ, durable=True)
        raw.execute("PRAGMA query_only=OFF")  # it would forbid to write a copy, too
        raw.write_under(_name(path), key)


def make_private(path: Path, task: str) -> None:
    """Make `path` an empty file that its owner alone can read, or narrow an existing file to that.

    SQLite gives its journals the rights of the file.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise NotebookError(f"{task}: {path} can't be written ({error.strerror}).", _ASK_FOR_RIGHTS) from error


def _raw_connection(path: Path, access: Access, key: Key | None = None, layer: str = "") -> _Raw:
    """Return a connection in autocommit mode, for we begin and end transactions ourselves."""
    uri = _address(path, access) + (f"&vfs={layer}" if layer else "")
    if key is not None:
        return CipherConnection(uri, key, _WAIT)
    return sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)


def _address(path: Path, access: Access) -> str:
    """Return a file's URI."""
    return f"{_name(path)}?mode={'ro' if access is Access.INSPECT else 'rw'}"


def _name(path: Path) -> str:
    name = path.absolute().as_posix()
    root = "file://" if name.startswith("/") else "file:///"
    return root + quote(os.fsencode(name))


def _set_up(raw: _Raw, access: Access, *, durable: bool) -> None:
    """Set what SQLite keeps per connection; a file that is only looked at isn't read yet."""
    raw.execute("PRAGMA temp_store=MEMORY")  # no text of the user's in temporary files
    raw.execute("PRAGMA trusted_schema=OFF")
    raw.execute("PRAGMA cell_size_check=ON")
    if access is not Access.WRITE:
        raw.execute("PRAGMA query_only=ON")
        return
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA secure_delete=ON")  # words that were deleted are gone from the file too
    raw.execute(f"PRAGMA journal_size_limit={_JOURNAL_LIMIT}")
    # On macOS a plain fsync leaves the data in the drive's own memory.
    raw.execute("PRAGMA fullfsync=ON")
    raw.execute("PRAGMA checkpoint_fullfsync=ON")
    journal = _choose_journal(raw)
    # Without WAL, only EXTRA makes the removal of the journal durable, which is what commits.
    level = "NORMAL" if not durable else "FULL" if journal == "wal" else "EXTRA"
    raw.execute(f"PRAGMA synchronous={level}")


def _choose_journal(raw: _Raw) -> str:
    """Ask for WAL, and be content with DELETE where the file system can't share memory: network folders."""
    try:
        answer: Row = raw.execute("PRAGMA journal_mode=WAL").fetchone() or ("",)
    except (sqlite3.OperationalError, CipherError) as error:
        if _primary_code(error) not in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL}:
            raise
        answer = raw.execute("PRAGMA journal_mode=DELETE").fetchone() or ("",)
    return str(answer[0])


_ERRORS = (sqlite3.Error, CipherError)
_ASK_FOR_RIGHTS = "Ask for the right to write there, or choose another home with --home DIR."
MENDING = "Start Wardbook again: it mends what it can."
_DAMAGE_WORDS = ("decode to UTF-8", "unsupported file format")  # complaints that have no code of their own
_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space, then try again."),
    sqlite3.SQLITE_IOERR: ("the disk is full or failing", "Free some space or try another disk, then try again."),
    sqlite3.SQLITE_BUSY: ("another program holds the file", "Close the other program, then try again."),
    sqlite3.SQLITE_LOCKED: ("another program holds the file", "Close the other program, then try again."),
    sqlite3.SQLITE_PROTOCOL: ("another program holds the file", "Close the other program, then try again."),
    sqlite3.SQLITE_READONLY: ("the file or its folder can't be written", _ASK_FOR_RIGHTS),
    sqlite3.SQLITE_CANTOPEN: ("the file or its folder can't be opened for writing", _ASK_FOR_RIGHTS),
    sqlite3.SQLITE_PERM: ("the file or its folder can't be written", _ASK_FOR_RIGHTS),
}


@contextmanager
def _translated(task: str) -> Iterator[None]:
    """Turn what the world did to SQLite into a sentence; let bugs through as they are."""
    try:
        yield
    except UnicodeDecodeError as error:
        # Python failed to read SQLite's own complaint, which quotes the damaged bytes.
        raise DamagedNotebookError(f"{task}: the file is damaged.", MENDING) from error
    except _ERRORS as error:
        code = _primary_code(error)
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or any(words in str(error) for words in _DAMAGE_WORDS):
            raise DamagedNotebookError(f"{task}: the file is damaged.", MENDING) from error
        if code not in _REASONS:
            raise
        reason, advice = _REASONS[code]
        raise NotebookError(f"{task}: {reason}.", advice) from error


def _primary_code(error: sqlite3.Error | CipherError) -> int:
    """Return SQLite's result code without its details; 0 where Python itself complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
