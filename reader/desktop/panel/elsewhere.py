"""Choose between the words of a mark and those that were written on it elsewhere at the same time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from reader.desktop.panel.card_text import Kept, begun
from reader.desktop.panel.labels import wrapped_label


class Elsewhere(QFrame):
    """Show the other words, each with what can be done; it isn't there where there are none."""

    settled = Signal(object)  # the words from elsewhere that stand from now on, or Kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("elsewhere")
        self._shown: tuple[str, ...] = ()
        self._parts: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(10, 6, 0, 0)
        self._rows.setSpacing(2)
        self.hide()

    def show_words(self, others: Sequence[str]) -> None:
        """Show the words that stand beside the reader's own."""
        if tuple(others) == self._shown:
            return  # a button that is being pressed stays
        self._shown = tuple(others)
        for part in self._parts:
            self._rows.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for words in others:
            label = wrapped_label(self, "cardText")
            label.setText(begun(words) or self.tr("The note was deleted there."))
            self._add(label)
            self._add(self._button(self.tr("Keep only these"), words))
        if others:
            self._add(self._button(self.tr("Keep only those above"), Kept.OWN))
            self._add(self._button(self.tr("Keep both") if len(others) == 1 else self.tr("Keep all"), Kept.ALL))
        self.setVisible(bool(others))

    def buttons(self) -> list[QPushButton]:
        """Return the buttons in their order."""
        return [part for part in self._parts if isinstance(part, QPushButton)]

    def _button(self, name: str, kept: str | Kept) -> QPushButton:
        """Return a button that lets words stand; they are above one another, so that none is cut in large letters."""
        button = QPushButton(name, self)
        button.setObjectName("quiet")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.settled.emit(kept))
        return button

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._rows.addWidget(part)
