"""The commands about searches that found nothing: list, export, clear."""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from reader.cli.leaving import write_if_agreed
from reader.cli.passphrase import require_key
from reader.home import Home
from reader.notebook.searches import SearchLog, Unanswered, as_text
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
    with _log(options) as log:
        searches = log.unanswered()
    write_if_agreed(options, as_text(searches), _counted(searches))
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


def _counted(searches: Sequence[Unanswered]) -> str:
    return f"{len(searches)} search{'' if len(searches) == 1 else 'es'}"
