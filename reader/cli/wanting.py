"""Let a command say which marks it is about."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from reader.notebook.marks import Colour
from reader.notebook.wanted import Kind, Wanted


def add_conditions(command: argparse.ArgumentParser) -> None:
    """Let a command take conditions; marks that meet all are meant."""
    command.add_argument("--kind", choices=[*Kind], action="append", help="only of this kind; may be given again")
    command.add_argument("--colour", choices=[*Colour], action="append", help="only of this colour; may be given again")
    command.add_argument("--tag", action="append", metavar="TAG", help="only with this tag; given again: with both")
    command.add_argument("--pack", metavar="ID", help="only in this pack")
    command.add_argument("--topic", metavar="ID", help="only in this topic, of --pack or of any pack")
    command.add_argument("--text", metavar="WORDS", help="only with these words in note, quote, label or tags")
    command.add_argument("--since", type=_day, metavar="DATE", help="changed on that day or later, in UTC")
    command.add_argument("--until", type=_day, metavar="DATE", help="changed on that day or earlier, in UTC")


def wanted_marks(options: argparse.Namespace, packs: Iterable[str]) -> Wanted:
    """Return what was asked for; `packs` are the ones that a topic without a pack may be in."""
    topics = None
    if options.topic is not None:
        topics = frozenset((pack, options.topic) for pack in ([options.pack] if options.pack else packs))
    return Wanted(
        kinds=frozenset(map(Kind, options.kind)) if options.kind else None,
        colours=frozenset(map(Colour, options.colour)) if options.colour else None,
        tags=frozenset(options.tag or ()),
        packs=frozenset({options.pack}) if options.pack else None,
        topics=topics,
        text=options.text or "",
        since=options.since,
        until=options.until + timedelta(days=1) if options.until else None,
    )


def _day(words: str) -> datetime:
    try:
        return datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date is written YEAR-MONTH-DAY, as in 2026-11-23") from error
