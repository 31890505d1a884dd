"""Put a backup in the notebook's place, and keep what was there as another backup."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from reader.errors import NotebookError
from reader.home import Home, sync_folder
from reader.notebook.backup import back_up, is_good
from reader.notebook.connection import Access, connect, copy_under
from reader.notebook.locking.key import Key
from reader.notebook.migrations import NOTEBOOK_ID, NOTEBOOK_MIGRATIONS
from reader.notebook.schema import Migration, migrate
from reader.notebook.store import become_another

_TASK = "The backup could not be restored"


def restore(
    home: Home,
    backup: Path,
    now: datetime,
    key: Key | None = None,
    *,
    backup_key: Key | None = None,
    migrations: Sequence[Migration] = NOTEBOOK_MIGRATIONS,
) -> Path | None:
    """Make `backup` the notebook and return the backup of what was there; None where there was nothing.

    `key` opens the home, and `backup_key` the backup: what takes the notebook's place is locked as the home is.
    Only who holds the home's lock may call it. The new file is finished before it takes the old one's name: a crash
    at any moment leaves one of them. Raises NotebookError if the backup is no good, or the notebook can't be backed up.
    """
    if not is_good(backup, migrations, backup_key):
        raise NotebookError(
            f"{_TASK}: {backup} is damaged, or no notebook of this version or an earlier one.",
            "Choose another; the notebook was not touched.",
        )
    draft = home.notebook.with_name(".notebook.sqlite.restored")
    for left in draft.parent.glob(f"{draft.name}*"):
        left.unlink()
    _copy(backup, backup_key, draft, key)
    with closing(connect(draft, Access.WRITE, key)) as connection:
        migrate(connection, NOTEBOOK_ID, migrations)
        become_another(connection)
        # All in one file: a log would be left behind by the new name.
        connection.rows("PRAGMA journal_mode=DELETE", task=_TASK)
    kept = _keep(home, now, key)
    draft.replace(home.notebook)
    sync_folder(home.root)
    return kept


def _copy(backup: Path, backup_key: Key | None, draft: Path, key: Key | None) -> None:
    if backup_key != key:
        copy_under(key, backup, backup_key, draft, _TASK)
        return
    with closing(connect(backup, Access.INSPECT, key)) as source:
        source.copy_to(draft, _TASK)


def _keep(home: Home, now: datetime, key: Key | None) -> Path | None:
    """Back up the notebook that is there, and leave no log that would be replayed into another file."""
    if not home.notebook.exists() or not home.notebook.stat().st_size:
        return None
    with closing(connect(home.notebook, Access.WRITE, key)) as connection:
        kept = back_up(connection, home.backups, "before-restore", now)
        connection.rows("PRAGMA journal_mode=DELETE", task=_TASK)
    return kept
