"""Remember what was looked for lately, and which searches found nothing: editors learn from those which words clinics use.

All of it stays in the state of one home until the reader exports it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reader.errors import NotebookError
from reader.home import write_atomically
from reader.notebook.connection import Row, Value
from reader.notebook.marks import clean
from reader.notebook.times import from_text, to_text, utc_now

_KEPT = 2000  # searches of each kind

Read = Callable[[Callable[[Row], Any], str, Sequence[Value]], list[Any]]
Write = Callable[[str, Sequence[Value]], None]


@dataclass(frozen=True, slots=True)
class PastSearch:
    """What was looked for, last when, and how many sections were found then."""

    query: str
    found: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What was looked for in vain, how often, and when last."""

    query: str
    times: int
    at: datetime


class SearchLog:
    """The searches of one home. Any thread may call anything; nothing raises."""

    def __init__(self, read: Read, write: Write) -> None:
        """Take what reads and writes the state."""
        self._read = read
        self._write = write

    def keep(self, query: str, found: int, now: datetime | None = None, *, instead_of: str = "") -> None:
        """Remember a search and how many sections were found; `instead_of` was on the way to it."""
        if instead_of:
            self._write("DELETE FROM search WHERE query = ?", (_one_line(instead_of),))
        self._write(
            "INSERT INTO search (query, found, at) VALUES (?, ?, ?) ON CONFLICT (query)"
            " DO UPDATE SET found = excluded.found, at = excluded.at",
            (_one_line(query), found, to_text(now or utc_now())),
        )
        self._write("DELETE FROM search WHERE rowid <= (SELECT max(rowid) FROM search) - ?", (_KEPT,))

    def recent(self, limit: int = 20) -> list[PastSearch]:
        """Return what was looked for, the latest first."""
        sql = "SELECT query, found, at FROM search ORDER BY at DESC, rowid DESC LIMIT ?"
        return self._read(lambda row: PastSearch(row[0], row[1], from_text(row[2])), sql, (limit,))

    def forget(self) -> None:
        """Forget what was looked for."""
        self._write("DELETE FROM search", ())

    def count_unanswered(self, query: str, now: datetime | None = None, *, instead_of: str = "") -> None:
        """Count a search that found nothing; `instead_of` was counted on the way to it."""
        if instead_of:
            self._write("UPDATE unanswered SET times = times - 1 WHERE query = ?", (_one_line(instead_of),))
            self._write("DELETE FROM unanswered WHERE times < 1", ())
        self._write(
            "INSERT INTO unanswered (query, times, at) VALUES (?, 1, ?) ON CONFLICT (query)"
            " DO UPDATE SET times = times + 1, at = excluded.at",
            (_one_line(query), to_text(now or utc_now())),
        )
        self._write("DELETE FROM unanswered WHERE rowid <= (SELECT max(rowid) FROM unanswered) - ?", (_KEPT,))

    def unanswered(self) -> list[Unanswered]:
        """Return what was looked for in vain, the most frequent first."""
        sql = "SELECT query, times, at FROM unanswered ORDER BY times DESC, at DESC, query"
        return self._read(lambda row: Unanswered(row[0], row[1], from_text(row[2])), sql, ())

    def forget_unanswered(self) -> None:
        """Forget what was looked for in vain."""
        self._write("DELETE FROM unanswered", ())


def as_text(searches: Sequence[Unanswered]) -> str:
    """Return what an export writes: how often, on which day last, and the words, parted by tabs; nothing of who or where."""
    lines = [f"{one.times}\t{one.at.date().isoformat()}\t{one.query}" for one in searches]
    return "\n".join(["times\tlast\tsearched", *lines]) + "\n"


def export(searches: Sequence[Unanswered], file: Path) -> None:
    """Write searches to a file that only the reader can read. Raises NotebookError where the disk refuses."""
    try:
        write_atomically(file, as_text(searches).encode())
    except OSError as error:
        raise NotebookError(f"The file {file} can't be written: {error.strerror}.", "Choose another place for it.") from error


def _one_line(query: str) -> str:
    """Return a query as it is kept: what fits into a column of a line, and into UTF-8."""
    return clean(" ".join(query.split()))
