"""The notebook in the middle pane: a field, a filter, an order, and the marks."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.desktop.icons import tinted
from reader.desktop.notebook_view.choice import Choice, Show
from reader.desktop.notebook_view.delegate import WIDEST
from reader.desktop.notebook_view.filter_menu import FilterMenu, cleared
from reader.desktop.notebook_view.mark_list import MarkList
from reader.desktop.notebook_view.model import ReadRows
from reader.desktop.theme import Theme


class NotebookView(QFrame):
    """Show what it is told; tell what the reader chose."""

    chosen = Signal(object)  # Choice
    filterWanted = Signal()  # the menu is about to open: what is there to choose from?
    shown = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notebook")
        self.choice = Choice()
        self._title = _label("startTitle", self)
        self._told = _label("emptyHint", self)
        self._told.setWordWrap(True)
        self._hint = _label("emptyHint", self)
        self._hint.setWordWrap(True)
        self._field = QLineEdit(self)
        self._field.setObjectName("searchField")
        self._field.setPlaceholderText(self.tr("Find in quotes, notes, labels and tags"))
        self._field.setAccessibleName(self._field.placeholderText())
        self._field.setClearButtonEnabled(True)
        self.menu = FilterMenu(self)
        self._filter = _button(self.tr("Filter"), self)
        self._order = _button("", self)
        self._deleted = _button(self.tr("Recently deleted"), self)
        self._clear = _button(self.tr("Show everything"), self)
        self.marks = MarkList(theme, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._field)
        self.set_theme(theme)
        self._show_choice()
        self.show_marks((), lambda _ids: (), "", ())

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._filter.setIcon(tinted("filter", theme.accent))
        self.marks.set_theme(theme)

    def show_marks(self, ids: Sequence[str], read: ReadRows, told: str, conditions: Sequence[str]) -> None:
        """Show these marks, and say how many they are and what was asked of them; the place in the list stays."""
        index = self.marks.currentIndex()
        row, bar = self.marks.row(index), self.marks.verticalScrollBar()
        place, scrolled, fetched = index.row(), bar.value(), self.marks.rows.fetched
        again = self._told.property("choice") == self.choice
        self._told.setProperty("choice", self.choice)
        self.marks.rows.show_marks(ids, read, at_least=fetched if again else 0)
        self._told.setText(" · ".join(filter(None, (told, *conditions))))
        self._clear.setVisible(bool(conditions))
        self.marks.setVisible(bool(ids))
        self._hint.setVisible(not ids)
        self._hint.setText(self._why_empty())
        if again and row is not None:
            self.marks.setCurrentIndex(self.marks.rows.row_of(row.id))
            if not self.marks.currentIndex().isValid():
                self.marks.choose_near(place)
            bar.setValue(scrolled)

    def tell_refusal(self, why: str) -> None:
        """Say why there is nothing to be seen."""
        self._hint.setText(why)
        self._hint.show()
        for part in (self._field, self._filter, self._order, self._deleted):
            part.setEnabled(False)

    def choose(self, choice: Choice) -> None:
        """Show what the reader chose from now on."""
        if choice != self.choice:
            self.choice = choice
            self._show_choice()
            self.chosen.emit(choice)

    def words(self) -> str:
        """Return how many marks there are and what was asked of them, as it is shown."""
        return self._told.text()

    def hint(self) -> str:
        """Return what stands in the place of marks; nothing where there are any."""
        return "" if self._hint.isHidden() else self._hint.text()

    # What Qt asks of it.

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what may have changed meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Lead Down from the field into the list, and let Esc empty the field first."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Down and self.marks.isVisible():
            self.marks.choose_first()
            return True
        if event.key() == Qt.Key.Key_Escape and self._field.text():
            self._field.clear()
            return True
        return False

    # Within.

    def _connect(self) -> None:
        self._field.installEventFilter(self)
        self._field.textChanged.connect(lambda text: self.choose(replace(self.choice, text=text)))
        self._order.clicked.connect(lambda: self.choose(replace(self.choice, by_time=not self.choice.by_time)))
        self._deleted.clicked.connect(self._turn)
        self._clear.clicked.connect(lambda: self.choose(cleared(self.choice)))
        self._filter.setMenu(self.menu)
        self.menu.aboutToShow.connect(self.filterWanted)
        self.menu.chosen.connect(self.choose)
        self.marks.left.connect(self.left)

    def _turn(self) -> None:
        """Turn to what was deleted, or back."""
        there = self.choice.show is Show.DELETED
        self.choose(replace(cleared(self.choice), show=Show.ALL if there else Show.DELETED))

    def _show_choice(self) -> None:
        deleted = self.choice.show is Show.DELETED
        self._title.setText(self.tr("Recently deleted") if deleted else self.tr("Notebook"))
        self._deleted.setText(self.tr("Back to all marks") if deleted else self.tr("Recently deleted"))
        self._order.setText(self.tr("Newest first") if self.choice.by_time else self.tr("In the order of the text"))
        self._order.setToolTip(self.tr("Click for the other order"))
        self._order.setAccessibleName(self.tr("Order: {order}").format(order=self._order.text()))
        for part in (self._filter, self._order):
            part.setVisible(not deleted)
        if self._field.text() != self.choice.text:
            self._field.setText(self.choice.text)

    def _why_empty(self) -> str:
        if self.choice.show is Show.DELETED and not self.choice.text:
            return self.tr("Nothing was deleted in the last 30 days.")
        if self.choice.narrows or self.choice.text:
            return self.tr("No mark is like that.")
        return self.tr(
            "What you highlight, note and bookmark in any topic is gathered here. Select words on a page and choose a colour."
        )

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 16, 0, 0)
        rows.setSpacing(0)
        head = QWidget(self)
        head.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(16, 0, 16, 8)
        inside.setSpacing(8)
        inside.addLayout(_row(self._title, None, self._deleted))
        inside.addWidget(self._field)
        inside.addLayout(_row(self._filter, None, self._order))
        inside.addLayout(_row(self._told, self._clear))
        inside.addWidget(self._hint)
        across = QHBoxLayout()
        across.setContentsMargins(12, 0, 22, 0)  # the list has its scroll bar there
        across.addStretch(1)
        across.addWidget(head, 100)
        across.addStretch(1)
        rows.addLayout(across)
        rows.addWidget(self.marks, 1)
        rows.addStretch(0)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLabel) else 0) if part is not None else row.addStretch(1)
    return row


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName("quiet")
    button.setAutoDefault(False)
    return button
