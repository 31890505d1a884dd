"""Open what a command works with, and bring it up to date first."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reader.app import Wardbook
from reader.cli.passphrase import require_key, settle_home
from reader.home import Home
from reader.library.shelf.shelf import DamagedEditionError


@contextmanager
def opened(options: argparse.Namespace, *, with_notebook: bool = False) -> Iterator[Wardbook]:
    """Give the Wardbook of the home that was asked for, its shelf up to date.

    A locked notebook stays locked, unless the command can't do without: `with_notebook` asks for the passphrase.
    """
    home = Home.locate(options.home)
    settle_home(home)
    wardbook = Wardbook.open(home, require_key(home, options) if with_notebook else None)
    try:
        for notice in wardbook.notices:
            print(f"wardbook: {notice}", file=sys.stderr)
        try:
            wardbook.prepare(report_progress())
        except DamagedEditionError as error:  # the other packs can be read, and installing this one again mends it
            print(f"wardbook: {error}", file=sys.stderr)
        yield wardbook
    finally:
        wardbook.close()


def report_progress() -> "_Progress":
    """Return a progress function that shows one line on a terminal, and nothing elsewhere."""
    return _Progress()


class _Progress:
    """Show how far the work is on one line of the terminal, and take the line away when it is done."""

    def __call__(self, done: int, total: int, what: str) -> None:
        if not sys.stderr.isatty():
            return
        share = f" {done} of {total}" if total else ""
        line = "" if total and done >= total else f"{what}{share}"[:78]
        sys.stderr.write(f"\r{line:78}\r")
        sys.stderr.flush()
