"""Bring a pack from its folder into the home: copied, read, rendered, checked, renamed into place.

Nothing here touches shelf.json: until the shelf notes the new edition, the old one is current.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import EditionError
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.check import FaultyPackError
from reader.library.making.child import Cancelled, Limits, Progress
from reader.library.making.rendering import Workshop
from reader.library.model import Finding, Manifest, Severity
from reader.library.shelf.disk import disk_refusals
from reader.library.shelf.edition import compiled_folder, copy_files, edition_folder, move_into_place, sync_tree, temporary_folder
from reader.library.source.digest import pack_digest
from reader.library.source.tree import walk_pack


class DamagedEditionError(EditionError):
    """Tell that the source of an installed edition isn't what was installed: only installing it again mends that."""


@dataclass(frozen=True, slots=True)
class Current:
    """What an installation has to know of the edition that it would replace."""

    manifest: Manifest
    digest: str
    readable: bool  # its compiled form is whole


@dataclass(frozen=True, slots=True)
class Installed:
    """An edition that is in the home."""

    manifest: Manifest
    digest: str
    findings: tuple[Finding, ...]  # warnings only
    already: bool = False  # nothing had to be done


@dataclass(frozen=True, slots=True)
class Installation:
    """What is wanted of an installation, whatever the pack."""

    home: Home
    current: Callable[[str], Current | None]  # by the pack's id
    shelved: Mapping[str, Path]  # where the compiled forms of the packs on the shelf lie
    allow_older: bool
    progress: Progress
    cancelled: Cancelled
    limits: Limits = field(default_factory=Limits)

    def install(self, source: Path) -> Installed:
        """Put the pack in `source` into the home; whoever calls holds the lock of the editions.

        Raises FaultyPackError, EditionError where it is older or the disk refuses, and CancelledError.
        """
        home = self.home
        with (
            disk_refusals("install the pack"),
            temporary_folder(home.editions) as new,
            temporary_folder(home.compiled) as scratch,
            Workshop(self.limits, self.progress, self.cancelled) as workshop,
        ):
            copy, made = new / "source", scratch / "made"
            known = workshop.do("Reading the pack", "copy_and_read", source.absolute(), copy, scratch)
            _refuse_faulty(source, known.findings)
            edition = edition_folder(home, known.manifest.id, known.digest)
            whole = bool(workshop.do("Reading the pack", "has_digest", edition, known.digest))
            if self._is_there(known.manifest, known.digest) and whole:
                return Installed(known.manifest, known.digest, known.findings, already=True)
            findings = {*known.findings, *workshop.render(scratch, known.topics)}
            target = None if _faulty(findings) else made
            shelved = {pack_id: folder for pack_id, folder in self.shelved.items() if pack_id != known.manifest.id}
            found = workshop.do("Writing the pack", "finish", scratch, known.digest, target, shelved, False)  # noqa: FBT003 — positional, through the pipe
            _refuse_faulty(source, findings | set(found))
            if not whole:
                workshop.do("Writing the pack", "make_durable", copy)
                move_into_place(copy, edition)
            move_into_place(made, compiled_folder(home, known.digest))
            return Installed(known.manifest, known.digest, tuple(sorted(findings | set(found))))

    def compile_again(self, pack_id: str, digest: str) -> None:
        """Make the compiled form of an installed edition again from its source.

        Faults don't refuse what was once accepted: a newer version of the program may judge more strictly.
        Raises DamagedEditionError where the source itself is damaged, EditionError where the disk refuses.
        """
        edition = edition_folder(self.home, pack_id, digest)
        with (
            disk_refusals("compile the pack"),
            temporary_folder(self.home.compiled) as scratch,
            Workshop(self.limits, self.progress, self.cancelled) as workshop,
        ):
            known = workshop.do("Reading the pack", "read", edition, scratch)
            if known.manifest is None or known.digest != digest:
                raise DamagedEditionError(
                    f"The installed edition of the pack {pack_id} is damaged.", "Install the pack again from where it came."
                )
            workshop.render(scratch, known.topics)
            workshop.do("Writing the pack", "finish", scratch, digest, scratch / "made", self.shelved, True)  # noqa: FBT003 — as above
            move_into_place(scratch / "made", compiled_folder(self.home, digest))

    def _is_there(self, manifest: Manifest, digest: str) -> bool:
        """Tell whether this very edition is the current one. Raises EditionError where it is older."""
        current = self.current(manifest.id)
        if current is None:
            return False
        if manifest.released < current.manifest.released and not self.allow_older:
            raise EditionError(
                f"This edition of {manifest.title} was released on {manifest.released}, and the installed one on"
                f" {current.manifest.released}.",
                "It was not installed; `wardbook pack install --older` goes back to it.",
            )
        return current.digest == digest and current.readable


def adopt(home: Home, content: Path, compiled: CompiledPack) -> Installed | None:
    """Copy the bundled pack, compiled when the program was built, into the home; None where the two don't match."""
    with disk_refusals("install the pack"), temporary_folder(home.editions) as new, temporary_folder(home.compiled) as made:
        copy_files(content, walk_pack(content).files, new / "source")
        if pack_digest(new / "source") != compiled.digest or not compiled.verify():
            return None
        copy_files(compiled.folder, compiled.files(), made / "made")
        sync_tree(new)
        sync_tree(made)
        move_into_place(new / "source", edition_folder(home, compiled.manifest.id, compiled.digest))
        move_into_place(made / "made", compiled_folder(home, compiled.digest))
    return Installed(compiled.manifest, compiled.digest, ())


def _refuse_faulty(source: Path, findings: "tuple[Finding, ...] | set[Finding]") -> None:
    if _faulty(findings):
        raise FaultyPackError(source, findings)


def _faulty(findings: "tuple[Finding, ...] | set[Finding]") -> bool:
    return any(finding.severity is Severity.FAULT for finding in findings)
