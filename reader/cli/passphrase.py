"""Ask for a passphrase, on the terminal or through a file descriptor; never as an argument, which others could see."""

import argparse
import getpass
import os
import sys
from contextlib import suppress

from reader.app import lock_home
from reader.errors import HomeError, NotebookError
from reader.home import Home
from reader.notebook.locking.change import is_unsettled, settle
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import LockedError, find_lock

_LONGEST = 64 * 1024  # bytes: far more than anybody types


def require_key(home: Home, options: argparse.Namespace, asked: "Passphrases | None" = None) -> Key | None:
    """Return what opens the notebook, None where it isn't locked. Raises LockedError, also for a wrong passphrase.

    A command that needs several passphrases gives what it asks them of.
    """
    settle_home(home)
    lock = find_lock(home)
    return lock.key((asked or Passphrases(options)).given("Passphrase: ")) if lock is not None else None


def settle_home(home: Home) -> None:
    """Finish or undo a change of the passphrase that was cut off; where a window is open, that is no remnant."""
    if is_unsettled(home):
        with suppress(HomeError), lock_home(home):
            settle(home)


class Passphrases:
    """Give the passphrases that one command needs, one after the other: a line each, where they come through a file."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._lines = _read(options.passphrase_fd) if options.passphrase_fd is not None else None

    def given(self, prompt: str) -> str:
        """Return the passphrase that is there already."""
        if self._lines is not None:
            return self._lines.pop(0) if self._lines else ""
        if not sys.stdin.isatty():
            raise LockedError(advice="Run this in a terminal, or give the passphrase with --passphrase-fd N.")
        return getpass.getpass(prompt)

    def chosen(self) -> str:
        """Return a new passphrase; on a terminal it is typed twice."""
        first = self.given("New passphrase: ")
        if self._lines is None and getpass.getpass("The same again: ") != first:
            raise NotebookError("The two passphrases differ.", "Nothing was changed; try again.")
        return first


def _read(descriptor: int) -> list[str]:
    """Return the lines that a file descriptor gives, without their ends."""
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            lines = file.read(_LONGEST).decode().split("\n")
    except OSError as error:
        raise NotebookError(
            f"The passphrase can't be read from file descriptor {descriptor}: {error.strerror}.", "Name one that is open."
        ) from error
    except UnicodeDecodeError as error:
        raise NotebookError("The passphrase isn't UTF-8.", "Give it as UTF-8 text, one passphrase a line.") from error
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]
