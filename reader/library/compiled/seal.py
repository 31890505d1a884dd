"""Seal a finished database with its size and checksum, and see whether a seal still holds."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from reader.home import open_private, sync_folder

_MAGIC = b"SQLite format 3\x00"


def seal_of(path: Path) -> Path:
    """Return where the seal of a database lies."""
    return path.with_suffix(".sha256")


def write_seal(path: Path) -> None:
    """Make the file durable, then write its seal beside it: what has no seal was never finished."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    with open(seal_of(path), "x", encoding="ascii", opener=open_private) as seal:
        seal.write(f"{_checksum(path)} {path.stat().st_size}\n")
        seal.flush()
        os.fsync(seal.fileno())
    sync_folder(path.parent)


def break_seal(path: Path) -> None:
    """Take the seal off a file that is known to be damaged, so that nobody opens it again."""
    with suppress(OSError):  # it may lie where only an administrator writes
        seal_of(path).unlink()


def is_sealed(path: Path) -> bool:
    """See, without reading it, that a database was finished, has its size and begins as a database does."""
    try:
        size = _read_seal(path)[1]
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC and path.stat().st_size == size
    except (OSError, ValueError):
        return False


def is_unchanged(path: Path) -> bool:
    """Read the whole file and tell whether every byte is as it was sealed."""
    try:
        return _checksum(path) == _read_seal(path)[0]
    except (OSError, ValueError):
        return False


def _read_seal(path: Path) -> tuple[str, int]:
    checksum, size = seal_of(path).read_text(encoding="ascii").split()
    return checksum, int(size)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
