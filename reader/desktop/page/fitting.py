"""Keep words whole: what is wider than the page, as a table of many columns is, is scrolled to sideways."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

_SLACK = 12  # px by which a table that can't be smaller may reach into the paper beside the text
_UNSEEN = 4  # px by which any table may


def fit_words(page: QTextEdit) -> None:
    """Break lines between words only, and show the bar that scrolls sideways where something is still too wide."""
    too_wide = _width(page) > page.viewport().width() + _SLACK
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if too_wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not too_wide:
        page.horizontalScrollBar().setMaximum(0)


def needed_width(page: QTextEdit) -> int:
    """Return how wide a page must be for what stands on it; never less than the page is now, but for a hair."""
    return ceil(_width(page)) - _UNSEEN


def _width(page: QTextEdit) -> float:
    page.setWordWrapMode(QTextOption.WrapMode.WordWrap)
    return page.document().size().width()
