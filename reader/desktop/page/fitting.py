"""Keep words whole: what is wider than the page, as a table of many columns is, is scrolled to sideways."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

_SLACK = 12  # px by which a table may reach into the paper beside the text


def fit_words(page: QTextEdit) -> None:
    """Break lines between words only, and show the bar that scrolls sideways where something is still too wide."""
    page.setWordWrapMode(QTextOption.WrapMode.WordWrap)
    too_wide = page.document().size().width() > page.viewport().width() + _SLACK
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if too_wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not too_wide:
        page.horizontalScrollBar().setMaximum(0)
