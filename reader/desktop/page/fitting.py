"""Keep words whole where the page has room for them, and break them before the page has to be scrolled sideways."""

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit


def fit_words(page: QTextEdit) -> None:
    """Break words only where a table, or an address without spaces, would be wider than the page."""
    page.setWordWrapMode(QTextOption.WrapMode.WordWrap)
    if page.document().size().width() > page.viewport().width():
        page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
