"""Paint the rows of the sidebar: headings, topics, and results with the matched words in bold."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reader.desktop.icons import tinted
from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.sidebar.result_model import HIT, place_of
from reader.desktop.sidebar.topic_model import Kind, Role
from reader.search.results import Hit

Index = QModelIndex | QPersistentModelIndex

_SNIPPET_LINES = 2


class TopicDelegate(RowDelegate):
    """Paint the topic tree: quiet headings in capitals, topics under them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return one height for all rows, so that Qt need not ask each of 100,000."""
        return QSize(0, option.fontMetrics.height() + 10)

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
        draw_line(painter, option, inside(option, 24, 8), str(index.data()))

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


class ResultDelegate(RowDelegate):
    """Paint a hit: its topic, its place, and two lines of its text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return one height for all hits."""
        base = option.font
        lines = QFontMetrics(sized(base, -1)).height() * _SNIPPET_LINES + QFontMetrics(sized(base, -2)).height()
        return QSize(0, QFontMetrics(base).height() + lines + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one hit."""
        hit: Hit = index.data(HIT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or _would_open(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, chosen=chosen)
        area = inside(option, 11, 11).adjusted(0, 8, 0, -8)
        title, place = sized(option.font, 0, bold=True), sized(option.font, -2)
        area.setTop(self._paint_line(painter, option, area, (title, self.theme.accent if chosen else self.theme.ink, hit.title)))
        area.setTop(self._paint_line(painter, option, area, (place, self.theme.muted, place_of(hit))))
        painter.setPen(QColor(self.theme.ink))
        _draw_snippet(painter, option, area.adjusted(0, 2, 0, 0), hit)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: tuple[QFont, str, str]) -> int:
        font, colour, text = line
        painter.setFont(font)
        painter.setPen(QColor(colour))
        height = QFontMetrics(font).height()
        draw_line(painter, option, QRect(area.x(), area.y(), area.width(), height), text)
        return area.y() + height


def _would_open(option: QStyleOptionViewItem, index: Index) -> bool:
    """Tell whether Enter opens this hit though none is chosen: it is the best one."""
    view = option.widget
    return index.row() == 0 and isinstance(view, QAbstractItemView) and not view.currentIndex().isValid()


def _draw_snippet(painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: Hit) -> None:
    """Draw two lines of the snippet; where it goes on, an ellipsis says so."""
    text = hit.snippet.replace("\n", " ")
    layout, end = _laid_out(text, hit, option, area.width())
    if end < _units(text):
        shortened = text.encode("utf-16-le")[: end * 2].decode("utf-16-le", "ignore").rstrip(" ,;:")
        layout, end = _laid_out(f"{shortened}…", hit, option, area.width())
        while end < _units(shortened) + 1 and " " in shortened:  # the ellipsis itself needs room
            shortened = shortened.rsplit(" ", 1)[0].rstrip(" ,;:·")
            layout, end = _laid_out(f"{shortened}…", hit, option, area.width())
    layout.draw(painter, QPointF(area.topLeft()))


def _laid_out(text: str, hit: Hit, option: QStyleOptionViewItem, width: int) -> tuple[QTextLayout, int]:
    """Return the lines that there is room for, and where they end, in UTF-16 units."""
    layout = QTextLayout(text, sized(option.font, -1))
    layout.setTextOption(QTextOption(QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)))
    layout.setFormats(_bold_ranges(text, hit.marks))
    layout.beginLayout()
    end, top = 0, 0.0
    for _ in range(_SNIPPET_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _bold_ranges(text: str, marks: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    ranges = []
    for start, end in marks:
        found = QTextLayout.FormatRange()
        found.start = _units(text[:start])
        found.length = _units(text[start:end])
        found.format = bold
        ranges.append(found)
    return ranges


def _units(text: str) -> int:
    """Return the length in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _heading_font(base: QFont, kind: Kind) -> QFont:
    font = sized(base, 0 if kind is Kind.PACK else -3, bold=True)
    if kind is Kind.GROUP:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    return font
