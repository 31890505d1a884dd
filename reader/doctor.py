"""Look whether everything that Wardbook needs and keeps is whole."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from reader import __version__
from reader.app import Wardbook
from reader.errors import ReaderError
from reader.library.shelf.shelf import ShelvedPack
from reader.library.source.digest import pack_digest
from reader.notebook.backup import backups, made_at
from reader.notebook.times import utc_now

LIBRARIES = ("PySide6-Essentials", "Markdown", "Whoosh-Reloaded", "nh3", "PyYAML", "apsw-sqlite3mc")
FONTS = {"Source Serif": "font_source_serif_pro", "Source Sans": "font_source_sans_pro"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    whole: bool
    detail: str


def examine(wardbook: Wardbook) -> list[Check]:
    """Look at versions, folders, notebook, editions, indexes and fonts; reads every byte that was kept."""
    return [*_versions(), _home(wardbook), _notebook(wardbook), *_packs(wardbook), *_fonts()]


def _versions() -> Iterator[Check]:
    yield Check("Wardbook", whole=True, detail=f"{__version__} on Python {platform.python_version()}, {platform.platform()}")
    for library in LIBRARIES:
        try:
            yield Check(library, whole=True, detail=version(library))
        except PackageNotFoundError:
            yield Check(library, whole=False, detail="is not installed; install Wardbook again")


def _home(wardbook: Wardbook) -> Check:
    root = wardbook.home.root
    writable = os.access(root, os.R_OK | os.W_OK | os.X_OK)
    return Check("Home folder", writable, str(root) if writable else f"{root} can't be written")


def _notebook(wardbook: Wardbook) -> Check:
    if wardbook.locked:
        return Check("Notebook", whole=True, detail="locked; with --passphrase-fd N it is looked into")
    if wardbook.notebook is None:
        return Check("Notebook", whole=False, detail=" ".join(wardbook.notices) or "can't be opened")
    if problems := wardbook.notebook.problems(thorough=True):
        return Check("Notebook", whole=False, detail="; ".join(problems))
    counts = wardbook.notebook.counts()
    kept = backups(wardbook.home.backups)
    ahead = sum(made_at(path) > utc_now() for path in kept)
    told = f"{counts.highlights} highlights, {counts.bookmarks} bookmarks, {len(kept)} backups"
    if ahead:
        told += f", {ahead} of them dated in the future: the clock was wrong then, or is wrong now"
    return Check("Notebook", whole=True, detail=told)


def _packs(wardbook: Wardbook) -> Iterator[Check]:
    unbuilt = {source.pack for source in wardbook.unbuilt_indexes()}  # before the damaged are looked for: those lose their seal
    damaged = {source.pack for source in wardbook.damaged_indexes()}
    for shelved in wardbook.shelf.packs():
        name = f"{shelved.manifest.title}, edition {shelved.manifest.edition}"
        yield Check(name, *_edition(shelved))
        pack_id = shelved.manifest.id
        sound = "not yet built; the next search builds it" if pack_id in unbuilt else "whole"
        whole = pack_id not in damaged
        yield Check(f"Index of {pack_id}", whole, sound if whole else "damaged; the next search builds it again")


def _edition(shelved: ShelvedPack) -> tuple[bool, str]:
    compiled = shelved.compiled
    if compiled is None:
        return False, "can't be read; install the pack again"
    if not compiled.verify():
        return False, "its compiled form is damaged; the next start makes it again"
    try:
        untouched = pack_digest(compiled.source) == shelved.digest
    except (ReaderError, OSError) as error:
        return False, f"its source can't be read ({error}); install the pack again"
    topics, sections = compiled.counts()
    return untouched, f"{topics} topics, {sections} sections" if untouched else "its source was changed; install the pack again"


def _fonts() -> Iterator[Check]:
    for family, package in FONTS.items():
        there = find_spec(package) is not None
        yield Check(family, there, "installed" if there else "is missing; pages fall back on the system's fonts")
