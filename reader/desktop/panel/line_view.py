"""A list view that tells of Enter and Delete, and lets the reader's own lines be moved and removed."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from reader.desktop.panel.line_model import LINE
from reader.desktop.rows import show_keyboard

RemovalArea = Callable[[QStyleOptionViewItem], QRect]

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: +1}


class LineView(QListView):
    """Tell what the reader asks of a line, by mouse and keyboard."""

    opened = Signal(QModelIndex)
    removed = Signal(QModelIndex)
    moved = Signal(QModelIndex, int)  # to which row

    def __init__(self, removal_area: RemovalArea | None, parent: QWidget | None = None) -> None:
        """Take what tells where a click removes a line; without it, lines are not the reader's own."""
        super().__init__(parent)
        self._removal_area = removal_area
        if removal_area is not None:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDropIndicatorShown(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: at the line that is read, if it is at none."""
        super().focusInEvent(event)
        rows = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        show_keyboard(self, event, next((row for row in rows if row.data(LINE).current), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, of Delete and of Alt with an arrow on a row; the other keys are Qt's."""
        index, key = self.currentIndex(), event.key()
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self.removed.emit(index)
        elif index.isValid() and key in _STEPS and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._move(index, index.row() + _STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remove a line where that is offered; else choose it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._removes(index, event.position().toPoint()):
            self.removed.emit(index)
            return
        super().mousePressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the line that was dragged to where it is let go; its keeper shows the new order."""
        index = self.currentIndex()
        if event.source() is not self or not index.isValid():
            return
        under = self.indexAt(event.position().toPoint())
        row = under.row() if under.isValid() else self.model().rowCount()
        if under.isValid() and event.position().y() > self.visualRect(under).center().y():
            row += 1
        self._move(index, row - 1 if row > index.row() else row)
        event.setDropAction(Qt.DropAction.CopyAction)  # else Qt removes the row from the model
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def _move(self, index: QModelIndex, row: int) -> None:
        if self._removal_area is not None and row != index.row() and 0 <= row < self.model().rowCount():
            self.moved.emit(index, row)

    def _removes(self, index: QModelIndex, point: QPoint) -> bool:
        if self._removal_area is None or not index.isValid():
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._removal_area(option).contains(point)
