"""Write private words to a file: shown before they leave, and only if that is agreed to."""

import argparse
import sys
from pathlib import Path

from reader.errors import NotebookError
from reader.home import write_atomically


def write_if_agreed(options: argparse.Namespace, text: str, what: str) -> None:
    """Show `text` on standard error and write it to the file that was named; `what` says how much of what it is.

    A terminal is asked; a script has to say --yes. Raises NotebookError where nothing was written.
    """
    file: Path = options.output
    if file.exists() and not options.force:
        raise NotebookError(f"The file {file} is there already.", "Name another, or add --force to write over it.")
    print(text, end="", file=sys.stderr)
    if not options.yes and not _agreed(f"Write {what} to {file}? [y/N] "):
        raise NotebookError("Nothing was written.", "Add --yes to write what is listed above.")
    try:
        write_atomically(file.absolute(), text.encode())
    except OSError as error:
        raise NotebookError(f"The file {file} can't be written: {error.strerror}.", "Choose another place for it.") from error
    print(f"{what} written to {file}", file=sys.stderr)


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
