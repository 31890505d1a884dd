"""Open encrypted SQLite files, through SQLite3 Multiple Ciphers: ChaCha20-Poly1305, page by page.

Why this library (`apsw-sqlite3mc`) and not SQLCipher (`sqlcipher3`): both are maintained, follow SQLite within weeks, have
wheels for Linux (x86_64 and aarch64), Windows and macOS, and notice every changed bit, for each page is authenticated.
But a page that fails puts a SQLCipher connection out of order for good, so that of a damaged notebook only the rows before
the damage can be salvaged (401 of 2,572, where this one gives back 2,487); and only this one copies a file as it is from
plain to encrypted and back, in one statement, with every row number. It also takes less: 4 MB of memory for 7, and it
brings no OpenSSL of its own that would grow old.

It is imported only for a notebook that is locked. Its errors take the shape of sqlite3's: a result code.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from reader.notebook.locking.key import SALT_LENGTH, Key

_CIPHER = "chacha20"
_RAW = "raw:"

# What follows the salt in the first page, in the clear. Source: the library's description of its ChaCha20 format; the
# page's size, SQLite's two format versions (1, or 2 with a write-ahead log), 32 bytes kept free at a page's end, 64, 32, 32.
_PAGE_SIZE, _RESERVED_AND_FRACTIONS = bytes((16, 0)), bytes((32, 64, 32, 32))
HEAD_LENGTH = SALT_LENGTH + 8


class CipherError(Exception):
    """Carry SQLite's result code, and its words unless they quote a key."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"result code {code}" if _RAW in words else words)
        self.sqlite_errorcode = code


class Answer:
    """The rows of one statement, all read: a statement that is only begun would hold its locks."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._rows = rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the first row."""
        return self._rows[0] if self._rows else None


class CipherConnection:
    """What the notebook uses of a sqlite3 connection, for a file that is encrypted; or is plain, where there is no key."""

    def __init__(self, uri: str, key: Key | None, wait: float) -> None:
        """Open the file that `uri` names, and wait so many seconds for other programs to finish with it."""
        import apsw

        with _translated():
            self._raw: apsw.Connection = apsw.Connection(uri, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
            try:
                self._raw.set_busy_timeout(int(wait * 1000))
                if key is not None:
                    self._raw.pragma("cipher", _CIPHER)
                    self._raw.pragma("key", _written(key))
            except BaseException:
                self._raw.close()
                raise

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is under way."""
        return self._raw.in_transaction

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Answer:
        """Run one statement to its end."""
        with _translated():
            return Answer(self._raw.execute(sql, tuple(values)).fetchall())

    def backup(self, target: "CipherConnection") -> None:
        """Copy the whole file into another one of the same key."""
        with _translated(), target._raw.backup("main", self._raw, "main") as copying:  # noqa: SLF001 - one of its own kind
            while not copying.done:
                copying.step()

    def write_under(self, name: str, key: Key | None) -> None:
        """Write the database into the empty file `name`, quoted as in a URI, under another key; plain where there is none."""
        keyed = f"cipher={_CIPHER}&key={quote(_written(key))}" if key else "key="
        self.execute("VACUUM INTO ?", (f"{name}?{keyed}",))

    def close(self) -> None:
        """Give the file back."""
        self._raw.close()


def salt_in(head: bytes) -> bytes | None:
    """Return the salt in the first bytes of an encrypted file; None if they are of another file."""
    page_size, versions, rest = head[SALT_LENGTH:18], head[18:20], head[20:HEAD_LENGTH]
    is_ours = page_size == _PAGE_SIZE and set(versions) <= {1, 2} and rest == _RESERVED_AND_FRACTIONS
    return head[:SALT_LENGTH] if is_ours and not head.startswith(b"SQLite format 3") else None


def _written(key: Key) -> str:
    """Return the key as the library takes one that needs no deriving."""
    return f"{_RAW}{(key.secret + key.salt).hex()}"


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the library's errors into result codes; a traceback would hold on to what was executed."""
    import apsw

    try:
        yield
    except apsw.Error as error:
        code = getattr(error, "extendedresult", None) or getattr(error, "result", None)
        if code is None:
            raise  # a wrong use of the library: a bug
        raise CipherError(int(code), str(error)) from None
