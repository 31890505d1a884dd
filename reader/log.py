"""Write warnings and bugs to a file under the home, where whoever helps can read them."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from types import TracebackType

from reader import __version__
from reader.home import Home

_NAME = "wardbook.log"
_LARGEST = 512 * 1024  # bytes of one file
_KEPT = 2  # former files

_log = logging.getLogger(__name__)


@contextmanager
def logging_to(home: Home) -> Iterator[str]:
    """Write to the log of `home` within the block, and give the file's name; within another such block do nothing more."""
    file = str(home.logs / _NAME)
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) and handler.baseFilename == file for handler in root.handlers):
        yield file
        return
    handler = RotatingFileHandler(file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(f"%(asctime)s {__version__} %(levelname)s %(name)s: %(message)s"))
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
