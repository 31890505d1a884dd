"""Check a whole pack in child processes: what `pack check` reports, and what an installation insists on."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import PackError
from reader.library.making.child import Cancelled, Limits, Progress
from reader.library.making.rendering import Workshop
from reader.library.model import Finding, Severity

NOTHING_SHELVED: Mapping[str, Path] = {}


class FaultyPackError(PackError):
    """Refuse a pack for its faults; `findings` holds them and the warnings."""

    def __init__(self, source: Path, findings: Iterable[Finding]) -> None:
        """Name the first fault; how many there are decides the words."""
        self.findings = tuple(sorted(findings))
        faults = [finding for finding in self.findings if finding.severity is Severity.FAULT]
        if faults[0].file == str(source):  # not even a folder: there is nothing to be listed
            super().__init__(f"{source} is no pack.", faults[0].message)
            return
        many = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            f"The pack {source} has {many}: {faults[0]}", f"`wardbook pack check {source}` lists everything that is wrong."
        )


def check_pack(
    folder: Path,
    *,
    shelved: Mapping[str, Path] = NOTHING_SHELVED,
    progress: Progress = lambda _done, _total, _what: None,
    cancelled: Cancelled = lambda: False,
    limits: Limits | None = None,
) -> list[Finding]:
    """Return all that is wrong with the pack in `folder`, sorted by file and line.

    Every topic is rendered, in a child process; one that can't be is a fault, and the rest is checked all the
    same. How it is written is looked at only where its pack.toml asks for it. `shelved` tells where the compiled
    forms of other packs lie, so that links to them can be checked.
    """
    with TemporaryDirectory(prefix="wardbook-check-") as name, Workshop(limits or Limits(), progress, cancelled) as workshop:
        scratch = Path(name)
        known = workshop.do("Reading the pack", "read", folder.absolute(), scratch)
        if known.manifest is None:
            return sorted(known.findings)
        failed = workshop.render(scratch, known.topics)
        found = workshop.do("Checking links", "finish", scratch, "", None, shelved, False)  # noqa: FBT003 — positional, through the pipe
        if known.manifest.editorial:
            found += workshop.do("Checking the text", "edit", scratch, datetime.now(tz=UTC).date())
        return sorted({*known.findings, *failed, *found})
