"""Write warnings and bugs to a file under the home, where whoever helps can read them.

Nothing personal is written: a bug's traceback tells where it happened and of what kind it was. Its words are left out
where they may quote what the reader wrote or looked for.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from types import TracebackType

from reader import __version__
from reader.home import Home, open_private
from reader.traces import discreet

_NAME = "wardbook.log"
_LARGEST = 512 * 1024  # bytes of one file
_KEPT = 2  # former files

_log = logging.getLogger(__name__)


class DiscreetFormatter(logging.Formatter):
    """Write exceptions without the words in them that may be personal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the exception as we write it: another handler may have left its own in the record."""
        ours = copy(record)
        ours.exc_text = None
        return super().format(ours)

    def formatException(  # noqa: N802 - logging's name for it
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return the exception, after those that led to it."""
        return "" if ei[1] is None else discreet(ei[1])


class _PrivateFileHandler(RotatingFileHandler):
    """Keep each file from everybody else on the computer."""

    def _open(self) -> TextIOWrapper:
        os.close(open_private(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY))
        return super()._open()


@contextmanager
def logging_to(home: Home) -> Iterator[str]:
    """Write to the log of `home` within the block, and give the file's name; within another such block do nothing more."""
    file = str(home.logs / _NAME)
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) and handler.baseFilename == file for handler in root.handlers):
        yield file
        return
    handler = _PrivateFileHandler(file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(DiscreetFormatter(f"%(asctime)s {__version__} %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    try:
        yield file
    finally:
        root.removeHandler(handler)
        handler.close()


@contextmanager
def catching_bugs(tell: Callable[[], None]) -> Iterator[None]:
    """Log whatever nobody caught within the block, and call `tell` the first time: a bug that repeats is told once."""
    told = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal told
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("A bug", exc_info=(kind, error, trace))
        if not told:
            told = True
            tell()

    before = sys.excepthook
    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before
