"""The command that tells what changed from the edition of a pack before to the current one."""

import argparse
import json
from contextlib import closing
from dataclasses import asdict

from reader.cli.session import opened, report_progress
from reader.errors import EditionError
from reader.library.compiled.difference import Kind, SectionChange, Where, counted, differences
from reader.library.model import Manifest


def diff(options: argparse.Namespace) -> int:
    """Print what changed, section by section and word by word."""
    with opened(options) as wardbook, closing(wardbook.shelf.previous(options.pack_id, report_progress())) as previous:
        current = wardbook.shelf.pack(options.pack_id)
        if current is None or current.compiled is None:
            raise EditionError(f"The pack {options.pack_id} can't be read.", "Install it again.")
        changes = differences(previous, current.compiled)
        before, after = previous.manifest, current.manifest
    if options.json:
        told = {"pack": options.pack_id, "from": _edition(before), "to": _edition(after)}
        print(json.dumps(told | {"changes": [asdict(change) for change in changes]}, ensure_ascii=False, indent=2))
        return 0
    print(f"{after.title}: from edition {before.edition} to {after.edition}, {_sum(changes)}")
    for change in changes:
        _print_change(change)
    return 0


def _edition(manifest: Manifest) -> dict[str, str]:
    return {"edition": manifest.edition, "released": manifest.released.isoformat()}


def _sum(changes: list[SectionChange]) -> str:
    counts = [f"{number} {kind}" for kind, number in counted(changes).items() if number]
    return ", ".join(counts) if counts else "nothing changed"


def _print_change(change: SectionChange) -> None:
    place = change.after or change.before
    assert place is not None
    was = ""
    if change.before is not None and change.after is not None and _named(change.before) != _named(change.after):
        was = f", was {_named(change.before)}"
    print(f"\n{change.kind}: {_named(place)}{was}")
    if change.kind is not Kind.CHANGED:
        return
    for words in change.words:
        removed = f"-[{words.removed}] " if words.removed else ""
        added = f"+[{words.added}]" if words.added else ""
        print(f"    {removed}{added}".rstrip())


def _named(where: Where) -> str:
    return " › ".join((where.title, *where.path)) + f" ({where.topic}{f'#{where.section}' if where.section else ''})"
