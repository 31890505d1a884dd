"""Remember where the reader was and what was looked for: personal, but replaceable.

Nothing here may stop anyone from reading. A damaged file is set aside and begun anew, and where nothing can
be written, what is remembered lasts until the program ends; both leave a line in the log and no more.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.connection import (
    Access,
    Connection,
    DamagedNotebookError,
    Row,
    Value,
    connect,
    connect_in_memory,
    make_private,
)
from reader.notebook.health import set_aside
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import LockedError, is_locked
from reader.notebook.migrations import STATE_ID, STATE_MIGRATIONS
from reader.notebook.schema import migrate, read_header, refuse_newer
from reader.notebook.searches import SearchLog
from reader.notebook.times import from_text, to_text, utc_now

_log = logging.getLogger(__name__)
_TASK = "The reading place could not be kept"
_KEPT = 2000  # visits
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a topic the reader is; `offset` counts code points from the section's beginning."""

    pack: str
    topic: str
    section: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A topic that was read, or a section of it; none is its beginning."""

    pack: str
    topic: str
    at: datetime
    section: str = ""


class State:
    """The reading places, history and searches of one home. Any thread may call anything; nothing raises.

    Reading and writing have a connection each, so that the window reads while a worker waits for the disk.
    """

    def __init__(self, reading: Connection, writing: Connection) -> None:
        """Take two connections to the same file, which is up to date; `open` makes them."""
        self._reading = reading
        self._writing = writing
        self.searched = SearchLog(self._read, self._write)

    @classmethod
    def open(cls, home: Home, key: Key | None = None) -> Self:
        """Open the state of `home`, or begin one; with the notebook's `key` where that is locked."""
        try:
            writing = _open_whole(home.state, key)
            try:
                return cls(connect(home.state, Access.READ, key), writing)
            except BaseException:
                writing.close()
                raise
        except (NotebookError, OSError) as error:
            _log.warning("Reading places last until the end of the program: %s", error)
        return cls.passing()

    @classmethod
    def passing(cls) -> Self:
        """Return a state that is empty, and remembers until it is closed."""
        connection = connect_in_memory()
        migrate(connection, STATE_ID, STATE_MIGRATIONS)
        return cls(connection, connection)

    def keep_place(self, place: Place, now: datetime | None = None) -> None:
        """Remember the place in its topic, and that it was the last."""
        self._write(
            "INSERT INTO place (pack, topic, section, offset, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (pack, topic)"
            " DO UPDATE SET section = excluded.section, offset = excluded.offset, at = excluded.at",
            (place.pack, place.topic, place.section, place.offset, to_text(now or utc_now())),
        )

    def place_in(self, pack: str, topic: str) -> Place | None:
        """Return where the reader was in that topic."""
        sql = "SELECT pack, topic, section, offset FROM place WHERE pack = ? AND topic = ?"
        return next(iter(self._read(lambda row: Place(*row), sql, (pack, topic))), None)

    def last_place(self) -> Place | None:
        """Return where the reader was last."""
        sql = "SELECT pack, topic, section, offset FROM place ORDER BY at DESC, rowid DESC LIMIT 1"
        return next(iter(self._read(lambda row: Place(*row), sql)), None)

    def visit(self, pack: str, topic: str, section: str = "", now: datetime | None = None) -> None:
        """Put what is read into the history, unless it is switched off; reading on at the same place is one visit."""
        if not self.keeps_history:
            return
        here = (pack, topic, section)
        self._write_all(
            ("DELETE FROM visit WHERE rowid = (SELECT max(rowid) FROM visit) AND (pack, topic, section) = (?, ?, ?)", here),
            ("INSERT INTO visit (pack, topic, section, at) VALUES (?, ?, ?, ?)", (*here, to_text(now or utc_now()))),
            ("DELETE FROM visit WHERE rowid <= (SELECT max(rowid) FROM visit) - ?", (_KEPT,)),
        )

    def history(self, limit: int = 100) -> list[Visit]:
        """Return what was read, the latest first."""
        sql = "SELECT pack, topic, at, section FROM visit ORDER BY at DESC, rowid DESC LIMIT ?"
        return self._read(lambda row: Visit(row[0], row[1], from_text(row[2]), row[3]), sql, (limit,))

    @property
    def keeps_history(self) -> bool:
        """Whether what is read is put into the history."""
        return not self._read(lambda row: row[0], "SELECT 1 FROM setting WHERE (name, value) = ('history', 'off')")

    def keep_history(self, *, on: bool) -> None:
        """Switch the history on or off; what it holds stays until it is cleared."""
        sql = "INSERT INTO setting VALUES ('history', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._write(sql, ("on" if on else "off",))

    def clear_history(self) -> None:
        """Forget what was read; where the reader was in each topic stays."""
        self._write("DELETE FROM visit")

    def forget(self) -> None:
        """Forget history and searches; reading places stay."""
        self._write("DELETE FROM visit")
        self.searched.forget()

    def close(self) -> None:
        """Give the file back."""
        self._reading.close()
        self._writing.close()

    def _read(self, make: Callable[[Row], _T], sql: str, values: Sequence[Value] = ()) -> list[_T]:
        return _or_log(lambda: [make(row) for row in self._reading.rows(sql, values)]) or []

    def _write(self, sql: str, values: Sequence[Value] = ()) -> None:
        self._write_all((sql, values))

    def _write_all(self, *statements: tuple[str, Sequence[Value]]) -> None:
        def write() -> None:
            with self._writing.transaction(_TASK) as connection:
                for sql, values in statements:
                    connection.execute(sql, values)

        _or_log(write)


def _or_log(action: Callable[[], _T]) -> _T | None:
    """Return what `action` returns; None, and a line in the log, if the world doesn't let it."""
    try:
        return action()
    except (NotebookError, ValueError, TypeError) as error:  # a damaged row may hold anything
        # Of others the kind only: their words may quote what stands in the file.
        _log.warning("%s", error if isinstance(error, NotebookError) else f"A row can't be read ({type(error).__name__})")
        return None


def _open_whole(path: Path, key: Key | None) -> Connection:
    """Return a connection to the state's file, after setting a damaged one aside."""
    try:
        return _open(path, key)
    except DamagedNotebookError as error:
        _log.warning("The reading places are begun anew: %s", error)
    set_aside(path, utc_now())
    return _open(path, key)


def _open(path: Path, key: Key | None) -> Connection:
    if key is None and is_locked(path):
        raise LockedError
    if path.exists() and path.stat().st_size:
        header = read_header(path, key)
        if header is None or header.application not in {0, STATE_ID}:
            raise DamagedNotebookError(f"{path} isn't the file it should be.")
        refuse_newer(header.version, STATE_MIGRATIONS, path)
    make_private(path, _TASK)
    connection = connect(path, Access.WRITE, key, durable=False)
    try:
        _refuse_damaged(connection, path)
        migrate(connection, STATE_ID, STATE_MIGRATIONS)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_damaged(connection: Connection, path: Path) -> None:
    if found := connection.problems():
        raise DamagedNotebookError(f"{path} is damaged ({found[0]}).")
