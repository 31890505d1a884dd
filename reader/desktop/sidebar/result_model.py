"""Hold what a search found, best first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.search.results import Hit, Reason

HIT = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractListModel):
    """Show hits, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these hits in place of the former ones."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def go_on(self, hits: Sequence[Hit]) -> bool:
        """Show these hits if they go on from those that are shown; return whether they do."""
        shown = len(self.hits)
        if not shown or tuple(hits[:shown]) != self.hits:
            return False
        if len(hits) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(hits) - 1)
            self.hits = tuple(hits)
            self.endInsertRows()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of hits."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (hit.title, place_of(hit), reason_of(hit), hit.snippet)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return " › ".join(hit.path)
        return None


def place_of(hit: Hit) -> str:
    """Return the path of a hit without the topic's title, which stands above it."""
    return " › ".join(part for number, part in enumerate(hit.path) if number != 1)


def reason_of(hit: Hit) -> str:
    """Say why a hit was found where its words aren't those that were typed; a corrected query is told above all hits."""
    said = {
        Reason.SYNONYM: QCoreApplication.translate("Searching", "synonym"),
        Reason.STEM: QCoreApplication.translate("Searching", "word form"),
    }
    return said.get(hit.matched_by, "")
