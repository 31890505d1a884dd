"""Paint a hit: its topic, its place, and two lines of its text with the matched words in bold."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.sidebar.result_model import HIT, place_of, reason_of
from reader.desktop.sidebar.wrapped import Room, wrapped
from reader.desktop.theme import Theme
from reader.search.results import Hit

Index = QModelIndex | QPersistentModelIndex

_MOST_LINES = 2  # of a title, and of a snippet
_MARGIN, _PADDING, _GAP = 11, 9, 2
_BEFORE_REASON = 8
_SURELY = 0.95
_NARROWEST = 3  # pixels that a letter of a text takes, on the average


class _Faces(NamedTuple):
    """The fonts of one hit."""

    title: QFont
    place: QFont
    snippet: QFont


class ResultDelegate(RowDelegate):
    """Give a title and a snippet two lines each, where they need them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._faces: dict[str, _Faces] = {}  # by the list's own font: making them for each hit takes as long as painting it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the hit needs at the list's width.

        Lines are counted by the width of the words: laying out each hit would take longer than a frame, at every key.
        """
        hit: Hit = index.data(HIT)
        view = option.widget
        width = (view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()) - 2 * _MARGIN
        faces = self._faces_of(option.font)
        title, place, snippet = (QFontMetrics(font) for font in faces)
        height = (
            _lines(hit.title, title, width) * title.height()
            + place.height()
            + _lines(hit.snippet, snippet, width) * snippet.height()
        )
        return QSize(0, height + 2 * _PADDING + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one hit."""
        hit: Hit = index.data(HIT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or _would_open(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, chosen=chosen)
        area = inside(option, _MARGIN, _MARGIN).adjusted(0, _PADDING, 0, -_PADDING)
        title, snippet = _layouts(hit, option, area.width(), self._faces_of(option.font))
        painter.setPen(QColor(self.theme.accent if chosen else self.theme.ink))
        title.draw(painter, QPointF(area.topLeft()))
        place = self._paint_place(painter, option, area.adjusted(0, round(title.boundingRect().height()), 0, 0), hit)
        painter.setPen(QColor(self.theme.ink))
        snippet.draw(painter, QPointF(place.bottomLeft()) + QPointF(0, _GAP))
        painter.restore()

    def _faces_of(self, base: QFont) -> _Faces:
        key = base.key()
        if key not in self._faces:
            self._faces = {key: _Faces(sized(base, 0, bold=True), sized(base, -2), sized(base, -1))}
        return self._faces[key]

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: Hit) -> QRect:
        painter.setFont(self._faces_of(option.font).place)
        painter.setPen(QColor(self.theme.muted))
        line = QRect(area.topLeft(), QSize(area.width(), painter.fontMetrics().height()))
        reason = reason_of(hit)
        taken = painter.fontMetrics().horizontalAdvance(reason) + _BEFORE_REASON if reason else 0
        path = QStyle.visualRect(option.direction, line, line.adjusted(0, 0, -taken, 0))
        draw_line(painter, option, path, place_of(hit))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, reason)
        return line


def _layouts(hit: Hit, option: QStyleOptionViewItem, width: int, faces: _Faces) -> tuple[QTextLayout, QTextLayout]:
    align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    title = wrapped(hit.title, Room(faces.title, width, _MOST_LINES, align))
    snippet = wrapped(hit.snippet.replace("\n", " "), Room(faces.snippet, width, _MOST_LINES, align), hit.marks)
    return title, snippet


def _lines(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how many lines a text surely has room in; bold words are a little wider than the others."""
    if len(text) > width // _NARROWEST:
        return _MOST_LINES  # no need to measure what is as long as most are
    advance = metrics.horizontalAdvance(text)
    return 0 if not text else 1 if advance <= width * _SURELY else _MOST_LINES


def _would_open(option: QStyleOptionViewItem, index: Index) -> bool:
    """Tell whether Enter opens this hit though none is chosen: it is the best one."""
    view = option.widget
    return index.row() == 0 and isinstance(view, QAbstractItemView) and not view.currentIndex().isValid()
