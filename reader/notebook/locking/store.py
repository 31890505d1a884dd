"""Keep whole files inside an encrypted database: those that were set aside because they are damaged."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.connection import Access, connect, make_private
from reader.notebook.locking.key import Key

_TASK = "A damaged file could not be kept"
_AT_ONCE = 1 << 20  # bytes of a file in one row
_TABLE = "CREATE TABLE IF NOT EXISTS part (name TEXT, number INTEGER, content TEXT NOT NULL, PRIMARY KEY (name, number)) STRICT"


def put_in(store: Path, key: Key | None, files: dict[str, Path]) -> None:
    """Write files into the store, which is made if there is none, and make sure that they can be taken out again."""
    make_private(store, _TASK)
    with closing(connect(store, Access.WRITE, key)) as connection:
        with connection.transaction(_TASK) as writing:
            writing.execute(_TABLE)
            for name, path in files.items():
                for number, content in enumerate(_parts(path)):
                    writing.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (name, number, content))
        # All in one file: a log would be left behind.
        connection.rows("PRAGMA journal_mode=DELETE", task=_TASK)
    kept = dict(take_out(store, key))
    if any(kept.get(name) != path.read_bytes() for name, path in files.items()):
        raise NotebookError(f"{_TASK}: the copy differs from the original.", "Nothing was changed; try again.")


def take_out(store: Path, key: Key | None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file that the store holds."""
    with closing(connect(store, Access.INSPECT, key)) as connection:
        for (name,) in connection.rows("SELECT DISTINCT name FROM part ORDER BY name"):
            parts = connection.rows("SELECT content FROM part WHERE name = ? ORDER BY number", (name,))
            yield str(name), b"".join(b64decode(part) for (part,) in parts)


def _parts(path: Path) -> Iterator[str]:
    """Yield a file in portions, at least one: an empty file is a file too."""
    with path.open("rb") as file:
        content = file.read(_AT_ONCE)
        yield b64encode(content).decode()
        while content := file.read(_AT_ONCE):
            yield b64encode(content).decode()
