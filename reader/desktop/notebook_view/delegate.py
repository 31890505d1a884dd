"""Paint a mark: where it stands and when it was changed, the quoted words beside their colour, what was written, tags."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reader.desktop.fonts import SERIF_FAMILIES
from reader.desktop.notebook_view.model import ROW, Index
from reader.desktop.notebook_view.rows import Heading, MarkRow
from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.sidebar.wrapped import Room, wrapped

WIDEST = 720  # px of a row: a line that is longer is hard to follow
_LEAST = 12  # px beside it
_MARGIN, _PADDING, _GAP = 16, 8, 4
_EDGE = 4  # px of the highlight's colour before its words
_MOST_LINES = 3
_LONGEST = 400  # characters: surely more than there is room for
_SURELY = 0.94  # of a line's width is filled, words being whole


@dataclass(frozen=True, slots=True)
class _Fonts:
    small: QFont
    quote: QFont
    words: QFont
    heading: QFont


class MarkDelegate(RowDelegate):
    """Give quote and note up to three lines each, where they need them.

    Lines are counted by the width of the words: laying out each row would take longer than a frame.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the row needs at the list's width."""
        row, fonts = index.data(ROW), _fonts(option.font)
        if isinstance(row, Heading):
            return QSize(0, QFontMetrics(fonts.heading).height() + (12 if index.row() == 0 else 28))
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        room = min(width - 2 * _LEAST, WIDEST) - 2 * _MARGIN
        height = QFontMetrics(fonts.small).height()
        for text, font in ((row.quote, fonts.quote), (row.words, fonts.words)):
            if text:
                height += _GAP + _lines(text, QFontMetrics(font), room) * QFontMetrics(font).height()
        if row.tags:
            height += _GAP + QFontMetrics(fonts.small).height()
        return QSize(0, height + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row, fonts = index.data(ROW), _fonts(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = _column(option)
        if isinstance(row, Heading):
            painter.setFont(fonts.heading)
            painter.setPen(QColor(self.theme.ink))
            height = painter.fontMetrics().height()
            draw_line(painter, option, QRect(column.left() + _MARGIN, column.bottom() - height - 4, WIDEST, height), row.text)
        else:
            self._paint_mark(painter, option, row, fonts)
        painter.restore()

    def restore_area(self, option: QStyleOptionViewItem) -> QRect:
        """Return where a deleted mark's row offers to bring it back."""
        metrics = QFontMetrics(_fonts(option.font).small)
        area = _column(option).adjusted(_MARGIN, _PADDING, -_MARGIN, 0)
        size = QSize(metrics.horizontalAdvance(restore_text()) + 8, metrics.height())
        return QStyle.alignedRect(option.direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, size, area)

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, row: MarkRow, fonts: _Fonts) -> None:
        ground = QStyleOptionViewItem(option)
        ground.rect = _column(option)
        self.paint_ground(painter, ground, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        area = inside(ground, _MARGIN, _MARGIN).adjusted(0, _PADDING, 0, -_PADDING)
        top = self._paint_where(painter, option, row, fonts, area) + _GAP
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        for text, font in ((row.quote, fonts.quote), (row.words, fonts.words)):
            if not text:
                continue
            lines = _lines(text, QFontMetrics(font), area.width())
            height = lines * QFontMetrics(font).height()
            if font is fonts.quote and row.colour is not None:
                edge = QStyle.visualRect(option.direction, option.rect, QRect(area.left() - 12, top + 2, _EDGE, height - 4))
                painter.fillRect(edge, QColor(self.theme.colour(f"{row.colour.value}-line")))
            painter.setPen(QColor(self.theme.ink))
            wrapped(text, Room(font, area.width(), lines, align)).draw(painter, QPointF(area.left(), top))
            top += height + _GAP
        if row.tags:
            painter.setFont(fonts.small)
            painter.setPen(QColor(self.theme.accent))
            line = QRect(area.left(), top, area.width(), painter.fontMetrics().height())
            draw_line(painter, option, line, " · ".join(row.tags))

    def _paint_where(self, painter: QPainter, option: QStyleOptionViewItem, row: MarkRow, fonts: _Fonts, area: QRect) -> int:
        """Paint where a mark stands and, at the line's end, when or how it comes back; return the line's lower edge."""
        painter.setFont(fonts.small)
        painter.setPen(QColor(self.theme.muted))
        height = painter.fontMetrics().height()
        line = QRect(area.topLeft(), QSize(area.width(), height))
        where = f"{row.where} · {row.when}" if row.deleted else row.where
        end = restore_text() if row.deleted else row.when
        taken = painter.fontMetrics().horizontalAdvance(end) + 16
        draw_line(painter, option, QStyle.visualRect(option.direction, line, line.adjusted(0, 0, -taken, 0)), where)
        if row.deleted:
            painter.setPen(QColor(self.theme.accent))
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(line, align, end)
        return line.top() + height


def restore_text() -> str:
    """Return what brings a deleted mark back."""
    return QCoreApplication.translate("Notebook", "Restore")


def _column(option: QStyleOptionViewItem) -> QRect:
    """Return the part of a row that is used: in the middle of a wide list."""
    beside = max(_LEAST, (option.rect.width() - WIDEST) // 2)
    return option.rect.adjusted(beside, 0, -beside, 0)


def _fonts(base: QFont) -> _Fonts:
    return _made_fonts(base.key())


@lru_cache(maxsize=4)  # a list asks for them once a row
def _made_fonts(key: str) -> _Fonts:
    base = QFont()
    base.fromString(key)
    quote = sized(base, +1)
    quote.setFamilies(list(SERIF_FAMILIES))
    return _Fonts(sized(base, -2), quote, sized(base, 0), sized(base, +2, bold=True))


def _lines(text: str, metrics: QFontMetrics, width: int) -> int:
    taken = metrics.horizontalAdvance(text[:_LONGEST])
    return 1 if taken <= width else min(_MOST_LINES, 1 + int(taken / max(width * _SURELY, 1)))
