"""Show why Wardbook can't open to somebody who started it from an icon and sees no terminal."""

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from reader.errors import ReaderError

_UNSEEN = frozenset({"offscreen", "minimal", "vnc"})  # platforms that show nothing to anybody here


def is_seen_only_here() -> bool:
    """Tell whether a window is the only way to tell: there is a screen, and nobody reads standard error."""
    reads_errors = sys.stderr is not None and sys.stderr.isatty()
    return not reads_errors and QGuiApplication.platformName() not in _UNSEEN


def show_refusal(error: ReaderError) -> None:
    """Show the two sentences of an error until they are read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Wardbook", error.message)
    box.setInformativeText(error.advice)
    box.exec()
