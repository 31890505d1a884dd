"""Put a caret on the page, so that paragraphs and words are reached and marked without a mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QTextBlock, QTextCursor

from reader.desktop.page.scrolling import scroll_into_sight, top_position
from reader.desktop.page.selection import Span

if TYPE_CHECKING:
    from reader.desktop.page.page import Page

_FLAG = Qt.TextInteractionFlag.TextSelectableByKeyboard
_STEPS = {Qt.Key.Key_Down: +1, Qt.Key.Key_Up: -1}
_SPOKEN = 300  # characters of a paragraph: a screen reader goes on by itself


class Caret(QObject):
    """Move by paragraph with Ctrl+Down and Ctrl+Up, by letters and words as everywhere; the paragraph it is in is tinted."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        page.cursorPositionChanged.connect(self._show)

    @property
    def on(self) -> bool:
        """Tell whether the page has a caret."""
        return bool(self._page.textInteractionFlags() & _FLAG)

    def press(self, event: QKeyEvent) -> bool:
        """Take the keys that move the caret by a paragraph or take it away; return whether it was one."""
        if event.key() in _STEPS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.on and not self._page.textCursor().hasSelection():
            self.switch()
        else:
            return False
        return True

    def take_keyboard(self) -> None:
        """Bring the keyboard to the page, with a caret; or take the caret away where both are there already."""
        if self.on and not self._page.hasFocus():
            self._page.setFocus()
            return
        self._page.setFocus()
        self.switch()

    def switch(self) -> None:
        """Let the arrow keys move a caret, so that words are selected without a mouse; or let them scroll again."""
        page = self._page
        page.setTextInteractionFlags(page.textInteractionFlags() ^ _FLAG)
        if self.on and not page.textCursor().hasSelection():
            self._go_to(page.document().findBlock(top_position(page)))
        self._show()

    def spans(self) -> list[Span]:
        """Return the words of the paragraph that the caret is in; nothing without a caret."""
        return self._words_of(self._page.textCursor().block()) if self.on else []

    def _step(self, by: int) -> None:
        if not self.on:
            self.switch()
            return
        block = self._page.textCursor().block()
        if by < 0 and self._page.textCursor().positionInBlock() > 0 and self._words_of(block):
            self._go_to(block)
            return
        block = block.next() if by > 0 else block.previous()
        while block.isValid() and not self._words_of(block):
            block = block.next() if by > 0 else block.previous()
        if block.isValid():
            self._go_to(block)

    def _go_to(self, block: QTextBlock) -> None:
        while block.isValid() and not self._words_of(block):
            block = block.next()
        if not block.isValid():
            return
        page = self._page
        page.setTextCursor(QTextCursor(block))
        scroll_into_sight(page, block.position())
        words = " ".join(page.shown.words(span) for span in self._words_of(block)) if page.shown else ""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, words[:_SPOKEN]))

    def _words_of(self, block: QTextBlock) -> list[Span]:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return self._page.shown.spans(cursor) if self._page.shown else []

    def _show(self) -> None:
        """Tint the paragraph that a mark would be made on."""
        overlay, block = self._page.overlay, self._page.textCursor().block()
        area = (block.position(), block.position() + block.length() - 1) if self.spans() else None
        if area != overlay.paragraph:
            overlay.paragraph = area
            self._page.repaint_overlay()
