"""The rows of the notebook, read as they come into sight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.desktop.notebook_view.rows import Heading, MarkRow, Row

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
ReadRows = Callable[[Sequence[str]], Sequence[Row]]  # of these marks, those after which it was asked last

_AT_ONCE = 50  # marks


class NotebookModel(QAbstractListModel):
    """Hold the ids of all marks that were found, and the rows of those that were in sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[str] = ()
        self._read: ReadRows = lambda _ids: ()
        self._fetched = 0
        self.rows: list[Row] = []

    def show_marks(self, ids: Sequence[str], read: ReadRows, *, at_least: int = 0) -> None:
        """Show these marks from now on, so many of them at once."""
        self.beginResetModel()
        self._ids, self._read = ids, read
        self._fetched = min(max(at_least, _AT_ONCE), len(ids))
        self.rows = list(read(ids[: self._fetched]))
        self.endResetModel()

    @property
    def fetched(self) -> int:
        """How many marks have been read."""
        return self._fetched

    def row_of(self, mark_id: str) -> QModelIndex:
        """Return the row of a mark, or an invalid index."""
        for place, row in enumerate(self.rows):
            if isinstance(row, MarkRow) and row.id == mark_id:
                return self.index(place)
        return QModelIndex()

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Tell whether there are marks that nobody has seen yet."""
        return not parent.isValid() and self._fetched < len(self._ids)

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        """Read the next marks."""
        if parent.isValid():
            return
        end = min(self._fetched + _AT_ONCE, len(self._ids))
        rows = self._read(self._ids[self._fetched : end])
        self._fetched = end
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows so far."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over headings."""
        is_heading = index.isValid() and isinstance(self.rows[index.row()], Heading)
        return Qt.ItemFlag.ItemIsEnabled if is_heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Heading) else _told(row)
        return None


def _told(row: MarkRow) -> str:
    return ". ".join(filter(None, (row.where, row.quote, row.words, ", ".join(row.tags), row.when)))
