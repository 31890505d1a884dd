"""Lock a home with a passphrase, change it, or do without one again.

Only for who holds the home's lock and has none of its files open. A disk may keep traces of what stood in the files
before: old blocks that nothing points to any more.
"""

from contextlib import closing

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking.change import Progress, change_key, settle
from reader.notebook.locking.key import Key, new_key
from reader.notebook.locking.lock import LockedError, find_lock
from reader.notebook.notebook import Notebook
from reader.notebook.state import State


def lock(home: Home, passphrase: str, progress: Progress) -> Key:
    """Encrypt all that is personal, and return what opens it. A forgotten passphrase can't be recovered.

    Raises NotebookError where it can't be done; everything is as it was then.
    """
    _require_words(passphrase)
    settle(home)
    if find_lock(home) is not None:
        raise LockedError("The notebook is locked already.", "Change its passphrase instead.")
    _make_whole(home, None)
    key = new_key(passphrase)
    change_key(home, None, key, progress, "The notebook could not be locked")
    return key


def change_passphrase(home: Home, key: Key, passphrase: str, progress: Progress) -> Key:
    """Encrypt all that is personal anew, and return what opens it now. Raises NotebookError as `lock` does."""
    _require_words(passphrase)
    _make_whole(home, key)
    new = new_key(passphrase)
    change_key(home, key, new, progress, "The passphrase could not be changed")
    return new


def remove_passphrase(home: Home, key: Key, progress: Progress) -> None:
    """Decrypt everything again. Raises NotebookError as `lock` does."""
    _make_whole(home, key)
    change_key(home, key, None, progress, "The passphrase could not be removed")


def _make_whole(home: Home, key: Key | None) -> None:
    """Bring the files up to date, and mend what is damaged, as every start does."""
    with Notebook.open(home, key).notebook, closing(State.open(home, key)):
        pass


def _require_words(passphrase: str) -> None:
    if not passphrase:
        raise NotebookError("The passphrase is empty.", "Choose one of several words.")
