"""Paint the topic tree: quiet headings in capitals, topics under them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reader.desktop.icons import tinted
from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.sidebar.topic_model import Kind, Role
from reader.desktop.sidebar.wrapped import Room, wrapped

Index = QModelIndex | QPersistentModelIndex

_MOST_LINES = 2  # of a title
_BEFORE, _AFTER, _PADDING = 24, 8, 10


class TopicDelegate(RowDelegate):
    """Paint the topic tree: quiet headings in capitals, topics under them."""

    wraps = False  # a large library's rows are all of one height, so that Qt need not ask each of 100,000

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one line, or of two where a title needs them."""
        line = option.fontMetrics.height()
        view = option.widget
        if not self.wraps or not isinstance(view, QAbstractItemView) or index.data(Role.KIND) is not Kind.TOPIC:
            return QSize(0, line + _PADDING)
        room = view.viewport().width() - _BEFORE - _AFTER
        one = option.fontMetrics.horizontalAdvance(str(index.data())) <= room
        return QSize(0, (1 if one else _MOST_LINES) * line + _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = index.data(Role.KIND)
        self.paint_ground(painter, option, chosen=bool(index.data(Role.READING)))
        if kind is Kind.TOPIC:
            self._paint_topic(painter, option, index)
        else:
            self._paint_heading(painter, option, index, kind)
        painter.restore()

    def _paint_topic(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.accent if index.data(Role.READING) else self.theme.ink))
        area = inside(option, _BEFORE, _AFTER)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        lines = _MOST_LINES if self.wraps else 1
        if option.fontMetrics.horizontalAdvance(str(index.data())) <= area.width() or lines == 1:
            draw_line(painter, option, area, str(index.data()))
            return
        title = wrapped(str(index.data()), Room(option.font, area.width(), lines, align))
        above = (area.height() - title.boundingRect().height()) / 2
        title.draw(painter, QPointF(area.topLeft()) + QPointF(0, above))

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, kind: Kind) -> None:
        font = _heading_font(option.font, kind)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.ink if kind is Kind.PACK else self.theme.muted))
        inset = {Kind.PACK: 8, Kind.GROUP: 9, Kind.INITIAL: 24}[kind]
        text = str(index.data()).upper() if kind is Kind.GROUP else str(index.data())
        state = option.state
        is_open = bool(state & QStyle.StateFlag.State_Open)
        told = not is_open or bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_line(painter, option, inside(option, inset, 64 if told else 8), text)
        if told:
            self._paint_chevron(painter, option, index, is_open=is_open)

    def _paint_chevron(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_open: bool) -> None:
        closed = "chevron-right" if option.direction == Qt.LayoutDirection.LeftToRight else "back"
        end = QStyle.visualRect(
            option.direction,
            option.rect,
            QRect(option.rect.right() - 26, option.rect.y(), 20, option.rect.height()),
        )
        tinted("chevron-down" if is_open else closed, self.theme.muted).paint(painter, end)
        if not is_open and (count := index.data(Role.COUNT)):
            area = QStyle.visualRect(option.direction, option.rect, option.rect.adjusted(0, 0, -28, 0))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, f"{count:,}")


def _heading_font(base: QFont, kind: Kind) -> QFont:
    font = sized(base, 0 if kind is Kind.PACK else -3, bold=True)
    if kind is Kind.GROUP:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    return font
