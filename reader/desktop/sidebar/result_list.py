"""What was found: a list that the search field moves through."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from reader.desktop.rows import show_keyboard
from reader.desktop.sidebar.result_delegate import ResultDelegate
from reader.desktop.sidebar.result_model import HIT, ResultModel
from reader.desktop.theme import Theme
from reader.search.results import Hit


class ResultList(QListView):
    """Show hits; moving through them previews, a click or Enter opens."""

    previewed = Signal(object)  # Hit
    opened = Signal(object)  # Hit
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Search results"))
        self._model = ResultModel(self)
        self._delegate = ResultDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # titles and snippets break anew at another width
        self.setSpacing(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.opened.emit(index.data(HIT)))
        self.selectionModel().currentChanged.connect(self._preview)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these hits, none of them chosen."""
        self._model.show_hits(hits)
        self.scrollToTop()

    def move_by(self, rows: int) -> None:
        """Choose the hit so many rows below the chosen one, and stop at both ends."""
        last = self._model.rowCount() - 1
        if last < 0:
            return
        here = self.currentIndex()
        row = here.row() + rows if here.isValid() else 0
        self.setCurrentIndex(self._model.index(min(max(row, 0), last)))

    def chosen(self) -> Hit | None:
        """Return the chosen hit, else the best one."""
        index = self.currentIndex()
        if not index.isValid():
            index = self._model.index(0)
        hit: Hit | None = index.data(HIT) if index.isValid() else None
        return hit

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        show_keyboard(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter and leave with Esc, as from the field."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(HIT))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _preview(self, index: QModelIndex) -> None:
        if index.isValid():
            self.previewed.emit(index.data(HIT))
