"""The commands that lock the notebook with a passphrase, change that, and do without it again."""

import argparse
import sys

from reader.app import lock_home
from reader.cli.passphrase import Passphrases
from reader.cli.session import report_progress
from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking import passphrase
from reader.notebook.locking.change import settle
from reader.notebook.locking.lock import Lock, find_lock

_WARNING = "A forgotten passphrase can't be recovered: without it, nobody can read your notes any more, nor their backups."
_TRACES = "A disk may keep traces of what stood there before, until something else is written over them."


def lock(options: argparse.Namespace) -> int:
    """Encrypt everything personal with a passphrase."""
    home = Home.locate(options.home)
    with lock_home(home):
        settle(home)
        if find_lock(home) is not None:
            raise NotebookError("The notebook is locked already.", "`wardbook notes passphrase` changes its passphrase.")
        print(_WARNING, file=sys.stderr)
        chosen = Passphrases(options).chosen()
        passphrase.lock(home, chosen, report_progress())
    print(f"The notebook is locked: it, its backups and your reading places are encrypted. {_TRACES}")
    return 0


def change(options: argparse.Namespace) -> int:
    """Encrypt everything personal with another passphrase."""
    home = Home.locate(options.home)
    with lock_home(home):
        settle(home)
        lock = _required(home)
        asked = Passphrases(options)
        key = lock.key(asked.given("Passphrase until now: "))
        print(_WARNING, file=sys.stderr)
        passphrase.change_passphrase(home, key, asked.chosen(), report_progress())
    print("The passphrase is changed.")
    return 0


def unlock(options: argparse.Namespace) -> int:
    """Decrypt everything personal for good."""
    home = Home.locate(options.home)
    with lock_home(home):
        settle(home)
        key = _required(home).key(Passphrases(options).given("Passphrase: "))
        passphrase.remove_passphrase(home, key, report_progress())
    print("The notebook isn't locked any more: whoever can read its files can read your notes.")
    return 0


def _required(home: Home) -> Lock:
    lock = find_lock(home)
    if lock is None:
        raise NotebookError("The notebook isn't locked.", "`wardbook notes lock` locks it.")
    return lock
