"""Name an edition by what is in its source."""

import hashlib
import os
import unicodedata
from pathlib import Path

from reader.errors import PackError
from reader.library.source.tree import walk_pack

_CHUNK = 1024 * 1024


def pack_digest(folder: Path) -> str:
    """Return the SHA-256, in hex, of the files that belong to the pack in `folder`.

    Each file enters with its name and length, so that bytes moved from one file to the next give
    another digest. What the format doesn't name (a README, `.git`) doesn't count.
    Raises PackError where the folder can't be read or holds something unsafe.
    """
    tree = walk_pack(folder)
    if faults := [finding for finding in tree.findings if finding.severity == "fault"]:
        raise PackError(str(faults[0]))
    digest = hashlib.sha256()
    # macOS gives names back decomposed, and the digest must be the same there.
    for name, file in sorted((unicodedata.normalize("NFC", file), file) for file in tree.files):
        _add(digest, name, folder / file)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", name: str, path: Path) -> None:
    encoded = name.encode()
    try:
        with path.open("rb") as file:
            length = os.fstat(file.fileno()).st_size
            digest.update(b"%d:%s%d:" % (len(encoded), encoded, length))
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise PackError(f"{name} can't be read: {error.strerror}.", "Check the rights on it.") from error
