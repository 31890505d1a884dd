"""The notes of the topic that is being read, as cards in the order of the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.desktop.panel.card_text import CardText
from reader.desktop.panel.cards import NoteCard
from reader.desktop.theme import Theme

_AT_ONCE = 60  # cards made at once: more of them wait for a button


class NotesTab(QScrollArea):
    """Show cards; pass on what the reader asks of them."""

    chosen = Signal(str)
    drafted = Signal(str, str, str)
    noted = Signal(str, str, str)
    recoloured = Signal(str, object)
    settled = Signal(str, object)
    tagged = Signal(str, object)
    tagsWanted = Signal()
    copied = Signal(str)
    deleted = Signal(str)
    left = Signal()  # the card that had the keyboard is gone, and no other is there to take it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[CardText, ...] = ()
        self._limit = _AT_ONCE
        self._cards: dict[str, NoteCard] = {}
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Notes"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(16, 8, 16, 16)
        self._rows.setSpacing(8)
        self._empty = QLabel(
            self.tr("Select words on the page and choose a colour: they are kept here, with a note if you write one."), inside
        )
        self._empty.setObjectName("emptyHint")
        self._empty.setWordWrap(True)
        self._more = QPushButton(inside)
        self._more.setObjectName("quiet")
        self._more.clicked.connect(self._show_more)
        self._rows.addWidget(self._empty)
        self._rows.addWidget(self._more)
        self._rows.addStretch(1)
        self.setWidget(inside)
        self.show_cards(())

    def tell_empty(self, words: str) -> None:
        """Say something else where there are no notes."""
        self._empty.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._theme = theme
        for card in self._cards.values():
            card.show_text(card.text, theme)

    def show_cards(self, texts: Sequence[CardText]) -> None:
        """Show these notes; a card that stays keeps its keyboard and what is being written in it."""
        former, held = tuple(self._cards), self._holder()
        given = self._texts = tuple(texts)
        shown = self._texts[: self._limit]
        self._drop({text.id for text in shown})
        if self._texts is not given:
            return  # what was being written in a card that goes has brought others, and they are shown
        for row, text in enumerate(shown):
            self._place(row, text)
        self._cards = {text.id: self._cards[text.id] for text in shown}
        self._lead_keyboard()
        hidden = len(self._texts) - len(shown)
        self._more.setText(self.tr("Show %n more", "", hidden))
        self._more.setVisible(hidden > 0)
        self._empty.setVisible(not self._texts)
        if held is not None and held not in self._cards:
            self._hand_on(former, former.index(held))

    def show_card(self, mark_id: str, *, edit: bool = False) -> None:
        """Bring a card into sight, give it the keyboard, and let the reader write in it if asked."""
        place = next((row for row, text in enumerate(self._texts) if text.id == mark_id), None)
        if place is None:
            return
        if place >= self._limit:
            self._limit = place + 1
            self.show_cards(self._texts)
        card = self._cards[mark_id]
        card.setFocus()
        if edit:
            card.edit()
        # Its height is known once the layout has seen it.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(card) if mark_id in self._cards else None)

    def reveal(self, mark_id: str) -> None:
        """Bring a card into sight, and leave the keyboard where it is."""
        if mark_id in self._cards:
            self.ensureWidgetVisible(self._cards[mark_id])

    def offer_tags(self, known: Sequence[str]) -> None:
        """Offer these tags where a note is written."""
        for card in self._cards.values():
            card.offer_tags(known)

    def lead_from(self, before: QWidget) -> None:
        """Let Tab come to the cards from `before`: cards that are made later would stand after everything."""
        self._before = before
        self._lead_keyboard()

    def texts(self) -> tuple[CardText, ...]:
        """Return what there is to show."""
        return self._texts

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the first card."""
        super().focusInEvent(event)
        for card in tuple(self._cards.values())[:1]:
            card.setFocus(event.reason())

    def stop_editing(self) -> None:
        """Keep what is being written."""
        for card in tuple(self._cards.values()):
            card.stop_editing()

    def _place(self, row: int, text: CardText) -> None:
        card = self._cards.get(text.id)
        if card is None:
            card = self._cards[text.id] = self._new_card(text)
        elif card.text != text:
            card.show_text(text, self._theme)
        if self._rows.indexOf(card) != row:
            self._rows.insertWidget(row, card)
            card.show()  # at once, so that it can take the keyboard

    def _new_card(self, text: CardText) -> NoteCard:
        card = NoteCard(text, self._theme, self.widget())
        card.chosen.connect(self.chosen)
        card.drafted.connect(self.drafted)
        card.noted.connect(self.noted)
        card.recoloured.connect(self.recoloured)
        card.settled.connect(self.settled)
        card.tagged.connect(self.tagged)
        card.tagsWanted.connect(self.tagsWanted)
        card.copied.connect(self.copied)
        card.deleted.connect(self.deleted)
        return card

    def _drop(self, kept: set[str]) -> None:
        for gone in self._cards.keys() - kept:
            card = self._cards.pop(gone)
            card.stop_editing()
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _lead_keyboard(self) -> None:
        """Let Tab come to the first card, and from each card to the next one below it."""
        before = self._before
        if before is not None:
            for card in self._cards.values():
                before = card.follow(before)
            self.setTabOrder(before, self._more)

    def _holder(self) -> str | None:
        """Return the id of the card that has the keyboard."""
        return next((mark_id for mark_id, card in self._cards.items() if card.has_keyboard()), None)

    def _hand_on(self, former: Sequence[str], place: int) -> None:
        """Give the keyboard to the card that came after the one that is gone, else to the last one before it."""
        for mark_id in (*former[place:], *reversed(former[:place])):
            if mark_id in self._cards:
                self._cards[mark_id].setFocus()
                return
        self.left.emit()

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self.show_cards(self._texts)
