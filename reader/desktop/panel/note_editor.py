"""Write a note in place: what was typed is kept when the keyboard goes elsewhere; Esc keeps the former text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_FEWEST_LINES = 3
_MOST_LINES = 12


class NoteEditor(QPlainTextEdit):
    """Edit plain text, as tall as it needs to be."""

    finished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardEditor")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Your note. No patients’ names, please."))
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._before = ""
        self.hide()

    def begin(self, text: str) -> None:
        """Show `text` and take the keyboard."""
        self._before = text
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.setFocus()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Ctrl+Enter, give up with Esc."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._before)
            self.finish()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written, unless a menu of its own took the keyboard."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def finish(self) -> None:
        """Give back what was written, if the reader is writing."""
        if not self.isHidden():
            self.finished.emit(self.toPlainText().strip())

    def _fit(self) -> None:
        lines = min(max(self.document().lineCount() + 1, _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 14)
