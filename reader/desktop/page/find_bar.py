"""Ask what to find on the page, and say how often it is there."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

_MARGIN = 16
_WIDEST, _NARROWEST_FIELD = 360, 80  # px


class FindBar(QFrame):
    """A field that floats at the page's upper corner, with a count, next, previous and close."""

    wanted = Signal(str)
    nextWanted = Signal()
    previousWanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self)
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find on this page"))
        self.field.setAccessibleName(self.tr("Find on this page"))
        self.field.setMinimumWidth(_NARROWEST_FIELD)
        self.count = QLabel(self)
        self.count.setObjectName("findCount")
        self.count.setMinimumWidth(64)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.field)
        row.addWidget(self.count)
        self.previous = self._button("↑", self.tr("Previous"), self.previousWanted)
        self.next = self._button("↓", self.tr("Next"), self.nextWanted)
        self._button("×", self.tr("Close"), self.closed)
        self.field.textChanged.connect(self.wanted)
        self.show_count(0, 0)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar and take the keyboard; `words` is what to find, if anything is given."""
        if words:
            self.field.setText(words)
        self.show()
        self.place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def place(self) -> None:
        """Go to the parent's upper corner, clear of its scroll bar and within its width."""
        wanted = self.sizeHint().expandedTo(QSize(_WIDEST, 0))
        self.resize(min(wanted.width(), self._over.width() - 2 * _MARGIN), wanted.height())
        left = _MARGIN if self.isRightToLeft() else self._over.width() - self.width() - _MARGIN
        self.move(max(0, left), _MARGIN // 2)

    def show_count(self, current: int, total: int) -> None:
        """Say that the reader stands at place `current` of `total`, both from 1."""
        if total:
            self.count.setText(self.tr("{current} of {total}").format(current=current, total=total))
        else:
            self.count.setText(self.tr("Not found") if self.field.text().strip() else "")
        self.previous.setEnabled(total > 0)
        self.next.setEnabled(total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter, away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previousWanted if back else self.nextWanted).emit()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, name: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(signal)
        self._row.addWidget(button)
        return button
