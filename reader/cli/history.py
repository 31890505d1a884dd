"""The commands about what was read: list, clear, on, off."""

import argparse
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager

from reader.cli.passphrase import require_key
from reader.home import Home
from reader.notebook.state import State
from reader.notebook.times import to_text

_ALL = 100_000  # more than is ever kept


def list_history(options: argparse.Namespace) -> int:
    """Print what was read, the latest first."""
    with _state(options) as state:
        visits, kept = state.history(_ALL), state.keeps_history
    if options.json:
        rows = [{"pack": one.pack, "topic": one.topic, "section": one.section or None, "at": to_text(one.at)} for one in visits]
        print(json.dumps({"on": kept, "history": rows}, ensure_ascii=False, indent=2))
        return 0
    for one in visits:
        print(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.topic}{f'#{one.section}' if one.section else ''}  ({one.pack})")
    return 0


def clear_history(options: argparse.Namespace) -> int:
    """Forget what was read."""
    with _state(options) as state:
        state.clear_history()
    print("The history is empty.")
    return 0


def switch_on(options: argparse.Namespace) -> int:
    """Keep from now on what is read."""
    with _state(options) as state:
        state.keep_history(on=True)
    print("What is read is kept in the history.")
    return 0


def switch_off(options: argparse.Namespace) -> int:
    """Keep no longer what is read."""
    with _state(options) as state:
        state.keep_history(on=False)
    print("What is read is no longer kept; `wardbook history clear` forgets what was.")
    return 0


@contextmanager
def _state(options: argparse.Namespace) -> Iterator[State]:
    home = Home.locate(options.home)
    home.prepare()
    with closing(State.open(home, require_key(home, options))) as state:
        yield state
