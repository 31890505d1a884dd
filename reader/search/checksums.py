"""Keep a checksum of every file of an index, so that no byte of it is used that isn't as it was written.

Opening an index unpickles, and Whoosh doesn't notice most damage. So each index folder has a `checksums.json`, written
last, with the size and SHA-256 of every file; without it, or with another version in it, nothing is opened. What
can be relied on:

- Every file but the lists of postings is read whole, once, when it is first needed, and those very bytes are compared
  with their checksum before they are used (`SealedIndex.read`). What happens to the file afterwards changes nothing.
- The lists of postings (`POSTINGS`), nine tenths of an index, aren't read at opening. Each list carries a checksum of
  its own, which is compared every time the list is read (`reader.search.posting_list`).
- So a search meets damage as DamagedIndexError, and never as a wrong answer, whenever it arose.
- Damage in a list that nobody asks for is found by `verify`, which reads everything; the window does that in the background.

What isn't promised: to withstand somebody who writes checksums to match. An index is made and read by the same user.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reader.errors import SearchError
from reader.home import PRIVATE_FILE, write_atomically

INDEX_VERSION = 8  # of schema, analysis and what else an index depends on
CHECKSUMS = "checksums.json"
POSTINGS = ".pst"  # the suffix of files that aren't read whole
_BLOCK = 1 << 20  # bytes that are read between two looks at whether it is still wanted


class DamagedIndexError(SearchError):
    """Tell that a file of an index isn't as it was written."""

    def __init__(self) -> None:
        """Say so; which file it was helps nobody."""
        super().__init__("The search index is damaged.", "Wardbook builds it again.")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What is known of one file of an index."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedIndex:
    """An index that was finished by this version of the program; its files are there and have their sizes."""

    folder: Path
    edition: str  # the digest of the edition that it was made from
    files: Mapping[str, SealedFile]

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """Return the index in `folder`, whose bytes aren't looked at yet; None where it is plainly no good."""
        try:
            record = json.loads((folder / CHECKSUMS).read_bytes())
            files = {str(name): SealedFile(**known) for name, known in record["files"].items()}
            if record["version"] != INDEX_VERSION or {path.name for path in folder.iterdir()} != {CHECKSUMS, *files}:
                return None
            if any((folder / name).stat().st_size != known.size for name, known in files.items()):
                return None
            return cls(folder, str(record["edition"]), files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def read(self, name: str) -> bytes:
        """Return the bytes of a file as they were written. Raises DamagedIndexError where that can't be."""
        try:
            data = (self.folder / name).read_bytes()
            sound = hashlib.sha256(data).hexdigest() == self.files[name].sha256
        except (OSError, KeyError) as error:
            raise DamagedIndexError from error
        if not sound:
            raise DamagedIndexError
        return data

    def is_unchanged(self, *, lists_too: bool, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Tell whether every byte of the files is as it was written; those of the postings only if `lists_too`."""
        wanted = [name for name in self.files if lists_too or not name.endswith(POSTINGS)]
        return all(_has_checksum(self.folder / name, self.files[name].sha256, cancelled) for name in wanted)

    def copy(self, folder: Path) -> bool:
        """Copy the files, but for their checksums; tell whether every copied byte is as it was written.

        Raises OSError where the disk refuses.
        """
        for name in self.files:
            shutil.copyfile(self.folder / name, folder / name)
        if all(_has_checksum(folder / name, known.sha256) for name, known in self.files.items()):
            return True
        break_seal(self.folder)
        return False


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
    """Tell whether an index may be opened: whether all that opening reads is unchanged; `thorough`: every byte of all."""
    sealed = SealedIndex.open(folder)
    return sealed is not None and sealed.is_unchanged(lists_too=thorough)


def verify(folder: Path, cancelled: Callable[[], bool] = lambda: False) -> bool:
    """Read every byte of an index and tell whether all is as it was written; if not, it is built again.

    Once `cancelled`, nothing more is read and nothing is held against what wasn't.
    """
    sealed = SealedIndex.open(folder)
    if sealed is not None and sealed.is_unchanged(lists_too=True, cancelled=cancelled):
        return True
    break_seal(folder)
    return False


def break_seal(folder: Path) -> None:
    """Take the checksums off an index that is known to be no good, so that nobody opens it again."""
    with suppress(OSError):  # it may have none
        (folder / CHECKSUMS).unlink()


def _has_checksum(path: Path, sha256: str, cancelled: Callable[[], bool] = lambda: False) -> bool:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if cancelled():
                    return True
                digest.update(block)
    except OSError:
        return False
    return digest.hexdigest() == sha256
