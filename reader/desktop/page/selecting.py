"""Watch the selection: show its bar when it has settled, and do what the bar is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from reader.desktop.page.quoting import quoted_words, with_citation
from reader.desktop.page.selection import Span
from reader.desktop.page.selection_bar import SelectionBar

if TYPE_CHECKING:
    from reader.desktop.page.page import Page

_SETTLED = 200  # ms without a change, after which a selection made with keys has settled


class Selecting(QObject):
    """Tie the selection and its bar together."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        self.bar = SelectionBar(page.theme, page)
        self.bar.colourChosen.connect(self.mark)
        self.bar.noteWanted.connect(lambda: self.mark(None, with_note=True))
        self.bar.copyWanted.connect(lambda: self.copy(cited=False))
        self.bar.citationWanted.connect(lambda: self.copy(cited=True))
        self.bar.dismissed.connect(self.dismiss)
        self._rest = QTimer(self, singleShot=True, interval=_SETTLED)
        self._rest.timeout.connect(self.settle)
        page.selectionChanged.connect(self._changed)
        page.verticalScrollBar().valueChanged.connect(self.settle)

    def settle(self) -> None:
        """Show the bar by the selected words, or hide it where none are or the mouse is still at it."""
        self._rest.stop()
        cursor = self._page.textCursor()
        busy = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if not cursor.hasSelection() or busy or not self._page.selected_spans():
            self.bar.hide()
            return
        words = self._page.rectangle(cursor.selectionStart(), cursor.selectionEnd())
        if words.intersects(self._page.rect()):
            self.bar.show_by(words)
        else:
            self.bar.hide()

    def mark(self, colour: str | None, *, with_note: bool = False) -> bool:
        """Ask for the selected words to be marked, else the paragraph at the caret; return whether there are any."""
        spans = self._page.selected_spans() or self._page.caret.spans()
        if not spans:
            return False
        self.dismiss()
        self._page.marked.emit(spans, colour, with_note)
        return True

    def copy(self, *, cited: bool) -> None:
        """Put the selected words into the clipboard."""
        spans, shown, cursor = self._page.selected_spans(), self._page.shown, self._page.textCursor()
        if shown is None or not spans:
            return
        area = (cursor.selectionStart(), cursor.selectionEnd())
        text = with_citation(shown, self._page.imprint, spans, area) if cited else quoted_words(shown, spans)
        QGuiApplication.clipboard().setText(text)
        self.bar.hide()

    def words(self, spans: Sequence[Span]) -> str:
        """Return the words of spans."""
        return quoted_words(self._page.shown, spans) if self._page.shown else ""

    def dismiss(self) -> None:
        """Hide the bar and let go of the selection."""
        cursor = self._page.textCursor()
        cursor.clearSelection()
        self._page.setTextCursor(cursor)
        self.bar.hide()
        self._page.setFocus()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that the bar stands for, while it is shown or a paragraph is tinted; return whether it was taken."""
        if not self.bar.isVisible():
            return bool(self._page.caret.spans()) and self.bar.press(event)
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return self.bar.press(event)

    def take_focus(self) -> bool:
        """Give the keyboard to the bar, if it is shown; return whether it is."""
        if self.bar.isVisible():
            self.bar.focus_first()
        return self.bar.isVisible()

    def _changed(self) -> None:
        if self._page.textCursor().hasSelection():
            self._rest.start()
        else:
            self.settle()
