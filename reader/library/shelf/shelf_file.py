"""Keep shelf.json: which edition of each pack is current, and the one before."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.errors import EditionError
from reader.home import Home, write_atomically
from reader.library.model import Manifest
from reader.library.shelf.disk import disk_refusals

_VERSION = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PACK_ID = re.compile(r"[a-z0-9-]{3,64}")


@dataclass(frozen=True, slots=True)
class Placed:
    """The editions of one pack that the shelf keeps, by their digests."""

    current: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class ShelfRecord:
    """What shelf.json says."""

    packs: Mapping[str, Placed] = field(default_factory=dict)
    bundled: str | None = None  # the id of the pack that came with the program
    adopted: str | None = None  # its digest when it was last taken up: it isn't taken up again after a rollback

    def placing(self, pack_id: str, digest: str) -> "ShelfRecord":
        """Return the record with this edition current; the one that was becomes the previous one."""
        now = self.packs.get(pack_id)
        if now and now.current == digest:
            return self
        return replace(self, packs={**self.packs, pack_id: Placed(digest, now.current if now else None)})


def read_record(home: Home) -> tuple[ShelfRecord, str | None]:
    """Return what the shelf holds, and what to tell the user when the file was damaged.

    A damaged file is set aside, and the newest edition of each pack on the disk takes its place.
    Raises EditionError where the file can't be read or was written by a newer version.
    """
    try:
        data = home.shelf.read_bytes()
    except FileNotFoundError:
        return ShelfRecord(), None
    except OSError as error:
        raise EditionError(f"{home.shelf} can't be read: {error.strerror}.", "Check the rights on it.") from error
    try:
        return _parse(json.loads(data.decode())), None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _recover(home, data)


def write_record(home: Home, record: ShelfRecord) -> None:
    """Replace shelf.json, so that a crash leaves the old one or the new one."""
    shape = {
        "version": _VERSION,
        "bundled": record.bundled,
        "adopted": record.adopted,
        "packs": {
            pack_id: {"current": placed.current, "previous": placed.previous} for pack_id, placed in sorted(record.packs.items())
        },
    }
    with disk_refusals("note the pack on the shelf"):
        write_atomically(home.shelf, f"{json.dumps(shape, indent=2)}\n".encode())


def previous_edition(record: ShelfRecord, pack_id: str) -> str:
    """Return the digest of the edition before the current one. Raises EditionError where there is none."""
    placed = record.packs.get(pack_id)
    if placed is None:
        raise EditionError(f"No pack {pack_id!r} is installed.", "`wardbook pack list` names those that are.")
    if placed.previous is None:
        raise EditionError(
            f"No earlier edition of the pack {pack_id} is kept.",
            "`wardbook pack install --older` goes back to one that you have.",
        )
    return placed.previous


def manifest_of(edition: Path) -> Manifest | None:
    """Return what the pack.toml of an edition says, or None where it can't be read."""
    from reader.library.source.manifest import read_manifest
    from reader.library.source.report import FileReport
    from reader.library.source.source_text import read_source
    from reader.library.source.tree import MANIFEST

    report = FileReport(MANIFEST)
    text = read_source(edition, report)
    return None if text is None else read_manifest(text, report).manifest


def _parse(shape: Any) -> ShelfRecord:  # noqa: ANN401 — whatever stood in the file
    if int(shape["version"]) > _VERSION:
        raise EditionError(
            "The shelf of this home was written by a newer version of Wardbook.", "Use that version, or another home."
        )
    packs = {
        _matching(_PACK_ID, pack_id): Placed(
            _matching(_DIGEST, placed["current"]), _matching(_DIGEST, placed["previous"]) if placed["previous"] else None
        )
        for pack_id, placed in shape["packs"].items()
    }
    bundled, adopted = shape.get("bundled"), shape.get("adopted")
    return ShelfRecord(
        packs,
        _matching(_PACK_ID, bundled) if bundled else None,
        _matching(_DIGEST, adopted) if adopted else None,
    )


def _matching(pattern: re.Pattern[str], value: str) -> str:
    """Let only names through that can't lead out of the home."""
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


def _recover(home: Home, damaged: bytes) -> tuple[ShelfRecord, str]:
    aside = home.shelf.with_name(f"shelf.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.json")
    record = ShelfRecord({pack_id: _newest(editions) for pack_id, editions in _editions(home)})
    # Copied, for without a list the shelf would be empty if the program ended here.
    with disk_refusals("set the damaged list of packs aside"):
        write_atomically(aside, damaged)
    write_record(home, record)
    return record, (
        f"The list of installed packs was damaged. It was set aside as {aside.name},"
        " and the newest edition of each installed pack is on the shelf again."
    )


def _editions(home: Home) -> Iterator[tuple[str, list[tuple[Manifest, str]]]]:
    for pack in sorted(home.editions.iterdir()) if home.editions.is_dir() else ():
        if _PACK_ID.fullmatch(pack.name) and pack.is_dir():
            found = [
                (manifest, folder.name)
                for folder in pack.iterdir()
                if _DIGEST.fullmatch(folder.name) and (manifest := manifest_of(folder)) and manifest.id == pack.name
            ]
            if found:
                yield pack.name, found


def _newest(editions: list[tuple[Manifest, str]]) -> Placed:
    ranked = [digest for _, digest in sorted(editions, key=lambda edition: (edition[0].released, edition[1]), reverse=True)]
    return Placed(ranked[0], ranked[1] if len(ranked) > 1 else None)
