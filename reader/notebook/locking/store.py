"""Keep whole files inside an encrypted database: those that were set aside because they are damaged."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, count, zip_longest
from pathlib import Path, PurePosixPath

from reader.errors import NotebookError
from reader.notebook.connection import Access, Connection, connect, make_private
from reader.notebook.locking.key import Key

_TASK = "A damaged file could not be kept"
_AT_ONCE = 1 << 20  # bytes of a file in one row
_TABLE = "CREATE TABLE IF NOT EXISTS part (name TEXT, number INTEGER, content TEXT NOT NULL, PRIMARY KEY (name, number)) STRICT"


def put_in(store: Path, key: Key | None, files: dict[str, Path]) -> None:
    """Write files into the store, which is made if there is none, and make sure that they can be taken out again.

    One whose name another has there gets a name beside it.
    """
    make_private(store, _TASK)
    with closing(connect(store, Access.WRITE, key)) as connection:
        with connection.transaction(_TASK) as writing:
            writing.execute(_TABLE)
            names = {str(name) for (name,) in writing.rows("SELECT DISTINCT name FROM part")}
            kept = {}
            for name, path in files.items():
                kept[free := free_name(name, names.__contains__)] = path
                names.add(free)
                for number, content in enumerate(_parts(path)):
                    writing.execute("INSERT INTO part VALUES (?, ?, ?)", (free, number, b64encode(content).decode()))
        # All in one file: a log would be left behind.
        connection.rows("PRAGMA journal_mode=DELETE", task=_TASK)
    with closing(connect(store, Access.INSPECT, key)) as connection:
        if not all(_is_kept(connection, name, path) for name, path in kept.items()):
            raise NotebookError(f"{_TASK}: the copy differs from the original.", "Nothing was changed; try again.")


def take_out(store: Path, key: Key | None) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name of each file that the store holds, and its bytes in portions."""
    with closing(connect(store, Access.INSPECT, key)) as connection:
        for (name,) in connection.rows("SELECT DISTINCT name FROM part ORDER BY name"):
            yield str(name), _content(connection, str(name))


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return a file's name, or the next one like it that isn't taken."""
    path = PurePosixPath(name)
    others = (path.with_name(f"{path.stem} ({number}){path.suffix}").as_posix() for number in count(2))
    return next(one for one in chain([name], others) if not is_taken(one))


def _content(connection: Connection, name: str) -> Iterator[bytes]:
    for number in count():
        rows = connection.rows("SELECT content FROM part WHERE name = ? AND number = ?", (name, number))
        if not rows:
            return
        yield b64decode(rows[0][0])


def _is_kept(connection: Connection, name: str, path: Path) -> bool:
    return all(one == other for one, other in zip_longest(_content(connection, name), _parts(path)))


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file in portions, at least one: an empty file is a file too."""
    with path.open("rb") as file:
        yield file.read(_AT_ONCE)
        while content := file.read(_AT_ONCE):
            yield content
