"""Open what shelf.json names, as far as it is there and whole."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import EditionError
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import Manifest
from reader.library.shelf.edition import compiled_folder, edition_folder
from reader.library.shelf.shelf_file import Placed, ShelfRecord, manifest_of


@dataclass(frozen=True, slots=True)
class ShelvedPack:
    """The current edition of one pack."""

    manifest: Manifest
    digest: str
    previous: str | None  # the digest of the edition before
    compiled: CompiledPack | None  # None: it must be made again, see `Shelf.rebuild`


def open_pack(home: Home, pack_id: str, placed: Placed, known: Mapping[Path, CompiledPack]) -> ShelvedPack | None:
    """Open the current edition of a pack, or take it from `known`; None where even its source is missing."""
    compiled = known.get(compiled_folder(home, placed.current)) or open_edition(home, pack_id, placed.current)
    manifest = compiled.manifest if compiled else manifest_of(edition_folder(home, pack_id, placed.current))
    return ShelvedPack(manifest, placed.current, placed.previous, compiled) if manifest else None


def open_edition(home: Home, pack_id: str, digest: str) -> CompiledPack | None:
    """Open one edition of a pack; None where its compiled form must be made again."""
    compiled = _opened(compiled_folder(home, digest), edition_folder(home, pack_id, digest))
    if compiled is not None and (compiled.digest, compiled.manifest.id) != (digest, pack_id):
        compiled.close()  # somebody has copied one pack over another
        return None
    return compiled


def open_bundled(content: Path) -> CompiledPack | None:
    """Open the pack that came with the program, if it came compiled, as in a wheel."""
    return _opened(content / "compiled", content)


def is_taken_up(home: Home, record: ShelfRecord, manifest: Manifest, digest: str) -> bool:
    """Tell whether the shelf has had this bundled edition already, or has a newer one of the same pack."""
    placed = record.packs.get(manifest.id)
    if digest == record.adopted or (placed and placed.current == digest):
        return True
    current = manifest_of(edition_folder(home, manifest.id, placed.current)) if placed else None
    return current is not None and manifest.released < current.released


def _opened(folder: Path, source: Path) -> CompiledPack | None:
    with suppress(EditionError):
        return CompiledPack.open(folder, source)
    return None
