"""Tell whether an index is ours, whole and of this version.

Opening an index unpickles, and Whoosh doesn't notice most damage. So each index folder has a `checksums.json`,
written last, with the size and SHA-256 of every file; without it, or with another version in it, nothing is opened.
"""

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.errors import SearchError
from reader.home import PRIVATE_FILE, write_atomically

INDEX_VERSION = 3  # of schema, analysis and what else an index depends on
CHECKSUMS = "checksums.json"
_SMALL = 1 << 21  # bytes; files up to this size are read whole at every opening: among them is what gets unpickled first


class DamagedIndexError(SearchError):
    """Tell that a file of an index isn't as it was written."""

    def __init__(self) -> None:
        """Say so; which file it was helps nobody."""
        super().__init__("The search index is damaged.", "Wardbook builds it again at the next start.")


def seal(folder: Path, edition: str) -> None:
    """Make every file of a finished index durable, and write down its size and checksum and of which edition it is."""
    files = {}
    for path in sorted(folder.iterdir()):
        path.chmod(PRIVATE_FILE)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            files[path.name] = {"size": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
    record = {"version": INDEX_VERSION, "edition": edition, "files": files}
    write_atomically(folder / CHECKSUMS, json.dumps(record, indent=1).encode())


def index_is_good(folder: Path, *, thorough: bool = False) -> bool:
    """Tell whether an index may be opened: its version, names, sizes and small files; `thorough`: every byte of all."""
    try:
        record = json.loads((folder / CHECKSUMS).read_bytes())
        if record["version"] != INDEX_VERSION:
            return False
        files = record["files"]
        if {path.name for path in folder.iterdir()} != {CHECKSUMS, *files}:
            return False
        return all(_is_unchanged(folder / name, known, thorough=thorough) for name, known in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def verify(folder: Path) -> bool:
    """Read every byte of an index and tell whether all is as it was written; if not, it is built again."""
    if index_is_good(folder, thorough=True):
        return True
    break_seal(folder)
    return False


def origin_of(folder: Path) -> str:
    """Return the digest of the edition that an index was made from, empty where that can't be told."""
    try:
        return str(json.loads((folder / CHECKSUMS).read_bytes())["edition"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def copy_good_index(folder: Path, copy: Path) -> bool:
    """Copy the files of an index, but for its checksums, if it is good: each copied byte is checked.

    Raises OSError where the disk refuses.
    """
    if not index_is_good(folder):
        return False
    files = json.loads((folder / CHECKSUMS).read_bytes())["files"]
    for name in files:
        shutil.copyfile(folder / name, copy / name)
    if all(_is_unchanged(copy / name, known, thorough=True) for name, known in files.items()):
        return True
    break_seal(folder)
    return False


def break_seal(folder: Path) -> None:
    """Take the checksums off an index that is known to be no good, so that nobody opens it again."""
    with suppress(OSError):  # it may have none
        (folder / CHECKSUMS).unlink()


def _is_unchanged(path: Path, known: dict[str, Any], *, thorough: bool) -> bool:
    if path.stat().st_size != known["size"]:
        return False
    if not thorough and known["size"] > _SMALL:
        return True
    with path.open("rb") as file:
        return bool(hashlib.file_digest(file, "sha256").hexdigest() == known["sha256"])
