"""The commands about backups of the notebook: make one, put one in its place."""

import argparse
from pathlib import Path

from reader.app import lock_home
from reader.cli.passphrase import Passphrases, require_key
from reader.cli.session import opened
from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import lock_of
from reader.notebook.restoring import restore
from reader.notebook.times import utc_now


def back_up(options: argparse.Namespace) -> int:
    """Make a backup now, which is kept for ever."""
    with opened(options, with_notebook=True) as wardbook:
        if wardbook.notebook is None:
            raise NotebookError("The notebook can't be read, for the reason above.")
        print(wardbook.notebook.back_up_now())
    return 0


def restore_backup(options: argparse.Namespace) -> int:
    """Put a backup in the notebook's place, while no window is open.

    A backup that is locked otherwise than the notebook asks for its own passphrase.
    """
    home = Home.locate(options.home)
    asked = Passphrases(options)
    key = require_key(home, options, asked)
    backup_key = _key_of(options.file, key, asked)
    with lock_home(home):
        kept = restore(home, options.file, utc_now(), key, backup_key=backup_key)
    print(f"{options.file} is the notebook now." + (f" What was there is kept as {kept}." if kept else ""))
    return 0


def _key_of(backup: Path, key: Key | None, asked: Passphrases) -> Key | None:
    lock = lock_of(backup)
    if lock is None or (key is not None and lock.opens_with(key)):
        return key if lock else None
    return lock.key(asked.given("Passphrase of the backup: "))
