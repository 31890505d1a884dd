"""Tell whether a home is locked, and by which passphrase: its files say so themselves."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.connection import Access, DamagedNotebookError, connect
from reader.notebook.locking.cipher import HEAD_LENGTH, salt_in
from reader.notebook.locking.key import Key, derive

_PLAIN = b"SQLite format 3\x00"


class LockedError(NotebookError):
    """Tell that the notebook can't be used without its passphrase."""

    def __init__(self, message: str = "The notebook is locked.", advice: str = "Unlock it with its passphrase.") -> None:
        super().__init__(message, advice)


class WrongPassphraseError(LockedError):
    """Tell that a passphrase doesn't open the notebook, and nothing else."""

    def __init__(self) -> None:
        super().__init__("That passphrase is wrong.", "")


@dataclass(frozen=True, slots=True)
class Lock:
    """What keeps a home locked: the files that are encrypted, the notebook first, each with the salt that it names.

    One salt, as a rule. But any file may be damaged, its salt as well, and there may be a backup from elsewhere.
    """

    files: tuple[tuple[Path, bytes], ...]

    def key(self, passphrase: str) -> Key:
        """Return the key that the passphrase makes; it takes half a second. Raises WrongPassphraseError."""
        salts = [salt for _, salt in self.files]
        for salt in dict.fromkeys((salts[0], max(salts, key=salts.count))):
            key = derive(passphrase, salt)
            if self.opens_with(key):
                return key
        raise WrongPassphraseError

    def opens_with(self, key: Key) -> bool:
        """Tell whether the key opens the notebook or, should that be damaged at its beginning, most of the others."""
        first, *others = (path for path, _ in self.files)
        return _opens(first, key) or sum(_opens(path, key) for path in others) * 2 > len(others)


def find_lock(home: Home) -> Lock | None:
    """Return what keeps `home` locked; None where nothing does.

    Where the notebook itself is missing or damaged, whatever else was locked with it tells.
    Never to be asked while this process has the notebook open: closing a file gives up SQLite's locks on it.
    """
    if _head(home.notebook).startswith(_PLAIN):
        return None
    files = [home.notebook, home.state, *sorted(home.backups.glob("*.sqlite"), reverse=True)]
    locked = tuple((path, salt) for path in files if (salt := salt_in(_head(path))))
    return Lock(locked) if locked else None


def lock_of(path: Path) -> Lock | None:
    """Return what keeps one file locked, wherever it lies; None where nothing does."""
    salt = salt_in(_head(path))
    return Lock(((path, salt),)) if salt else None


def is_locked(path: Path) -> bool:
    """Tell whether a file is encrypted. Not to be asked while this process has it open, as `find_lock`."""
    return salt_in(_head(path)) is not None


def require_key(home: Home, key: Key | None) -> None:
    """Raise LockedError unless `key` is what opens the notebook of `home`, or none is needed."""
    lock = find_lock(home)
    if lock is None and key is not None:
        raise LockedError("The notebook isn't locked any more.", "Open it without a passphrase.")
    if lock is not None and key is None:
        raise LockedError
    if lock is not None and key is not None and not lock.opens_with(key):
        raise WrongPassphraseError


def _head(path: Path) -> bytes:
    """Return the first bytes of a file; none of one that isn't there or can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_LENGTH)
    except OSError:
        return b""


def _opens(path: Path, key: Key) -> bool:
    try:
        with closing(connect(path, Access.INSPECT, key)) as connection:
            connection.rows("SELECT count(*) FROM sqlite_master")
    except DamagedNotebookError:
        return False
    return True
