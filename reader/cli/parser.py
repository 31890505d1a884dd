"""What can be typed after `wardbook`."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from reader import __version__
from reader.cli.backups import back_up, restore_backup
from reader.cli.changes import diff
from reader.cli.feedback import export as export_feedback
from reader.cli.feedback import list_feedback
from reader.cli.history import clear_history, list_history, switch_off, switch_on
from reader.cli.locking import change, lock, unlock
from reader.cli.notes import export, import_notes, list_notes
from reader.cli.packs import check, install, list_packs, rollback
from reader.cli.place import Place
from reader.cli.reading import search, show, topics
from reader.cli.searches import clear, list_searches
from reader.cli.searches import export as export_searches
from reader.cli.wanting import add_conditions
from reader.cli.window import doctor, open_window, snapshot
from reader.library.model import Audience
from reader.notebook.exchange.exporting import Format

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name

_SMALLEST, _LARGEST = (320, 240), (7680, 4320)  # pixels of a snapshot: below nothing fits, above nothing shows it


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands that work today; `command` in its result is the function to call."""
    parser = argparse.ArgumentParser(prog="wardbook", description="An offline reader for clinics.")
    parser.add_argument("--version", action="version", version=f"Wardbook {__version__}")
    parser.set_defaults(command=open_window, place=None, pack=None)
    _add_home(parser, default=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_reading(commands)
    _add_packs(commands)
    _add_notes(commands)
    _add_searches(commands)
    _add_private(commands)
    _add_window(commands)
    return parser


def _add_reading(commands: Commands) -> None:
    command = _add(commands, "open", open_window, "open the window at a topic or section")
    _add_place(command)

    command = _add(commands, "search", search, "print sections, best first")
    asked = command.add_mutually_exclusive_group(required=True)
    asked.add_argument("words", nargs="*", default=[], metavar="WORDS")
    asked.add_argument("--batch", type=Path, metavar="FILE", help="one query a line in, one JSON object a line out")
    command.add_argument("--limit", type=_positive, default=20, metavar="N", help="at most so many (default 20)")
    _add_pack(command)
    command.add_argument("--group", action="append", default=[], metavar="GROUP", help="only in this group; several may be named")
    command.add_argument("--audience", action="append", default=[], type=Audience, choices=tuple(Audience), help="only for these")
    command.add_argument("--as-typed", action="store_true", help="correct no typos")
    _add_json(command)

    _add_json(_add(commands, "topics", topics, "print the groups and topics of the shelf"))

    command = _add(commands, "show", show, "print a topic or a section of it")
    _add_place(command)
    command.add_argument("--format", choices=("text", "html", "markdown"), default="text")


def _add_packs(commands: Commands) -> None:
    group = _add(commands, "pack", None, "check and install packs").add_subparsers(metavar="COMMAND", required=True)
    command = _add(group, "check", check, "name every fault and warning with file and line")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command = _add(group, "install", install, "put a pack on the shelf")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--older", action="store_true", help="even where a later release is installed")
    _add_json(_add(group, "list", list_packs, "print the packs of the shelf"))
    command = _add(group, "rollback", rollback, "go back to the edition before the current one")
    command.add_argument("pack_id", metavar="ID")
    command = _add(group, "diff", diff, "tell what changed from the edition before to the current one")
    command.add_argument("pack_id", metavar="ID")
    _add_json(command)


def _add_notes(commands: Commands) -> None:
    group = _add(commands, "notes", None, "print, export or take in what you marked").add_subparsers(
        metavar="COMMAND", required=True
    )
    command = _add(group, "list", list_notes, "print highlights, notes and bookmarks")
    add_conditions(command)
    command.add_argument("--deleted", action="store_true", help="what was deleted in the last 30 days instead")
    _add_json(command)
    _add_passphrase(command)
    command = _add(group, "export", export, "write them to a file")
    _add_passphrase(command)
    command.add_argument("--format", choices=[*Format], required=True, help="md or html to read; jsonld for another notebook")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.add_argument("--force", action="store_true", help="write over a file that is there")
    command.add_argument("--forget-deleted", action="store_true", help="what was deleted leaves without its words")
    add_conditions(command)
    command = _add(group, "import", import_notes, "take in what another notebook or program has exported as jsonld")
    command.add_argument("file", type=Path, metavar="FILE")
    _add_json(command)
    _add_passphrase(command)
    _add_passphrase(_add(group, "backup", back_up, "make a backup that is kept for ever"))
    command = _add(group, "restore", restore_backup, "put a backup in the notebook's place")
    command.add_argument("file", type=Path, metavar="FILE")
    _add_passphrase(command)
    _add_passphrase(_add(group, "lock", lock, "encrypt everything personal with a passphrase"))
    _add_passphrase(_add(group, "passphrase", change, "change the passphrase of a locked notebook"))
    _add_passphrase(_add(group, "unlock", unlock, "do without a passphrase again"))


def _add_private(commands: Commands) -> None:
    purpose = "print or export what you said of topics, for those who write them"
    group = _add(commands, "feedback", None, purpose).add_subparsers(metavar="COMMAND", required=True)
    command = _add(group, "list", list_feedback, "print it, the latest first")
    _add_json(command)
    _add_passphrase(command)
    command = _add(group, "export", export_feedback, "list what will leave, and write it to a file")
    _add_json(command)
    _add_leaving(command)

    purpose = "print what you read, or keep it no longer"
    group = _add(commands, "history", None, purpose).add_subparsers(metavar="COMMAND", required=True)
    command = _add(group, "list", list_history, "print it, the latest first")
    _add_json(command)
    _add_passphrase(command)
    _add_passphrase(_add(group, "clear", clear_history, "forget it"))
    _add_passphrase(_add(group, "on", switch_on, "keep what is read"))
    _add_passphrase(_add(group, "off", switch_off, "keep it no longer"))


def _add_leaving(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.add_argument("--yes", action="store_true", help="write without asking")
    command.add_argument("--force", action="store_true", help="write over a file that is there")
    _add_passphrase(command)


def _add_searches(commands: Commands) -> None:
    purpose = "print or export the searches that found nothing, for the editors of packs"
    group = _add(commands, "searches", None, purpose).add_subparsers(metavar="COMMAND", required=True)
    command = _add(group, "list", list_searches, "print them, the most frequent first")
    _add_json(command)
    _add_passphrase(command)
    command = _add(group, "export", export_searches, "list what will leave, and write it to a file")
    _add_leaving(command)
    _add_passphrase(_add(group, "clear", clear, "forget them"))


def _add_window(commands: Commands) -> None:
    command = _add(commands, "doctor", doctor, "tell whether everything is whole")
    _add_json(command)
    _add_passphrase(command)
    command = _add(commands, "snapshot", snapshot, "save a picture of the window")
    command.add_argument("output", type=_picture, metavar="OUT.png")
    command.add_argument("--topic", type=Place.parse, metavar="TOPIC[#SECTION]")
    command.add_argument("--query", metavar="WORDS")
    command.add_argument("--theme", choices=("light", "dark", "sepia", "high-contrast"), default="light")
    command.add_argument("--size", type=_size, default=(1360, 860), metavar="WxH")
    command.add_argument("--scale", type=_scale, default=1.0, metavar="F", help="text size; 1 is normal, 2 twice as large")
    _add_passphrase(command)


def _add(
    commands: Commands, name: str, function: Callable[[argparse.Namespace], int] | None, purpose: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
    # Left out where it isn't given, so that a --home before the command's name stands.
    _add_home(command, default=argparse.SUPPRESS)
    if function is not None:
        command.set_defaults(command=function)
    return command


def _add_home(parser: argparse.ArgumentParser, default: str | None) -> None:
    purpose = "keep everything in DIR (also: WARDBOOK_HOME)"
    parser.add_argument("--home", type=_folder, metavar="DIR", default=default, help=purpose)


def _add_place(command: argparse.ArgumentParser) -> None:
    command.add_argument("place", type=Place.parse, metavar="TOPIC[#SECTION]")
    _add_pack(command)


def _add_pack(command: argparse.ArgumentParser) -> None:
    command.add_argument("--pack", metavar="ID", help="only in this pack")


def _add_passphrase(command: argparse.ArgumentParser) -> None:
    purpose = "read the passphrase of a locked notebook from this file descriptor, a line each; else it is asked for"
    command.add_argument("--passphrase-fd", type=_descriptor, metavar="N", help=purpose)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _folder(words: str) -> Path:
    """Refuse what a shell makes of a variable that isn't set, which would be the folder one happens to be in."""
    if not words:
        raise argparse.ArgumentTypeError("names no folder; . is the one you are in")
    return Path(words)


def _positive(words: str) -> int:
    try:
        number = int(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words!r} is no whole number") from error
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _descriptor(words: str) -> int:
    if not words.isascii() or not words.isdigit():
        raise argparse.ArgumentTypeError(f"{words!r} is no file descriptor, which is a number such as 0 or 3")
    return int(words)


def _picture(words: str) -> Path:
    if not words.casefold().endswith(".png"):
        raise argparse.ArgumentTypeError("the name must end in .png, for that is what is written")
    return Path(words)


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.lower().partition("x")
    try:
        size = int(width), int(height)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a size is written WIDTHxHEIGHT, as in 1360x860") from error
    if not all(low <= side <= high for low, side, high in zip(_SMALLEST, size, _LARGEST, strict=True)):
        raise argparse.ArgumentTypeError("between 320x240 and 7680x4320")
    return size


def _scale(words: str) -> float:
    try:
        factor = float(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words!r} is no number") from error
    if not (math.isfinite(factor) and 0.5 <= factor <= 3):  # noqa: PLR2004 - the window's own bounds
        raise argparse.ArgumentTypeError("between 0.5 and 3")
    return factor
