"""Rows of one line, with a second and quieter one: bookmarks and the outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

LINE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is about is told apart by `key`."""

    key: str
    text: str
    under: str = ""
    level: int = 0  # how far it is set in
    current: bool = False


class LineModel(QAbstractListModel):
    """Show lines; the reader's own ones can be renamed and moved."""

    renamed = Signal(str, str)  # key, text

    def __init__(self, parent: QObject | None = None, *, own: bool = False) -> None:
        super().__init__(parent)
        self._own = own
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; where only what they say has changed, the view keeps its place."""
        fresh = tuple(lines)
        if fresh == self.lines:
            return  # else a label that is being written would be what it was
        if [line.key for line in fresh] == [line.key for line in self.lines]:
            self.lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def row_of(self, key: str) -> QModelIndex:
        """Return the row of a key, or an invalid index."""
        for row, line in enumerate(self.lines):
            if line.key == key:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.text}. {line.under}" if line.under else line.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell that the reader's own lines can be renamed and dragged."""
        own = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | own if self._own and index.isValid() else super().flags(index)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's signature
        """Tell what a line shall be called; whoever keeps it shows it again then."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            self.renamed.emit(self.lines[index.row()].key, str(value))
        return False
