"""Offer what was searched lately, under the empty field."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget


class Recents(QFrame):
    """A list that floats under the field; the keyboard stays in the field, which says how far to move."""

    chosen = Signal(str)
    cleared = Signal()

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self._field = field
        self._words = QStringListModel(self)
        self._list = QListView(self)
        self._list.setObjectName("recents")
        self._list.setAccessibleName(self.tr("Recent searches"))
        self._list.setModel(self._words)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(lambda index: self.chosen.emit(index.data()))
        heading = QLabel(self.tr("RECENT SEARCHES"), self)
        heading.setObjectName("listHeading")
        clear = QPushButton(self.tr("Clear"), self)
        clear.setObjectName("quiet")
        clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        clear.setToolTip(self.tr("Forget all recent searches"))
        clear.clicked.connect(self.cleared)
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 0, 0)
        top.addWidget(heading, 1)
        top.addWidget(clear)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 4, 6, 6)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self._list)
        self.hide()

    def show_words(self, words: Sequence[str]) -> None:
        """Offer these, the latest first; nothing shows where there are none."""
        self._words.setStringList(list(words))
        self._list.clearSelection()
        self._list.setCurrentIndex(self._words.index(-1))
        self.setVisible(bool(words))
        if words:
            self._list.setFixedHeight(len(words) * self._list.sizeHintForRow(0))
            self.place()
            self.raise_()

    def place(self) -> None:
        """Stand under the field, as wide as it is."""
        field = self._field.geometry()
        self.setGeometry(field.left(), field.bottom() + 5, field.width(), self.sizeHint().height())

    def move_by(self, rows: int) -> None:
        """Choose the words so many rows further, and stop at both ends."""
        here = self._list.currentIndex().row()
        row = min(max(here + rows, 0), self._words.rowCount() - 1)
        self._list.setCurrentIndex(self._words.index(row))

    def words(self) -> str:
        """Return the chosen words, empty if none are."""
        return str(self._list.currentIndex().data() or "") if self.isVisible() else ""
