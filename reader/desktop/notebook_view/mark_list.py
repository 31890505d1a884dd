"""The list of marks: a click or Enter opens one, Delete deletes it, and what was deleted is brought back."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyleOptionViewItem, QWidget

from reader.desktop.notebook_view.delegate import MarkDelegate, restore_text
from reader.desktop.notebook_view.model import ROW, NotebookModel
from reader.desktop.notebook_view.rows import MarkRow
from reader.desktop.rows import show_keyboard
from reader.desktop.theme import Theme


class MarkList(QListView):
    """Show rows; tell what was asked of which."""

    opened = Signal(object)  # MarkRow
    copied = Signal(object)
    deleted = Signal(object)
    restored = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notebookRows")
        self.setAccessibleName(self.tr("Marks"))
        self.rows = NotebookModel(self)
        self._delegate = MarkDelegate(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # rows stay where they are
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self.verticalScrollBar().setEnabled(most > 0))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self.scheduleDelayedItemsLayout()  # the text size comes with the theme's style sheet
        self.viewport().update()

    def row(self, index: QModelIndex) -> MarkRow | None:
        """Return the mark at an index; None at a heading."""
        row = index.data(ROW)
        return row if isinstance(row, MarkRow) else None

    def choose_first(self) -> None:
        """Take the keyboard, at the first mark if none is chosen."""
        if self.row(self.currentIndex()) is None:
            self.choose_near(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_near(self, place: int) -> None:
        """Choose the mark at a row or, where that is a heading or gone, the one next to it."""
        last = self.rows.rowCount() - 1
        for row in (*range(max(place, 0), last + 1), *range(min(place, last), -1, -1)):
            if self.row(self.rows.index(row)) is not None:
                self.setCurrentIndex(self.rows.index(row))
                return

    def menu(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a mark, to be opened."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.row(index)
        if row is not None and row.deleted:
            menu.addAction(restore_text()).triggered.connect(lambda: self.restored.emit(row))
        elif row is not None:
            menu.addAction(self.tr("Open")).triggered.connect(lambda: self.opened.emit(row))
            if row.quote:
                menu.addAction(self.tr("Copy with citation")).triggered.connect(lambda: self.copied.emit(row))
            menu.addAction(self.tr("Delete")).triggered.connect(lambda: self.deleted.emit(row))
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        show_keyboard(self, event, next((index for n in (0, 1) if self.row(index := self.rows.index(n))), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, copy, delete or bring back the chosen mark; leave with Esc."""
        row, key = self.row(self.currentIndex()), event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif row is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
        elif event.matches(QKeySequence.StandardKey.Copy) and not row.deleted:
            self.copied.emit(row)
        elif key == Qt.Key.Key_Delete and not row.deleted:
            self.deleted.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, or bring it back where that is offered."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.row(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        if not row.deleted or self._delegate.restore_area(option).contains(event.position().toPoint()):
            self._choose(row)

    def _choose(self, row: MarkRow) -> None:
        (self.restored if row.deleted else self.opened).emit(row)

    def _open_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if self.row(index) is not None:
            self.menu(index).popup(self.viewport().mapToGlobal(point))
