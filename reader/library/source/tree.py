"""Walk a pack's folder, and refuse whatever could harm or mislead: links, odd names, masses and sizes."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from reader.library.model import Finding
from reader.library.source.names import collision_key, printable, unsafe_name, unsafe_path
from reader.library.source.report import FileReport

MANIFEST = "pack.toml"
REFERENCES = "references.yaml"
ABBREVIATIONS = "abbreviations.yaml"
SYNONYMS = "synonyms.yaml"

MAX_ENTRIES = 250_000
MAX_DEPTH = 8
MAX_TOTAL = 2 * 1024**3

_KIB, _MIB = 1024, 1024**2
_ROOT_FILES = {MANIFEST: 256 * _KIB, REFERENCES: 8 * _MIB, ABBREVIATIONS: 2 * _MIB, SYNONYMS: 2 * _MIB}
_FOLDERS = {
    "topics": {".md": 4 * _MIB},
    "overlays": {".md": 1 * _MIB},
    "figures": {".svg": 4 * _MIB, ".png": 16 * _MIB, ".jpg": 16 * _MIB, ".jpeg": 16 * _MIB},
}
_NEAR_MISSES = {
    "topics": {".markdown": "Rename it to end in .md.", ".mdown": "Rename it to end in .md."},
    "figures": dict.fromkeys(
        (".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".svgz"), "Save the picture as .svg, .png or .jpg."
    ),
}
_MOUNT_POINT = 0xA0000003  # the reparse tag of a Windows junction, which is a link by another name


@dataclass(frozen=True, slots=True)
class PackTree:
    """The files of a folder that belong to a pack, and what was refused on the way."""

    folder: Path
    files: tuple[str, ...]  # relative, with forward slashes, sorted; only safe ones of the kinds that the format names
    findings: tuple[Finding, ...]

    def under(self, folder: str) -> tuple[str, ...]:
        """Return the files below one of the pack's folders: topics, figures or overlays."""
        return tuple(file for file in self.files if file.startswith(f"{folder}/"))


def walk_pack(folder: Path) -> PackTree:
    """Return the files of the pack in `folder`; nothing is opened, and no link is followed."""
    if reason := _no_folder(folder):
        report = FileReport(str(folder))
        report.fault(0, reason)
        return PackTree(folder, (), tuple(report.findings))
    walk = _Walk(folder)
    walk.run()
    return PackTree(folder, tuple(sorted(walk.files)), tuple(walk.findings))


def _no_folder(folder: Path) -> str | None:
    try:
        mode = folder.stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return "There is no such folder. Check how its path is written."
    if not stat.S_ISDIR(mode):
        return "This is a file, not a folder. Give the folder that holds pack.toml."
    return None


@dataclass(slots=True)
class _Walk:
    """One walk: an explicit stack of folders, since a folder may be nested deeper than Python calls can be."""

    folder: Path
    files: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    total: int = 0

    def run(self) -> None:
        """Walk until all is seen or there is too much of it."""
        waiting = [""]
        while waiting:
            waiting.extend(self._folder(waiting.pop()))
            if self._too_much():
                self.files.clear()
                return

    def _too_much(self) -> bool:
        if self.entries > MAX_ENTRIES:
            self._fault("", f"The folder holds over {MAX_ENTRIES:,} files. Split it into several packs.")
        elif self.total > MAX_TOTAL:
            self._fault("", "The pack is larger than 2 GiB. Make its figures smaller, or split it.")
        else:
            return False
        return True

    def _folder(self, parent: str) -> Iterator[str]:
        """Take in the files of one folder and yield its sub-folders."""
        seen: dict[str, str] = {}
        try:
            with os.scandir(self.folder / parent) as entries:
                some = list(islice(entries, MAX_ENTRIES - self.entries + 1))
            self.entries += len(some)
            for entry in sorted(some, key=lambda entry: entry.name):
                if not entry.name.startswith("."):  # what systems and editors leave behind
                    yield from self._entry(parent, entry, seen)
        except OSError as error:
            self._fault(parent, f"The folder can't be read: {error.strerror}. Check the rights on it.")

    def _entry(self, parent: str, entry: os.DirEntry[str], seen: dict[str, str]) -> Iterator[str]:
        path = f"{parent}/{entry.name}" if parent else entry.name
        info = entry.stat(follow_symlinks=False)
        other = seen.setdefault(collision_key(entry.name), entry.name)
        if reason := unsafe_name(entry.name) or unsafe_path(path):
            self._fault(path, f"This name {reason}. Rename it.")
        elif other != entry.name:
            self._fault(path, f"On some systems this is the same name as {printable(other)}. Rename one of them.")
        elif stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _MOUNT_POINT:
            self._fault(path, "This is a link, and a pack may not hold links. Put the file itself there.")
        elif stat.S_ISDIR(info.st_mode):
            yield from self._sub_folder(path)
        else:
            self._file(path, info)

    def _sub_folder(self, path: str) -> Iterator[str]:
        if path.split("/", 1)[0] not in _FOLDERS:
            if path in _ROOT_FILES:
                self._fault(path, "This is a folder where a file should be. Rename it.")
        elif path.count("/") >= MAX_DEPTH:
            self._fault(path, f"Folders are nested more than {MAX_DEPTH} deep here. Move its files up.")
        else:
            yield path

    def _file(self, path: str, info: os.stat_result) -> None:
        limit = self._limit(path)
        if limit is None:
            return
        if not stat.S_ISREG(info.st_mode):
            self._fault(path, "This isn't an ordinary file. Put a file with its content there.")
        elif info.st_size > limit:
            size = f"{info.st_size / _MIB:,.1f} MiB, and {limit / _MIB:g} MiB is the limit for a file of its kind"
            self._fault(path, f"The file is too large: {size}. Make it smaller, or split it.")
        else:
            self.total += info.st_size
            self.files.append(path)

    def _limit(self, path: str) -> int | None:
        """Return how large a file may be, or None where it isn't part of the pack."""
        folder, slash, _ = path.partition("/")
        if not slash:
            return _ROOT_FILES.get(path)
        suffix = PurePosixPath(path).suffix.lower()
        if advice := _NEAR_MISSES.get(folder, {}).get(suffix):
            report = FileReport(path, self.findings)
            report.warning(1, f"A file that ends in {suffix} isn't read. {advice}")
        return _FOLDERS[folder].get(suffix) if folder in _FOLDERS else None

    def _fault(self, path: str, message: str) -> None:
        FileReport(path or ".", self.findings).fault(1, message)
