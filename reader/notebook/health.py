"""Look whether the notebook is whole before it is opened, and mend it if it isn't.

A damaged file is set aside under another name and never deleted. The newest good backup takes its place, and what
can be read of the damaged one is added to it.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from reader.errors import NotebookError
from reader.home import Home, sync_folder
from reader.notebook.backup import backups, made_at, newest_good, stamp
from reader.notebook.connection import Access, Connection, DamagedNotebookError, connect, make_private
from reader.notebook.locking.key import Key
from reader.notebook.migrations import NOTEBOOK_ID, NOTEBOOK_TABLES
from reader.notebook.salvage import Salvaged, salvage_into
from reader.notebook.schema import Migration, latest, migrate, read_header, refuse_newer
from reader.notebook.store import are_readable, become_another

_TASK = "The notebook could not be mended"
_SIDE_FILES = ("-shm", "-wal", "-journal")


class Condition(StrEnum):
    """How a notebook's file was found."""

    ABSENT = "absent"
    WHOLE = "whole"
    DAMAGED = "damaged"


def make_ready(home: Home, now: datetime, migrations: Sequence[Migration], key: Key | None = None, *, mend: bool) -> str:
    """Leave a whole notebook to be opened, or none if there is none yet; return what the reader should know.

    Only who holds the home's lock may `mend`: another process may have the file open.
    Raises NotebookError if the file can't be written or is of a newer program, and
    DamagedNotebookError if it may not be mended. Nothing was changed then.
    """
    _require_writable(home.notebook)
    condition = examine(home.notebook, migrations, key)
    # Whatever the file looks like then: its log, with the damage and the latest marks, may have been set aside already.
    interrupted = _mended(home).exists()
    if not interrupted and (condition is Condition.WHOLE or (condition is Condition.ABSENT and not backups(home.backups))):
        return ""
    if not mend:
        found = "only half mended" if interrupted else condition
        raise DamagedNotebookError(f"The notebook {home.notebook} is {found}.", "Open the window: it mends what it can.")
    try:
        return _finish_mending(home, now) if interrupted else _mend(home, condition, now, migrations, key)
    except OSError as error:
        raise NotebookError(f"{_TASK}: {error.strerror}.", "Free some space, or ask for the right to write there.") from error


def examine(path: Path, migrations: Sequence[Migration], key: Key | None = None) -> Condition:
    """Tell how the file is, and leave each byte of it as it is.

    Raises NotebookError if a newer program made it: then not even SQLite has touched it.
    """
    # Looked at first: a process that begins the file right now makes the log after it.
    has_log = _size(path.with_name(f"{path.name}-wal")) > 0
    if _is_absent(path):
        # A log without its file is a loss; SQLite would delete it.
        return Condition.DAMAGED if has_log else Condition.ABSENT
    header = read_header(path, key)
    if header is None or header.application not in {0, NOTEBOOK_ID}:
        return Condition.DAMAGED
    refuse_newer(header.version, migrations, path)
    try:
        with closing(connect(path, Access.INSPECT, key)) as connection, connection.snapshot():
            # The write-ahead log may hold a version later than the file's own header does.
            version = connection.pragma("user_version")
            refuse_newer(version, migrations, path)
            whole = not connection.problems() and _has_its_tables(connection, version)
            if whole and version == latest(migrations):
                whole = are_readable(connection)
    except DamagedNotebookError:
        return Condition.DAMAGED
    return Condition.WHOLE if whole else Condition.DAMAGED


def _has_its_tables(connection: Connection, version: int) -> bool:
    """Tell whether the file is a notebook, or a database in which nothing has been made yet."""
    tables = {row[0] for row in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tables >= NOTEBOOK_TABLES[min(version, max(NOTEBOOK_TABLES))] if version else not tables


def _is_absent(path: Path) -> bool:
    """Tell whether there is no file, or one that a process has made and not yet written into."""
    return not path.exists() or (path.is_file() and not _size(path))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _require_writable(path: Path) -> None:
    """Raise NotebookError where SQLite would silently open the file for reading only."""
    for needed in (path.parent, path):
        if needed.exists() and not os.access(needed, os.W_OK):
            raise NotebookError(
                f"The notebook could not be opened: {needed} can't be written.",
                "Ask for the right to write there, or choose another home with --home DIR.",
            )


def _mend(home: Home, condition: Condition, now: datetime, migrations: Sequence[Migration], key: Key | None) -> str:
    """Make a whole notebook beside the damaged one, then change their names.

    The new one is finished first: a crash at any moment leaves the old one, or the new one to be taken.
    """
    draft = home.notebook.with_name(".notebook.sqlite.draft")
    for left in draft.parent.glob(f"{draft.name}*"):
        left.unlink()
    backup = newest_good(home.backups, migrations, key)
    with closing(_begin_from(backup, draft, key)) as connection:
        migrate(connection, NOTEBOOK_ID, migrations)
        become_another(connection)
        salvaged = salvage_into(connection, home.notebook) if condition is Condition.DAMAGED else Salvaged()
        # All in one file, or an error: a log would be left behind by what follows.
        connection.rows("PRAGMA journal_mode=DELETE", task=_TASK)
    draft.replace(_mended(home))
    kept = set_aside(home.notebook, now)
    _mended(home).replace(home.notebook)
    sync_folder(home.root)
    return _tell(condition, backup, salvaged, kept)


def _begin_from(backup: Path | None, draft: Path, key: Key | None) -> Connection:
    """Return a connection to the new file `draft`: a copy of the backup, or empty."""
    if backup:
        with closing(connect(backup, Access.INSPECT, key)) as source:
            source.copy_to(draft, _TASK)
    make_private(draft, _TASK)
    return connect(draft, Access.WRITE, key)


def _finish_mending(home: Home, now: datetime) -> str:
    """Take the whole notebook that a stopped process had made ready."""
    set_aside(home.notebook, now)
    _mended(home).replace(home.notebook)
    sync_folder(home.root)
    return "The notebook was damaged, and mending it had been interrupted; it is finished now."


def set_aside(path: Path, now: datetime) -> str:
    """Rename the file, its journals first: one left behind would be replayed into the file that takes its place."""
    name = f"{path.stem}-damaged-{stamp(now)}{path.suffix}"
    for side in (*_SIDE_FILES, ""):
        file = path.with_name(path.name + side)
        if file.exists():
            file.rename(path.with_name(name + side))
    return name


def _mended(home: Home) -> Path:
    return home.notebook.with_name("notebook.sqlite.mended")


def _tell(condition: Condition, backup: Path | None, salvaged: Salvaged, kept: str) -> str:
    day = f"{made_at(backup):%d %B %Y}".lstrip("0") if backup else ""
    if condition is Condition.ABSENT:
        return f"The notebook was missing or empty: the backup of {day} has taken its place." if backup else ""
    marks = f"{salvaged.added} {'mark was' if salvaged.added == 1 else 'marks were'}"
    found = f"the backup of {day} was restored and {marks} added" if backup else f"there was no backup, and {marks} read"
    rest = f" {salvaged.in_part} more could be read only in part." if salvaged.in_part else ""
    return f"The notebook was damaged: {found} from the damaged file.{rest} That file is kept as {kept}."
