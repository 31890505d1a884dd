"""The commands about searches that found nothing: list, export, clear."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reader.cli.passphrase import require_key
from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.searches import SearchLog, Unanswered, as_text
from reader.notebook.searches import export as write
from reader.notebook.state import State


def list_searches(options: argparse.Namespace) -> int:
    """Print the searches that found nothing, the most frequent first."""
    with _log(options) as log:
        searches = log.unanswered()
    if options.json:
        rows = [{"searched": one.query, "times": one.times, "last": one.at.date().isoformat()} for one in searches]
        print(json.dumps({"searches": rows}, ensure_ascii=False, indent=2))
    else:
        print(as_text(searches), end="")
    return 0


def export(options: argparse.Namespace) -> int:
    """List what will leave, and write it to a file once that is agreed to."""
    file: Path = options.output
    if file.exists() and not options.force:
        raise NotebookError(f"The file {file} is there already.", "Name another, or add --force to write over it.")
    with _log(options) as log:
        searches = log.unanswered()
    print(as_text(searches), end="", file=sys.stderr)
    if not options.yes and not _agreed(searches, file):
        raise NotebookError("Nothing was written.", "Add --yes to write what is listed above.")
    write(searches, file.absolute())
    print(f"{_counted(searches)} written to {file}", file=sys.stderr)
    return 0


def clear(options: argparse.Namespace) -> int:
    """Forget the searches that found nothing."""
    with _log(options) as log:
        searches = log.unanswered()
        log.forget_unanswered()
    print(f"{_counted(searches)} forgotten")
    return 0


@contextmanager
def _log(options: argparse.Namespace) -> Iterator[SearchLog]:
    home = Home.locate(options.home)
    home.prepare()
    with closing(State.open(home, require_key(home, options))) as state:
        yield state.searched


def _agreed(searches: Sequence[Unanswered], file: Path) -> bool:
    """Ask whoever sits at a terminal; a script has to say --yes."""
    if not sys.stdin.isatty():
        return False
    print(f"Write {_counted(searches)} to {file}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _counted(searches: Sequence[Unanswered]) -> str:
    return f"{len(searches)} search{'' if len(searches) == 1 else 'es'}"
