"""Name what is personal in a home: the files that locking encrypts, and those that it clears away."""

from collections.abc import Iterator
from pathlib import Path

from reader.home import Home
from reader.notebook.backup import backups

_HEADER = b"SQLite format 3\0"
_SIDE_FILES = ("-wal", "-shm", "-journal")


def store_of(home: Home) -> Path:
    """Return where a locked home keeps the files that are no databases any more, byte by byte."""
    return home.root / "set-aside.sqlite"


def databases(home: Home) -> list[Path]:
    """Return the databases that are there: notebook, reading places, backups, and the store of what was set aside."""
    return [path for path in (home.notebook, home.state, *backups(home.backups), store_of(home)) if _has_content(path)]


def set_aside_files(home: Home) -> list[Path]:
    """Return the files that were set aside because they were damaged, with their journals, and copies under any other name."""
    damaged = (path for name in ("notebook", "state") for path in home.root.glob(f"{name}-damaged-*"))
    return sorted({*damaged, *_copies(home)})


def leavings(home: Home) -> list[Path]:
    """Return what belongs to a database only while it is open, and the drafts that a killed process left."""
    beside = [path.with_name(path.name + side) for path in databases(home) for side in _SIDE_FILES]
    return sorted(path for path in (*beside, *_drafts(home)) if path.exists())


def _copies(home: Home) -> Iterator[Path]:
    """Yield what somebody has put beside our own files: whatever lies among the backups, and every plain database."""
    ours = {*databases(home), *leavings(home)}
    yield from (path for path in home.backups.rglob("*") if path.is_file() and path not in ours)
    yield from (path for path in home.root.glob("*") if path not in ours and _is_plain_database(path))


def _is_plain_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _drafts(home: Home) -> Iterator[Path]:
    yield from home.root.glob(".notebook*")
    yield from home.root.glob("notebook.sqlite.mended*")
    yield from home.backups.glob(".notebook-*")


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
