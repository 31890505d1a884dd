"""What tests do as a reader would: select words, and look at the notes."""

from reader.desktop.panel.cards import NoteCard
from reader.desktop.window import Window


def shown_topic(window: Window) -> str:
    assert window.reading.now is not None
    return window.reading.now.topic.id


def select(window: Window, words: str) -> None:
    cursor = window.parts.page.document().find(words)
    assert not cursor.isNull()
    window.parts.page.setTextCursor(cursor)


def note_cards(window: Window) -> list[NoteCard]:
    """Return the cards in the order of the keyboard."""
    cards = [card for card in window.parts.panel.notes.findChildren(NoteCard) if not card.isHidden()]
    return sorted(cards, key=lambda card: card.y())


def mark(window: Window, words: str, *, with_note: bool = False) -> str:
    """Highlight words of the page, and return the mark's id."""
    before = {one.id for one in window.marking.highlights()}
    select(window, words)
    assert window.parts.page.mark_selection("amber", with_note=with_note)
    (made,) = {one.id for one in window.marking.highlights()} - before
    return made
