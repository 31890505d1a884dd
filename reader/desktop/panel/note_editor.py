"""Write a note in place: it is kept while it is written, and when the keyboard goes elsewhere."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_FEWEST_LINES = 3
_MOST_LINES = 12
_KEPT_AFTER = 500  # ms after a key, however fast others follow: so much is lost at the most
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class NoteEditor(QPlainTextEdit):
    """Edit plain text, as tall as it needs to be."""

    drafted = Signal(str, str)  # what stood there, and what does so far: a pulled plug shall not take it away
    finished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardEditor")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Your note. No patients’ names, please."))
        self.setTabChangesFocus(True)
        self.writing = False
        self._shown = ""  # as the editor gives it back while nothing is typed
        self._read = ""  # what was written upon: what it was begun with, or drafted last
        self.beside: QWidget | None = None  # what is written together with it
        self._keeping = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._keeping.timeout.connect(self._draft)
        self.textChanged.connect(self._change)
        self.hide()

    def begin(self, text: str) -> None:
        """Show `text` and take the keyboard."""
        self._show(text)
        self.writing = True
        self.show()
        self.setFocus()
        self._fit()

    def renew(self, text: str) -> None:
        """Show what came in meanwhile, unless the reader has begun to write something else."""
        if self.writing and text != self._read and self._written() == self._read:
            self._show(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Ctrl+Enter or Esc: both keep what was written, Ctrl+Z takes it back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written, and go on later if a menu or another window took the keyboard for a while."""
        super().focusOutEvent(event)
        if event.reason() in _COMING_BACK or (self.beside is not None and self.window().focusWidget() is self.beside):
            self._draft()
        else:
            self.finish()

    def finish(self) -> None:
        """Give back what was written, if the reader is writing."""
        if self.writing:
            self.writing = False
            self._keeping.stop()
            self.finished.emit(self._read, self._written())

    def _change(self) -> None:
        self._fit()
        if self.writing and not self._keeping.isActive():
            self._keeping.start()

    def _draft(self) -> None:
        self._keeping.stop()
        if self.writing:
            read, self._read = self._read, self._written()
            self._shown = self.toPlainText().strip()
            self.drafted.emit(read, self._read)

    def _show(self, text: str) -> None:
        self._read = text
        self.setPlainText(text)
        self._shown = self.toPlainText().strip()  # a no-break space has become another one
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _written(self) -> str:
        text = self.toPlainText().strip()
        return self._read if text == self._shown else text

    def _fit(self) -> None:
        lines = min(max(self.document().lineCount() + 1, _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 14)
