"""A calm list of lines: a click or Enter chooses one; Delete or a menu removes one where that can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QMenu,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.desktop.panel.line_model import LINE, Index, Line, LineModel
from reader.desktop.rows import RowDelegate, draw_line, inside, show_keyboard, sized
from reader.desktop.theme import Theme


class LineDelegate(RowDelegate):
    """Paint a line, and under it a quieter one."""

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
        area = inside(option, 6 + 16 * line.level, 6)
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


class LineList(QWidget):
    """Show lines, or say how to come by some."""

    chosen = Signal(str)  # key
    deleted = Signal(str)  # key
    left = Signal()  # the last line is gone, and the keyboard was there

    def __init__(self, theme: Theme, name: str, empty: str, parent: QWidget | None = None, *, removal: str = "") -> None:
        """Show nothing yet; `removal` is what removing a line is called in its menu, empty where none can be removed."""
        super().__init__(parent)
        self._delegate = LineDelegate(theme)
        self._model = LineModel(self)
        self._list = _Keys(self)
        self._list.setObjectName(name)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._choose)
        self._list.opened.connect(self._choose)
        self._list.removed.connect(lambda index: self.deleted.emit(index.data(LINE).key))
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
        self._model.show_lines(lines)
        self._layers.setCurrentIndex(0 if lines else 1)
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
        menu.addAction(self._removal).triggered.connect(lambda: self._list.removed.emit(index))
        return menu

    def _open_menu(self, point: QPoint) -> None:
        index = self._list.indexAt(point)
        if index.isValid():
            self.menu(index).popup(self._list.viewport().mapToGlobal(point))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(LINE).key)


class _Keys(QListView):
    """A list view that tells of Enter and Delete."""

    opened = Signal(QModelIndex)
    removed = Signal(QModelIndex)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: at the line that is read, if it is at none."""
        super().focusInEvent(event)
        rows = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        show_keyboard(self, event, next((row for row in rows if row.data(LINE).current), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter and Delete on a row; the other keys are Qt's."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index)
        else:
            super().keyPressEvent(event)


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
