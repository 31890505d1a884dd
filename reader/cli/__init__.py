"""The command line: each command calls one function of a room below and prints what it answers.

Exit codes: 0 done, 1 refused with one line on standard error, 2 wrong usage.
"""

import io
import os
import sys
from collections.abc import Sequence

from reader.cli.parser import build_parser
from reader.errors import ReaderError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
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
    return code


def _speak_utf8() -> None:
    """Print any text on any terminal; what it can't show becomes an escape instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
