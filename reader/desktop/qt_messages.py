"""Send what Qt has to say to the log, where a bug is looked for, and not to the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_SCREENLESS = "This plugin does not support"  # what the platform without a screen says of each thing that needs one


@contextmanager
def logging_qt() -> Iterator[None]:
    """Log Qt's messages within the block; whoever heard them before hears them after it again."""

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_SCREENLESS):
            _log.log(_LEVELS[kind], text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
