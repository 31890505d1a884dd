"""Hold what a search found, best first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.search.results import Hit

HIT = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractListModel):
    """Show hits, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these hits in place of the former ones."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.title}. {place_of(hit)}. {hit.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return " › ".join(hit.path)
        return None


def place_of(hit: Hit) -> str:
    """Return the path of a hit without the topic's title, which stands above it."""
    return " › ".join(part for number, part in enumerate(hit.path) if number != 1)
