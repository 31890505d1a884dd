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
    endReached = Signal()  # the last hits are in sight

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
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these hits, none of them chosen; if they only go on from those that are shown, nothing moves."""
        if not self._model.go_on(hits):
            self._model.show_hits(hits)
            self.scrollToTop()

    def count(self) -> int:
        """Return how many hits there are to move through."""
        return self._model.rowCount()

    def choose(self, row: int) -> None:
        """Choose a row, as the keyboard does; -1 chooses none."""
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def choose_quietly(self, row: int) -> None:
        """Choose a row without previewing it."""
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.choose(row)
        self.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def hits(self) -> tuple[Hit, ...]:
        """Return all hits that are shown."""
        return self._model.hits

    def row(self) -> int:
        """Return the chosen row, -1 if none is."""
        return self.currentIndex().row()

    def scrolled(self) -> int:
        """Return how far the list is scrolled."""
        return self.verticalScrollBar().value()

    def stand_at(self, row: int, scrolled: int) -> None:
        """Choose a row and scroll as it once was, without previewing it."""
        self.doItemsLayout()
        self.choose_quietly(row)
        self.verticalScrollBar().setValue(scrolled)

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

    def _look_for_end(self, scrolled: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and scrolled >= bar.maximum() - self.viewport().height():
            self.endReached.emit()
