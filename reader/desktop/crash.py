"""Turn a bug into a line in a log and one calm notice, while the notebook stays safe."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from reader import __version__
from reader.home import Home

LOG = "wardbook.log"
_LARGEST = 512 * 1024  # bytes of one log file; two former ones are kept
_KEPT = 2

_log = logging.getLogger("reader")


def start_logging(home: Home) -> logging.Handler:
    """Write warnings and bugs to a file under the home; return the handler, to be removed at the end."""
    handler = RotatingFileHandler(home.logs / LOG, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(f"%(asctime)s {__version__} %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the log."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def watch_for_bugs(tell: Callable[[], None]) -> None:
    """Log whatever nobody caught, and call `tell` once; a bug that repeats doesn't cover the page with notices."""
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

    sys.excepthook = hook
