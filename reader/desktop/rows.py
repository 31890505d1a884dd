"""What the rows of all our lists share: their ground, their fonts, and lines that end in an ellipsis."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.desktop.theme import Theme

_RADIUS = 6


class RowDelegate(QStyledItemDelegate):
    """Paint the ground of a row: rounded, soft when chosen, ringed when it has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme  # set anew when the reader changes it

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool) -> None:
        """Paint what lies under the words of a row."""
        state = option.state
        ground = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.selected if chosen else self.theme.hover))
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.focus), 1))
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)


def show_keyboard(view: QAbstractItemView, event: QFocusEvent, wanted: QModelIndex | None = None) -> None:
    """Choose a row when the keyboard comes to a list that has none chosen: else nothing shows that it is there.

    `wanted` is the row to choose, else the current one, else the first. A mouse chooses for itself.
    """
    model = view.model()
    if event.reason() == Qt.FocusReason.MouseFocusReason or view.selectionModel().hasSelection():
        return
    rows = (wanted, view.currentIndex(), model.index(0, 0))
    row = next((index for index in rows if index is not None and index.isValid()), None)
    if row is not None:
        view.setCurrentIndex(row)


def draw_line(painter: QPainter, option: QStyleOptionViewItem, area: QRect, text: str) -> None:
    """Draw one line of text, with an ellipsis where it is too long."""
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(area, align, elided)


def sized(base: QFont, by: int, *, bold: bool = False) -> QFont:
    """Return a font so many pixels larger than the interface's 15, in its proportion."""
    font = QFont(base)
    font.setPixelSize(max(round(base.pixelSize() * (15 + by) / 15), 8))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def inside(option: QStyleOptionViewItem, before: int, after: int) -> QRect:
    """Return a row's area without its margins, before and after in the direction of reading."""
    rect = option.rect
    return QStyle.visualRect(option.direction, rect, rect.adjusted(before, 0, -after, 0))
