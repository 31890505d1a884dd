"""Marks whose words have changed, side by side with what stands there now; the reader decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.desktop.panel.labels import wrapped_label
from reader.desktop.theme import Theme
from reader.notebook.anchoring import Change, Piece

_OPENING, _CLOSING = ("", *"([“‘"), tuple(".,;:!?)]”’%")
_LONGEST_KEPT = 160  # characters of unchanged words in a row: more of them push the difference out of sight


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What a card shows of a mark that waits for the reader."""

    id: str
    where: str
    note: str
    old: str  # the marked words
    pieces: tuple[Piece, ...]  # the difference; none where nothing was found
    critical: bool
    placed: bool


class ReviewCard(QFrame):
    """Show old and new words of one mark; tell what the reader decides."""

    chosen = Signal(str)  # go to where it stands now
    accepted = Signal(str)
    reanchored = Signal(str)  # other words are about to be selected for it
    kept = Signal(str)  # without a place

    def __init__(self, text: ReviewText, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text = text
        self._state = wrapped_label(self, "cardState")
        self._where = wrapped_label(self, "cardWhere")
        self._old = wrapped_label(self, "reviewWords", Qt.TextFormat.RichText)
        self._new = wrapped_label(self, "reviewWords", Qt.TextFormat.RichText)
        self._note = wrapped_label(self, "cardText")
        self._accept = self._button(self.tr("Accept"), self.tr("The new words stand for the old ones"), self.accepted)
        self._reanchor = self._button(self.tr("Re-anchor"), self.tr("Select other words for this mark"), self.reanchored)
        self._keep = self._button(self.tr("Keep unplaced"), self.tr("Keep the mark in the list, on no words"), self.kept)
        self._lay_out()
        self.show_text(text, theme)

    def show_text(self, text: ReviewText, theme: Theme) -> None:
        """Show this in place of what the card showed."""
        self.text = text
        self._state.setText(_state(text))
        self._state.setStyleSheet(f"font-weight: 600; color: {theme.danger_line if text.critical else theme.caution_line};")
        self._where.setText(text.where)
        self._old.setText(_marked(self.tr("Was"), text, theme, leaves_out=Change.ADDED))
        self._new.setText(_marked(self.tr("Now"), text, theme, leaves_out=Change.REMOVED))
        self._new.setVisible(bool(text.pieces))
        self._note.setText(text.note)
        self._note.setVisible(bool(text.note))
        self._accept.setVisible(text.placed)
        self.setAccessibleName(f"{self._state.text()} {text.where}")
        self.setAccessibleDescription(_spoken(text))

    def follow(self, before: QWidget) -> QWidget:
        """Let Tab come here after `before`, then to the card's buttons; return the last of them."""
        for part in (self, self._accept, self._reanchor, self._keep):
            self.setTabOrder(before, part)
            before = part
        return before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.text.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the words."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.text.id)

    def _button(self, words: str, hint: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("quiet")
        button.setToolTip(hint)
        button.setAccessibleDescription(hint)
        button.clicked.connect(lambda: signal.emit(self.text.id))  # type: ignore[attr-defined]  # Qt binds a signal to its object
        return button

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(6)
        for part in (self._state, self._where, self._old, self._new, self._note):
            rows.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self._accept, self._reanchor):
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        rows.addWidget(self._keep, alignment=Qt.AlignmentFlag.AlignLeft)


class ReviewTab(QScrollArea):
    """Show what waits for the reader, critical changes first."""

    chosen = Signal(str)
    accepted = Signal(str)
    reanchored = Signal(str)
    kept = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[ReviewCard] = []
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Review"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(16, 8, 16, 16)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        self.setWidget(inside)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._theme = theme
        for card in self._cards:
            card.show_text(card.text, theme)

    def lead_from(self, before: QWidget) -> None:
        """Let Tab come to the cards from `before`."""
        self._before = before
        self._lead_keyboard()

    def show_texts(self, texts: Sequence[ReviewText]) -> None:
        """Show these marks; the keyboard stays on its mark, or goes to the one that stands there once that was decided."""
        at = next((row for row, card in enumerate(self._cards) if card.hasFocus() or _holds_focus(card)), None)
        held = self._cards[at].text.id if at is not None else None
        for card in self._cards[len(texts) :]:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        del self._cards[len(texts) :]
        for card, text in zip(self._cards, texts, strict=False):
            card.show_text(text, self._theme)
        for text in texts[len(self._cards) :]:
            self._add(text)
        self._lead_keyboard()
        if at is None or not texts:
            return
        row = next((row for row, text in enumerate(texts) if text.id == held), None)
        if row != at:  # else it may be at a button, which another look at the marks mustn't take it from
            self._cards[min(at, len(texts) - 1) if row is None else row].setFocus()

    def texts(self) -> tuple[ReviewText, ...]:
        """Return what is shown."""
        return tuple(card.text for card in self._cards)

    def first(self) -> QWidget | None:
        """Return what takes the keyboard; None where nothing waits."""
        return self._cards[0] if self._cards else None

    def _add(self, text: ReviewText) -> None:
        card = ReviewCard(text, self._theme, self.widget())
        for name in ("chosen", "accepted", "reanchored", "kept"):
            getattr(card, name).connect(getattr(self, name))
        self._rows.insertWidget(len(self._cards), card)
        self._cards.append(card)
        card.show()

    def _lead_keyboard(self) -> None:
        before = self._before
        for card in self._cards if before is not None else ():
            before = card.follow(before)  # type: ignore[arg-type]  # it isn't None within this loop


def _state(text: ReviewText) -> str:
    if not text.placed:
        return _tr("Not found in this edition")
    return _tr("Changed where it can matter") if text.critical else _tr("Changed")


def _marked(name: str, text: ReviewText, theme: Theme, *, leaves_out: Change) -> str:
    """Return one side of the difference as rich text: what went is struck out, what came is underlined."""
    head = f'<span style="color: {theme.muted}">{escape(name)}</span> '
    if not text.pieces:
        return head + escape(text.old)
    return head + _spaced([piece for piece in text.pieces if piece.change is not leaves_out], theme)


def _spaced(pieces: Sequence[Piece], theme: Theme) -> str:
    """Return pieces with blanks between, but for signs that stand close to a word."""
    written = ""
    for before, piece in zip(("", *(piece.text for piece in pieces)), pieces, strict=False):
        close = before[-1:] in _OPENING or piece.text[:1] in _CLOSING
        written += ("" if close else " ") + _piece(piece, theme)
    return written


def _piece(piece: Piece, theme: Theme) -> str:
    words = escape(_shortened(piece.text) if piece.change is Change.KEPT else piece.text).replace("\n", "<br>")
    if piece.change is Change.KEPT:
        return words
    ground = theme.danger if piece.critical else theme.caution if piece.change is Change.REMOVED else theme.match
    line = "line-through" if piece.change is Change.REMOVED else "underline"
    weight = "600" if piece.critical else "400"
    return f'<span style="background: {ground}; text-decoration: {line}; font-weight: {weight}">{words}</span>'


def _spoken(text: ReviewText) -> str:
    went = "; ".join(piece.text for piece in text.pieces if piece.change is Change.REMOVED)
    came = "; ".join(piece.text for piece in text.pieces if piece.change is Change.ADDED)
    told = [text.old, _tr("Gone: {words}").format(words=went) if went else ""]
    return ". ".join(part for part in (*told, _tr("New: {words}").format(words=came) if came else "") if part)


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_KEPT:
        return words
    half = _LONGEST_KEPT // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def _holds_focus(card: QWidget) -> bool:
    focused = card.window().focusWidget()
    return focused is not None and card.isAncestorOf(focused)
