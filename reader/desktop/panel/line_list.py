"""A calm list of lines: a click or Enter chooses one; Delete or a menu removes one where that can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenu, QStackedLayout, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from reader.desktop.icons import SMALL, tinted
from reader.desktop.panel.line_model import LINE, Index, Line, LineModel
from reader.desktop.panel.line_view import LineView
from reader.desktop.rows import RowDelegate, draw_line, inside, sized
from reader.desktop.theme import Theme

_SIGN = 24  # px of what removes a line
_State = QStyle.StateFlag


class LineDelegate(RowDelegate):
    """Paint a line, and under it a quieter one; the reader's own show how they are removed, where the pointer or keyboard is."""

    def __init__(self, theme: Theme, *, own: bool = False) -> None:
        super().__init__(theme)
        self._own = own

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one line, or of two."""
        height = option.fontMetrics.height() + 10
        return QSize(0, height + (option.fontMetrics.height() if index.data(LINE).under else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, chosen=line.current)
        removable = self._own and bool(option.state & (_State.State_MouseOver | _State.State_Selected))
        area = inside(option, 6 + 16 * line.level, 6 + (_SIGN if removable else 0))
        if removable:
            tinted("delete", self.theme.muted, SMALL).paint(painter, removal_area(option).adjusted(4, 4, -4, -4))
        half = option.fontMetrics.height()
        if line.under:
            area.adjust(0, 5, 0, -5)
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.accent if line.current else self.theme.ink))
        top = area.adjusted(0, 0, 0, half - area.height()) if line.under else area
        draw_line(painter, option, top, line.text)
        if line.under:
            painter.setFont(sized(option.font, -2))
            painter.setPen(QColor(self.theme.muted))
            draw_line(painter, option, area.adjusted(0, half, 0, 0), line.under)
        painter.restore()


def removal_area(option: QStyleOptionViewItem) -> QRect:
    """Return where a click removes the reader's own line."""
    area = option.rect
    sign = QRect(area.right() - _SIGN - 2, area.center().y() - _SIGN // 2, _SIGN, _SIGN)
    return QStyle.visualRect(option.direction, area, sign)


class LineList(QWidget):
    """Show lines, or say how to come by some."""

    chosen = Signal(str)  # key
    deleted = Signal(str)  # key
    moved = Signal(str, int)  # key, row
    renamed = Signal(str, str)  # key, text
    left = Signal()  # the last line is gone, and the keyboard was there

    def __init__(self, theme: Theme, name: str, empty: str, parent: QWidget | None = None, *, removal: str = "") -> None:
        """Show nothing yet; `removal` is what removing a line is called in its menu.

        Lines that can be removed are the reader's own: they can be renamed and moved, too.
        """
        super().__init__(parent)
        own = bool(removal)
        self._delegate = LineDelegate(theme, own=own)
        self._model = LineModel(self, own=own)
        self._model.renamed.connect(self.renamed)
        self._list = LineView(removal_area if own else None, self)
        self._list.setObjectName(name)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keys = QAbstractItemView.EditTrigger.EditKeyPressed if own else QAbstractItemView.EditTrigger.NoEditTriggers
        self._list.setEditTriggers(keys)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._choose)
        self._list.opened.connect(self._choose)
        self._list.removed.connect(lambda index: self.deleted.emit(index.data(LINE).key))
        self._list.moved.connect(lambda index, row: self.moved.emit(index.data(LINE).key, row))
        self._removal = removal
        if removal:
            self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self._list.customContextMenuRequested.connect(self._open_menu)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(_inset(self._list, self))
        self._empty = QLabel(empty, self)
        self._layers.addWidget(_hint(self._empty, self))
        self.setFocusProxy(self._list)
        self.show_lines(())

    def tell_empty(self, words: str) -> None:
        """Say something else where there are no lines."""
        self._empty.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self._list.viewport().update()

    def name(self, name: str) -> None:
        """Say what a screen reader calls the list."""
        self._list.setAccessibleName(name)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, the current one in sight."""
        row, held = self._list.currentIndex().row(), self.window().focusWidget() is self._list
        chosen = self._list.currentIndex().data(LINE)
        self._model.show_lines(lines)
        self._layers.setCurrentIndex(0 if lines else 1)
        if chosen is not None and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.row_of(chosen.key))  # it may have been moved
        if row >= 0 and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(min(row, len(lines) - 1)))
        if held and not lines:
            self.left.emit()
        for line in lines:
            if line.current:
                self._list.scrollTo(self._model.row_of(line.key))

    def lines(self) -> tuple[Line, ...]:
        """Return what is shown."""
        return self._model.lines

    def menu(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a line, to be opened."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self._list.opened.emit(index))
        menu.addAction(self.tr("Rename (F2)")).triggered.connect(lambda: self._list.edit(index))
        row = index.row()
        for name, to in ((self.tr("Move up (Alt+Up)"), row - 1), (self.tr("Move down (Alt+Down)"), row + 1)):
            action = menu.addAction(name)
            action.setEnabled(0 <= to < len(self.lines()))
            action.triggered.connect(lambda _checked=False, to=to: self._list.moved.emit(index, to))
        menu.addAction(self._removal).triggered.connect(lambda: self._list.removed.emit(index))
        return menu

    def _open_menu(self, point: QPoint) -> None:
        index = self._list.indexAt(point)
        if index.isValid():
            self.menu(index).popup(self._list.viewport().mapToGlobal(point))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(LINE).key)


def _inset(view: QWidget, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(10, 2, 10, 0)
    rows.addWidget(view)
    return holder


def _hint(label: QLabel, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(16, 8, 16, 16)
    label.setObjectName("emptyHint")
    label.setWordWrap(True)
    rows.addWidget(label)
    rows.addStretch(1)
    return holder
