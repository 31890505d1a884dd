"""What takes its time when a notebook is locked or unlocked, for a worker: deriving keys, and writing all files anew."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking import passphrase
from reader.notebook.locking.key import Key, derive
from reader.notebook.locking.lock import LockedError, find_lock
from reader.notebook.personal import Personal, closed_personal, open_personal

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is open after a change of the passphrase, and why nothing was changed where it wasn't."""

    personal: Personal
    error: NotebookError | None = None


def unlocked(home: Home, words: str) -> Personal:
    """Open what is locked. Raises WrongPassphraseError."""
    lock = find_lock(home)
    return open_personal(home, lock.key(words) if lock else None, mend=True)


def is_right(words: str, key: Key) -> bool:
    """Tell whether these words make the key."""
    return derive(words, key.salt) == key


def changed(home: Home, key: Key | None, words: str, progress: Progress) -> Outcome:
    """Lock with a passphrase, change it, or do without one where there are no words; and open everything again."""
    error, after = None, key
    try:
        if key is None:
            after = passphrase.lock(home, words, progress)
        elif words:
            after = passphrase.change_passphrase(home, key, words, progress)
        else:
            passphrase.remove_passphrase(home, key, progress)
            after = None
    except NotebookError as refusal:
        error = refusal
    return Outcome(reopened(home, after), error)


def reopened(home: Home, key: Key | None = None) -> Personal:
    """Open everything, or leave it locked where the key doesn't fit."""
    try:
        return open_personal(home, key, mend=True)
    except LockedError:
        return closed_personal()
