"""The commands about packs: check, install, list, rollback."""

import argparse
import json
from collections.abc import Iterable
from contextlib import closing

from reader.cli.running import by_the_window
from reader.cli.session import opened, report_progress
from reader.errors import PackError
from reader.home import Home
from reader.library.making.check import check_pack
from reader.library.model import Finding, Severity
from reader.library.shelf.shelf import Shelf
from reader.notebook.replacing import Tally


def check(options: argparse.Namespace) -> int:
    """Print every fault and warning; fail on a fault, and with --strict on a warning."""
    with closing(Shelf(Home.locate(options.home))) as shelf:  # links to its packs are checked too
        shelved = {pack.manifest.id: pack.compiled.folder for pack in shelf.packs() if pack.compiled}
    findings = check_pack(options.folder, shelved=shelved, progress=report_progress())
    _print_findings(findings)
    faults = sum(finding.severity is Severity.FAULT for finding in findings)
    print(f"{_many(faults, 'fault')}, {_many(len(findings) - faults, 'warning')}")
    return int(faults > 0 or (options.strict and bool(findings)))


def install(options: argparse.Namespace) -> int:
    """Put a pack on the shelf, by way of the running window where there is one."""
    request: dict[str, object] = {"install": str(options.folder.absolute()), "older": options.older}
    if (said := by_the_window(options, request, PackError)) is not None:
        print(said)
        return 0
    with opened(options) as wardbook:
        installed = wardbook.install(options.folder, report_progress(), allow_older=options.older)
        wardbook.make_indexes(report_progress())
        tally = wardbook.place_marks(installed.manifest.id, report_progress())
    _print_findings(installed.findings)
    manifest = installed.manifest
    done = "is already on the shelf" if installed.already else "is on the shelf"
    print(f"{manifest.title}, edition {manifest.edition}, {done}.")
    _print_tally(tally)
    return 0


def rollback(options: argparse.Namespace) -> int:
    """Go back to the edition before, by way of the running window where there is one."""
    if (said := by_the_window(options, {"rollback": options.pack_id}, PackError)) is not None:
        print(said)
        return 0
    with opened(options) as wardbook:
        manifest = wardbook.rollback(options.pack_id, report_progress()).manifest
        wardbook.make_indexes(report_progress())
        tally = wardbook.place_marks(manifest.id, report_progress())
    print(f"{manifest.title}, edition {manifest.edition}, is on the shelf again.")
    _print_tally(tally)
    return 0


def list_packs(options: argparse.Namespace) -> int:
    """Print the packs of the shelf."""
    with opened(options) as wardbook:
        packs = [
            {
                "id": shelved.manifest.id,
                "title": shelved.manifest.title,
                "edition": shelved.manifest.edition,
                "released": shelved.manifest.released.isoformat(),
                "digest": shelved.digest,
                "previous": shelved.previous,
                "topics": shelved.compiled.counts()[0] if shelved.compiled else 0,
                "sections": shelved.compiled.counts()[1] if shelved.compiled else 0,
            }
            for shelved in wardbook.shelf.packs()
        ]
    if options.json:
        print(json.dumps({"packs": packs}, ensure_ascii=False, indent=2))
        return 0
    for pack in packs:
        print(f"{pack['id']}: {pack['title']}, edition {pack['edition']}, {pack['topics']} topics, {pack['sections']} sections")
    return 0


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        print(finding)


def _print_tally(tally: Tally | None) -> None:
    """Print what became of the marks, where there are any."""
    if tally is not None:
        print(f"{tally.sentence}.")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
