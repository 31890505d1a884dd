"""Keep words whole where the page has room for them, and break them before the page has to be scrolled sideways."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

_SLACK = 12  # px by which a table may reach into the paper beside the text


def fit_words(page: QTextEdit) -> None:
    """Break words only where a table, or an address without spaces, would be wider than the page.

    The page scrolls sideways only if even that is too wide, as a table of thirty columns is.
    """
    page.setWordWrapMode(QTextOption.WrapMode.WordWrap)
    if _is_too_wide(page):
        page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if _is_too_wide(page) else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    page.setHorizontalScrollBarPolicy(policy)
    if policy == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        page.horizontalScrollBar().setMaximum(0)


def _is_too_wide(page: QTextEdit) -> bool:
    return page.document().size().width() > page.viewport().width() + _SLACK
