"""Paint a hit: its topic, its place, and two lines of its text with the matched words in bold."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.sidebar.result_model import HIT, place_of
from reader.desktop.sidebar.wrapped import Room, wrapped
from reader.search.results import Hit

Index = QModelIndex | QPersistentModelIndex

_MOST_LINES = 2  # of a title, and of a snippet
_MARGIN, _PADDING, _GAP = 11, 9, 2


class ResultDelegate(RowDelegate):
    """Give a title and a snippet two lines each, where they need them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the hit needs at the list's width."""
        hit: Hit = index.data(HIT)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        title, snippet = _layouts(hit, option, width - 2 * _MARGIN)
        place = QFontMetrics(sized(option.font, -2)).height()
        height = title.boundingRect().height() + place + snippet.boundingRect().height()
        return QSize(0, round(height) + 2 * _PADDING + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one hit."""
        hit: Hit = index.data(HIT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or _would_open(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, chosen=chosen)
        area = inside(option, _MARGIN, _MARGIN).adjusted(0, _PADDING, 0, -_PADDING)
        title, snippet = _layouts(hit, option, area.width())
        painter.setPen(QColor(self.theme.accent if chosen else self.theme.ink))
        title.draw(painter, QPointF(area.topLeft()))
        place = self._paint_place(painter, option, area.adjusted(0, round(title.boundingRect().height()), 0, 0), hit)
        painter.setPen(QColor(self.theme.ink))
        snippet.draw(painter, QPointF(place.bottomLeft()) + QPointF(0, _GAP))
        painter.restore()

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: Hit) -> QRect:
        painter.setFont(sized(option.font, -2))
        painter.setPen(QColor(self.theme.muted))
        line = QRect(area.topLeft(), QSize(area.width(), painter.fontMetrics().height()))
        draw_line(painter, option, line, place_of(hit))
        return line


def _layouts(hit: Hit, option: QStyleOptionViewItem, width: int) -> tuple[QTextLayout, QTextLayout]:
    align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    title = wrapped(hit.title, Room(sized(option.font, 0, bold=True), width, _MOST_LINES, align))
    snippet = wrapped(hit.snippet.replace("\n", " "), Room(sized(option.font, -1), width, _MOST_LINES, align), hit.marks)
    return title, snippet


def _would_open(option: QStyleOptionViewItem, index: Index) -> bool:
    """Tell whether Enter opens this hit though none is chosen: it is the best one."""
    view = option.widget
    return index.row() == 0 and isinstance(view, QAbstractItemView) and not view.currentIndex().isValid()
