"""The command line: each command calls one function of a room below and prints what it answers.

Exit codes: 0 done, 1 refused with one line on standard error, 2 wrong usage.
"""

import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from reader.cli.parser import build_parser
from reader.errors import ReaderError
from reader.home import Home
from reader.log import logging_to

__all__ = ["main"]

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _ready_streams()
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except ReaderError as error:
        print(f"wardbook: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; closing it at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the edge of the process: whatever it was is a bug, and is written down
        return _tell_bug(Home.locate(options.home), error)
    return code


def _tell_bug(home: Home, bug: Exception) -> int:
    """Write the traceback to the log and say where, or on standard error where there is no log."""
    try:
        home.prepare()
        with logging_to(home) as file:
            _log.critical("A bug", exc_info=bug)
    except (ReaderError, OSError):
        traceback.print_exception(bug)
        return 1
    print(
        f"wardbook: Something went wrong within Wardbook. Your marks are safe. What happened is written in {file}.",
        file=sys.stderr,
    )
    return 1


def _ready_streams() -> None:
    """Print any text: as UTF-8 into files and pipes, whatever the locale, for what reads them expects that.

    What a terminal can't show becomes an escape instead of a crash. A stream that was closed, as a program without
    a console finds it, swallows what is printed.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it is open as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - the same
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
