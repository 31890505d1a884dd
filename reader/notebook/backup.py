"""Keep copies of the notebook: one of each day it was opened, one before each import and each change of its schema.

Copies are made through SQLite's backup API, checked, and only then given their name, so that
whatever bears the name of a backup is whole. The last fourteen of the daily kind are kept,
and of those before an import; the others for ever.

Which is the newest, a number in the name tells: clocks of clinics are wrong at times, and a date that was once ahead
would stand before all that is made later.
"""

import re
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import NotebookError
from reader.home import PRIVATE_FOLDER, sync_folder
from reader.notebook.connection import Access, Connection, connect
from reader.notebook.locking.key import Key
from reader.notebook.migrations import NOTEBOOK_ID
from reader.notebook.schema import Migration, latest, read_header

KEPT = 14
_TASK = "The notebook could not be backed up"
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(r"notebook-(\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z)(?:-n(\d+))?-([\w-]+)\.sqlite", re.ASCII)
_DAILY = "daily"
_STALE = 3600.0  # seconds after which a draft belongs to nobody


def daily_backup(notebook: Path, folder: Path, now: datetime, key: Key | None = None) -> Path | None:
    """Make the backup of this day (in UTC) and let the oldest go; return None where there is one already.

    Fit for a background job: it reads through a connection of its own, while marks are read and written.
    """
    last = _made_for(folder, _DAILY)[:1]
    if last and made_at(last[0]).date() == now.astimezone(UTC).date():
        return None
    return kept_backup(notebook, folder, _DAILY, now, key)


def renewed_backup(notebook: Path, folder: Path, now: datetime, key: Key | None = None) -> Path:
    """Make the backup of this day (in UTC) anew: it takes the place of what was copied earlier on the same day."""
    earlier = [path for path in _made_for(folder, _DAILY)[:1] if made_at(path).date() == now.astimezone(UTC).date()]
    return kept_backup(notebook, folder, _DAILY, now, key, instead_of=earlier)


def kept_backup(
    notebook: Path, folder: Path, reason: str, now: datetime, key: Key | None = None, *, instead_of: Sequence[Path] = ()
) -> Path:
    """Make a backup through a connection of its own, and let the oldest of those made for the same reason go."""
    with closing(connect(notebook, Access.READ, key)) as connection:
        made = back_up(connection, folder, reason, now)
    for path in instead_of:
        path.unlink(missing_ok=True)
    for path in _made_for(folder, reason)[KEPT:]:
        path.unlink(missing_ok=True)
    return made


def back_up(connection: Connection, folder: Path, reason: str, now: datetime) -> Path:
    """Make a backup now and return its path; `reason` becomes part of its name. It is as locked as the notebook.

    Raises NotebookError if the disk refuses, or if the notebook itself turns out to be damaged.
    """
    path = folder / f"notebook-{stamp(now)}-n{_next_number(folder):06d}-{reason}.sqlite"
    with _refusals_told(), _draft_beside(path) as draft:
        connection.copy_to(draft, _TASK)
        with closing(connect(draft, Access.INSPECT, connection.key)) as copy:
            found = copy.problems()
        if found:
            raise NotebookError(f"{_TASK}: the copy is not whole ({found[0]}).", "Start Wardbook again: it mends what it can.")
        draft.replace(path)
        sync_folder(folder)
    return path


def newest_good(folder: Path, migrations: Sequence[Migration], key: Key | None = None) -> Path | None:
    """Return the newest backup that is whole and that this program understands."""
    return next((path for path in backups(folder) if is_good(path, migrations, key)), None)


def backups(folder: Path) -> list[Path]:
    """Return all backups, the newest first, whatever they were made for; a file of another name is none of ours."""
    return sorted((path for path in folder.glob("notebook-*.sqlite") if _is_ours(path)), key=_order, reverse=True)


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, by the clock of that time, which its name tells."""
    return datetime.strptime(_parts(backup)[0], _STAMP).replace(tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """Return `moment` as a part of a file's name, sorting as time does."""
    return moment.astimezone(UTC).strftime(_STAMP)


def is_good(path: Path, migrations: Sequence[Migration], key: Key | None = None) -> bool:
    """Tell whether a backup can take the notebook's place."""
    try:
        header = read_header(path, key)
        if not header or header.application != NOTEBOOK_ID or not 0 < header.version <= latest(migrations):
            return False
        with closing(connect(path, Access.INSPECT, key)) as connection:
            return not connection.problems()
    except NotebookError:
        return False


def _is_ours(path: Path) -> bool:
    try:
        return _NAME.fullmatch(path.name) is not None and made_at(path) is not None
    except ValueError:  # no such day
        return False


def _made_for(folder: Path, reason: str) -> list[Path]:
    """Return the backups that were made for one reason, the newest first."""
    return [path for path in backups(folder) if _parts(path)[2] == reason]


def _next_number(folder: Path) -> int:
    return max((_order(path)[0] for path in backups(folder)), default=0) + 1


def _order(backup: Path) -> tuple[int, str]:
    """Return what sorts backups as they were made; those of before they were numbered come first."""
    moment, number, _ = _parts(backup)
    return int(number or 0), moment


def _parts(backup: Path) -> tuple[str, str | None, str]:
    """Return the moment, the number and the reason that a backup's name holds."""
    found = _NAME.fullmatch(backup.name)
    if found is None:
        raise ValueError(f"no backup: {backup}")
    moment, number, reason = found.groups()
    return moment, number, reason


@contextmanager
def _draft_beside(path: Path) -> Iterator[Path]:
    """Give a draft's path that is gone afterwards, and clear what a killed process left behind."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    for left in path.parent.glob(".notebook-*"):
        if time.time() - left.stat().st_mtime > _STALE:
            left.unlink(missing_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield draft
    finally:
        for left in path.parent.glob(f"{draft.name}*"):
            left.unlink(missing_ok=True)


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Turn what the file system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise NotebookError(f"{_TASK}: {error.strerror}.", "Free some space, or ask for the right to write there.") from error
