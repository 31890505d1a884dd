"""Bring a position of the document to the top of the page, and tell which one is there."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.desktop.page.column import DOCUMENT_MARGIN

_PAD = 16  # px of paper above a line that was brought to the top
_INTO = 8  # px below a line's top at which a point is surely in that line


def scroll_to(page: QTextEdit, position: int) -> None:
    """Bring the line at a document's position to the top, as far as the page reaches."""
    bar = page.verticalScrollBar()
    bar.setValue(_line_top(page, position) - _PAD)


def scroll_into_sight(page: QTextEdit, position: int) -> None:
    """Bring the line at a document's position to a third of the height, unless it is in sight."""
    bar = page.verticalScrollBar()
    top = _line_top(page, position)
    height = page.viewport().height()
    if not bar.value() + _PAD <= top <= bar.value() + height - 4 * _PAD:
        bar.setValue(top - height // 3)


def scroll_to_end(page: QTextEdit, event: QKeyEvent) -> bool:
    """Go to the page's top or end if a key stands for that, and no caret is there to go; return whether it did."""
    ends = {QKeySequence.StandardKey.MoveToStartOfDocument: 0, QKeySequence.StandardKey.MoveToEndOfDocument: 1}
    end = next((end for key, end in ends.items() if event.matches(key)), None)
    if end is None or page.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard:
        return False
    page.document().size()  # as below
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum() * end)
    return True


def top_position(page: QTextEdit) -> int:
    """Return the document's position of the first line that is wholly in sight."""
    point = QPointF(DOCUMENT_MARGIN, page.verticalScrollBar().value() + _PAD + _INTO)
    position = page.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    return max(0, position)


def in_sight(page: QTextEdit, beyond: float = 0.0) -> tuple[int, int]:
    """Return the document's range that is in sight, and `beyond` times the page's height above and below it."""
    layout = page.document().documentLayout()
    top, height = page.verticalScrollBar().value(), page.viewport().height()
    first = layout.hitTest(QPointF(0, top - beyond * height), Qt.HitTestAccuracy.FuzzyHit)
    last = layout.hitTest(QPointF(page.viewport().width(), top + (1 + beyond) * height), Qt.HitTestAccuracy.FuzzyHit)
    return max(0, first), page.document().characterCount() if last < 0 else last + 1


def _line_top(page: QTextEdit, position: int) -> int:
    page.document().size()  # lays out the whole of it: the scroll bar reaches only as far as is laid out
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    return page.verticalScrollBar().value() + page.cursorRect(cursor).top()
