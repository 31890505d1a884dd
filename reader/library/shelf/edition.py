"""Lay an edition down for ever: its source as it was checked, under its digest.

Everything grows in a temporary folder and is renamed into place when it is whole and durable. Whoever adds
or removes editions holds the lock of the editions; what is temporary while one holds it was left by a crash.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import EditionError
from reader.home import PRIVATE_FILE, PRIVATE_FOLDER, Home, open_private, sync_folder
from reader.library.making.child import Cancelled, CancelledError
from reader.library.making.database import COMPILED_VERSION

_TEMPORARY = ".new."
_LOOK_UP = 0.2  # seconds between two tries for the lock
_PATIENCE = 900.0  # seconds: the largest pack is installed within minutes


def edition_folder(home: Home, pack_id: str, digest: str) -> Path:
    """Return where the source of an edition lies."""
    return home.editions / pack_id / digest


def compiled_folder(home: Home, digest: str) -> Path:
    """Return where this version of the program keeps the compiled form of an edition."""
    return home.compiled / f"{digest}-{COMPILED_VERSION}"


@contextmanager
def changing_editions(home: Home, cancelled: Cancelled, patience: float = _PATIENCE) -> Iterator[None]:
    """Be the only one who adds or removes editions in this home; clear away what a crash left.

    Waits for another process or thread that does. Raises EditionError where it takes too long or the home
    can't be written, CancelledError where the user won't wait.
    """
    lock = _Lock(home.editions / ".lock")
    deadline = time.monotonic() + patience
    while not lock.taken():
        if cancelled():
            raise CancelledError
        if time.monotonic() > deadline:
            raise EditionError(
                f"Another Wardbook is changing the packs in {home.root}.", "Wait until it has finished, and try again."
            )
        time.sleep(_LOOK_UP)
    try:
        _clear(home)
        yield
    finally:
        lock.release()


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """Give a folder to build in, and remove what is left of it afterwards."""
    folder = parent / f"{_TEMPORARY}{secrets.token_hex(4)}"
    folder.mkdir(mode=PRIVATE_FOLDER)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_files(source: Path, files: Iterable[str], target: Path) -> None:
    """Copy `files`, relative to `source`, to the new folder `target`, readable by the owner alone."""
    target.mkdir(mode=PRIVATE_FOLDER)
    for file in files:
        copy = target / file
        copy.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with (source / file).open("rb") as reading, open(copy, "xb", opener=open_private) as writing:
            shutil.copyfileobj(reading, writing)


def sync_tree(folder: Path) -> None:
    """Make every file and name in a folder durable, all in one go: after the first file little is left to do."""
    for parent, _, files in os.walk(folder):
        for name in files:
            _sync_file(Path(parent, name))
        sync_folder(Path(parent))


def move_into_place(built: Path, place: Path) -> None:
    """Rename a finished folder to where it belongs, durably; a damaged one that stands there gives way."""
    place.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if place.exists():
        aside = place.parent / f"{_TEMPORARY}{secrets.token_hex(4)}"
        place.rename(aside)
        built.rename(place)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        built.rename(place)
    sync_folder(place.parent)
    sync_folder(place.parent.parent)


def remove_compiled_except(home: Home, digests: Iterable[str]) -> None:
    """Remove compiled packs that nobody shows any more; each can be made again from its edition."""
    kept = {compiled_folder(home, digest) for digest in digests}
    for folder in _folders(home.compiled):
        if folder not in kept and not folder.name.startswith("."):
            shutil.rmtree(folder, ignore_errors=True)  # a reader that still has it open keeps it where it can


class _Lock:
    """The lock of the editions; imported when it is wanted, since its library would slow the start."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path, mode=PRIVATE_FILE)

    def taken(self) -> bool:
        """Take the lock if it is free. Raises EditionError where it can't be made."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise EditionError(
                f"Packs can't be installed, since {self._lock.lock_file} can't be written: {error.strerror}.",
                "Check the rights on that folder, or choose another home with --home DIR.",
            ) from error
        return True

    def release(self) -> None:
        """Let another one take it."""
        self._lock.release()


def _clear(home: Home) -> None:
    for draft in home.root.glob(f".{home.shelf.name}.*"):
        draft.unlink(missing_ok=True)
    for parent in (home.editions, home.compiled, *_folders(home.editions)):
        for folder in _folders(parent):
            if folder.name.startswith(_TEMPORARY):
                shutil.rmtree(folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    with suppress(OSError):
        return [entry for entry in parent.iterdir() if entry.is_dir() and not entry.is_symlink()]
    return []


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
