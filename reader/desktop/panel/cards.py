"""A note as a card: where and when, the quoted words on their colour, what was written, its tags."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.desktop.panel.card_actions import CardActions
from reader.desktop.panel.card_text import CardText, begun, shortened
from reader.desktop.panel.elsewhere import Elsewhere
from reader.desktop.panel.labels import wrapped_label
from reader.desktop.panel.note_editor import NoteEditor
from reader.desktop.panel.tag_line import TagLine
from reader.desktop.theme import Theme
from reader.notebook.marks import with_changed_tags


class NoteCard(QFrame):
    """Show one mark and its note; tell what the reader wants done with it."""

    chosen = Signal(str)  # go to its words
    drafted = Signal(str, str, str)  # id, what it was written upon, what is written so far
    noted = Signal(str, str, str)  # the same, when the reader is done
    recoloured = Signal(str, object)  # id, Colour
    settled = Signal(str, object)  # id, the words from elsewhere that stand from now on, or Kept
    tagged = Signal(str, object)  # id, tuple of tags
    tagsWanted = Signal()  # it is about to be edited: which tags are in use?
    copied = Signal(str)  # with citation
    deleted = Signal(str)

    def __init__(self, text: CardText, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = text
        self._where = wrapped_label(self, "cardWhere")
        self._quote = wrapped_label(self, "cardQuote")
        self._state = wrapped_label(self, "cardState")
        self._note = wrapped_label(self, "cardText")
        self._tags = wrapped_label(self, "cardTags")
        self._elsewhere = Elsewhere(self)
        self._editor = NoteEditor(self)
        self._tag_line = TagLine(self)
        self._editor.beside = self._tag_line
        self._actions = CardActions(self)
        self._tags_read: tuple[str, ...] = ()  # those it had when the reader began to edit
        self._lay_out()
        self._connect()
        self.show_text(text, theme)

    def show_text(self, text: CardText, theme: Theme) -> None:
        """Show this in place of what the card showed."""
        self.text = text
        self._where.setText(f"{text.where} · {text.when}")
        self._quote.setText(shortened(text.quote))
        ground = theme.colour(text.colour.value) if text.colour else theme.paper
        self._quote.setStyleSheet(
            f"background: {ground}; color: {theme.ink}; padding: 1px 4px;"
            f" font-family: 'Source Serif Pro', serif; border-radius: 2px;"
        )
        self._quote.setVisible(bool(text.quote))
        self._note.setText(begun(text.note))
        self._editor.renew(text.note)
        self._tags.setText(" · ".join(text.tags))
        self._elsewhere.show_words(text.others)
        self._state.setText(self._what_is_wrong(text))
        self._state.setVisible(bool(self._state.text()))
        self._actions.show_state(text.colour, theme)
        self.setAccessibleName(self.tr("Note: {where}").format(where=text.where))
        spoken = (text.quote, text.note, *text.others, self._tags.text(), self._state.text())
        self.setAccessibleDescription(". ".join(filter(None, spoken)))
        self._settle()

    def edit(self) -> None:
        """Let the reader write, with the caret at the end."""
        self.tagsWanted.emit()
        self._note.hide()
        self._tags.hide()
        self._tags_read = self.text.tags
        self._tag_line.show_tags(self.text.tags)
        self._tag_line.show()
        self._editor.begin(self.text.note)

    def offer_tags(self, known: Sequence[str]) -> None:
        """Offer these tags where tags are written."""
        self._tag_line.offer(known)

    def stop_editing(self) -> None:
        """Keep what is being written, if anything is."""
        self._editor.finish()

    @property
    def editing(self) -> bool:
        """Tell whether the reader is writing in it."""
        return self._editor.writing

    # Keyboard and mouse.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the words, F2 edits, Ctrl+C copies with citation, Delete deletes."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.text.id)
        elif key == Qt.Key.Key_F2:
            self.edit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.text.id)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit(self.text.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the words, or write where the note stands."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            on_note = self._note.isVisible() and self._note.geometry().contains(event.position().toPoint())
            self.edit() if on_note else self.chosen.emit(self.text.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer what can be done with the note."""
        super().focusInEvent(event)
        self._actions.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be calm again, unless the keyboard went on to one of the card's own buttons."""
        super().focusOutEvent(event)
        self._settle()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Be calm again once the keyboard leaves the last of the card's parts, too."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._settle()
        return False

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is at the card or at one of its parts."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def follow(self, before: QWidget) -> QWidget:
        """Let Tab come here after `before`, then to the card's parts; return the last of them."""
        for part in (self, self._editor, self._tag_line, *self._elsewhere.buttons(), *self._actions.buttons()):
            self.setTabOrder(before, part)
            before = part
        return before

    # Within.

    def _connect(self) -> None:
        for part in (self._editor, self._tag_line, *self._actions.buttons()):
            part.installEventFilter(self)
        self._editor.drafted.connect(lambda read, text: self.drafted.emit(self.text.id, read, text))
        self._editor.finished.connect(self._finish)
        self._tag_line.finished.connect(self._editor.finish)
        self._tag_line.left.connect(self._leave_tags)
        self._elsewhere.settled.connect(self._settle_words)
        self._actions.copied.connect(lambda: self.copied.emit(self.text.id))
        self._actions.edited.connect(self.edit)
        self._actions.deleted.connect(lambda: self.deleted.emit(self.text.id))
        self._actions.recoloured.connect(lambda colour: self.recoloured.emit(self.text.id, colour))

    def _settle(self) -> None:
        for part in (self._editor, self._tag_line):
            part.setVisible(self.editing)
        self._tags.setVisible(bool(self.text.tags) and not self.editing)
        self._note.setVisible(bool(self.text.note) and not self.editing)
        self._actions.setVisible(self.has_keyboard())

    def _finish(self, read: str, text: str) -> None:
        if self.window().focusWidget() in (self._editor, self._tag_line):
            self.setFocus()  # else hiding it hands the keyboard to a colour, and Space changes that
        for part in (self._editor, self._tag_line):
            part.hide()
        self._note.setText(begun(text))
        mark_id, tags = self.text.id, self._tags_wanted()
        if text:
            self.noted.emit(mark_id, read, text)
        if tags != self.text.tags:
            self.tagged.emit(mark_id, tags)
        if not text:
            self.noted.emit(mark_id, read, text)  # last: a note with neither words nor tags goes
        self._settle()

    def _tags_wanted(self) -> tuple[str, ...]:
        """Return the tags with what the reader added and without what was taken away; others may have come in meanwhile."""
        written = self._tag_line.tags()
        if written == self._tags_read:
            return self.text.tags
        return with_changed_tags(self.text.tags, self._tags_read, written)

    def _settle_words(self, kept: object) -> None:
        self.setFocus()  # else the keyboard goes with the button, to wherever comes first in the window
        self.settled.emit(self.text.id, kept)

    def _leave_tags(self) -> None:
        """Finish, unless the keyboard only went back to the note."""
        if self.window().focusWidget() is not self._editor:
            self._editor.finish()

    def _what_is_wrong(self, text: CardText) -> str:
        if not text.saved:
            return self.tr("Not saved yet. It stays here; Wardbook tries again when you change it.")
        if text.others:
            return self.tr("What stands below was written elsewhere at the same time. Both are kept until you choose.")
        if text.waits:
            return self.tr("Its words have changed in this edition. Look at them under Review.")
        if not text.placed:
            return self.tr("Its words aren't in this edition, so it isn't drawn on the page.")
        return ""

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(6)
        words = (self._note, self._editor, self._elsewhere, self._tags, self._tag_line)
        for part in (self._where, self._quote, self._state, *words, self._actions):
            rows.addWidget(part)
