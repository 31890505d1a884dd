"""Show marks on the page and in the panel, and pass on what the reader does to them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.desktop.margin import bookmark_lines, cards, note_cards, painted
from reader.desktop.marking.marking import Marking
from reader.desktop.marking.quoting import with_citation
from reader.desktop.marking.standing import Standings
from reader.desktop.notice import NoticeKind
from reader.desktop.page.selection import Span
from reader.desktop.panel.card_text import CardText, Kept
from reader.desktop.panel.panel import NOTES
from reader.desktop.parts import Parts
from reader.desktop.presenters.undoing import UndoPresenter
from reader.desktop.reading import Opened, Reading
from reader.errors import EditionError, ReaderError
from reader.library.model import Section, Topic, TopicEntry
from reader.library.shelf.shelf import Shelf
from reader.notebook.locking.lock import LockedError
from reader.notebook.marks import Bookmark, Colour, Highlight, Note
from reader.notebook.replacing import section_of
from reader.notebook.times import utc_now


class MarksPresenter(QObject):
    """Draw a mark the moment it is made; a mark that could not be saved says so."""

    def __init__(self, parts: Parts, marking: Marking, reading: Reading, shelf: Shelf) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._marking = marking
        self._reading = reading
        self._shelf = shelf
        self.standings = Standings(marking.placements)
        self._colour = Colour.AMBER  # the one that was used last
        self._undoing = UndoPresenter(parts, marking, reading, shelf)
        self._connect_marks()
        self._connect_panel()
        self._show()

    def _connect_marks(self) -> None:
        marking, page, wishes = self._marking, self._parts.page, self._parts.wishes
        self._reading.opened.connect(self._open)
        self._reading.moved.connect(self._show_bookmarked)
        self._parts.look.themeChanged.connect(self._show_bookmarked)
        marking.changed.connect(self._show)
        marking.failed.connect(self._tell_failure)
        marking.saving.notBackedUp.connect(self._tell_no_backup)
        page.marked.connect(self._mark)
        page.markClicked.connect(self._show_card)
        wishes["highlight"].triggered.connect(lambda: page.mark_selection(None))
        wishes["caret"].triggered.connect(self._take_caret)
        wishes["note"].triggered.connect(self._write_note)
        wishes["section_note"].triggered.connect(lambda: self._add_note(self._section()))
        wishes["topic_note"].triggered.connect(lambda: self._add_note(None))
        wishes["bookmark"].triggered.connect(self._toggle_bookmark)

    def _connect_panel(self) -> None:
        notes, bookmarks = self._parts.panel.notes, self._parts.panel.bookmarks
        notes.chosen.connect(self._go_to_mark)
        notes.drafted.connect(self._marking.draft)
        notes.noted.connect(self._marking.write)
        notes.recoloured.connect(self._marking.recolour)
        notes.deleted.connect(self._delete)
        notes.settled.connect(self._settle)
        notes.tagged.connect(self._marking.tag)
        notes.tagsWanted.connect(lambda: notes.offer_tags(self._marking.known_tags()))
        notes.copied.connect(self.copy)
        bookmarks.chosen.connect(self._go_to_bookmark)
        bookmarks.deleted.connect(self._marking.delete)
        bookmarks.renamed.connect(self._marking.rename)
        bookmarks.moved.connect(self._marking.move_bookmark)
        self._parts.panel.left.connect(self._take_keyboard)

    def _take_caret(self) -> None:
        if self._parts.page.isVisible():
            self._parts.page.caret.take_keyboard()

    def show_placed(self) -> None:
        """Show where the marks stand now that all were looked for."""
        if self.standings.look_again():
            self._show()

    def _take_keyboard(self) -> None:
        self._parts.page.setFocus()

    def _open(self, opened: Opened) -> None:
        manifest = opened.pack.manifest
        self._parts.panel.notes.stop_editing()
        self.standings.turn_to(opened.pack.compiled)
        self._marking.show_topic(opened.topic, (opened.pack.digest, manifest.edition))

    def _show(self) -> None:
        topic = self._reading.now.topic if self._reading.now else None
        marks = self._marking.highlights() if topic else []
        if topic is not None:
            self._parts.page.set_highlights(painted(marks, topic, self.standings.of))
        self._parts.panel.show_notes(self._cards(topic) if topic else ())
        held = self._marking.held
        self._parts.panel.show_bookmarks(bookmark_lines(held.bookmarks(), self._entry, held.other_words))
        self._show_bookmarked()

    def _cards(self, topic: Topic) -> list[CardText]:
        held, now = self._marking.held, utc_now()
        made = [
            *note_cards(held.notes(), topic, self._marking.saving.is_saved, now),
            *cards(held.highlights(), topic, self.standings.of, self._marking.saving.is_saved, now),
        ]
        return [replace(card, others=held.other_words(card.id)) for card in made]

    def _show_bookmarked(self) -> None:
        section = self._section()
        there = self._marking.held.bookmark_at(section.id if section else None) is not None
        self._parts.wishes.show_bookmarked(self._parts.look.theme, bookmarked=there)

    # What the reader does.

    def _mark(self, spans: Sequence[Span], colour: str | None, with_note: bool) -> None:  # noqa: FBT001 - what the signal carries
        if colour is not None:
            self._colour = Colour(colour)
        mark_id = self._marking.highlight(spans, self._colour)
        if mark_id is not None and with_note:
            self._show_card(mark_id, edit=True)

    def _write_note(self) -> None:
        """Write on the selected words or the paragraph at the caret; where there are none, on the section that is read."""
        if not self._parts.page.mark_selection(None, with_note=True):
            self._add_note(self._section())

    def _add_note(self, section: Section | None) -> None:
        mark_id = self._marking.add_note(section)
        if mark_id is not None:
            self._show_card(mark_id, edit=True)

    def copy(self, mark_id: str) -> None:
        """Put a highlight's words into the clipboard, with where they are from."""
        mark = self._marking.find(mark_id)
        if isinstance(mark, Highlight):
            first = mark.targets[0]
            entry = self._entry(first.topic, first.pack)
            text = with_citation(mark, entry.title if entry else first.topic, self._shelf.pack(first.pack))
            QGuiApplication.clipboard().setText(text)
            self._parts.centre.notice.tell(self.tr("Copied, with where it is from."))

    def _settle(self, mark_id: str, kept: str | Kept) -> None:
        """Let words stand for all that were written; those of the note as they are now that its editor has finished."""
        mark = self._marking.held.get(mark_id)
        own = "" if mark is None or isinstance(mark, Bookmark) else mark.note
        others = self._marking.held.other_words(mark_id)
        known = {Kept.OWN: own, Kept.ALL: "\n\n".join(filter(None, (own, *others)))}
        self._marking.settle_words(mark_id, known[kept] if isinstance(kept, Kept) else kept)

    def _delete(self, mark_id: str) -> None:
        self._parts.panel.notes.stop_editing()  # else what is kept when the card goes would bring the mark back
        self._marking.delete(mark_id)

    def _toggle_bookmark(self) -> None:
        self._marking.toggle_bookmark(self._section())
        self._show_bookmarked()

    def _show_card(self, mark_id: str, *, edit: bool = False) -> None:
        self._parts.wishes["panel"].setChecked(True)
        self._parts.panel.show_tab(NOTES)
        self._parts.panel.notes.show_card(mark_id, edit=edit)

    def _go_to_mark(self, mark_id: str) -> None:
        topic = self._reading.now.topic if self._reading.now else None
        for mark in painted(self._marking.highlights(), topic, self.standings.of) if topic else ():
            if mark.id == mark_id and topic is not None:
                self._reading.open(topic.id, topic.pack, mark.section, mark.start)
                return
        for note in self._marking.held.notes():
            if note.id == mark_id and topic is not None:
                self._reading.open(topic.id, topic.pack, _section_id(topic, note))

    def show_mark(self, mark_id: str) -> None:
        """Show a mark of the topic that is shown: its words on the page, and its card."""
        self._go_to_mark(mark_id)
        if any(text.id == mark_id for text in self._parts.panel.notes.texts()):
            self._show_card(mark_id)

    def _go_to_bookmark(self, mark_id: str) -> None:
        for mark in self._marking.held.bookmarks():
            if mark.id == mark_id:
                self._reading.open(mark.topic, mark.pack, self._section_now(mark))

    def _section_now(self, mark: Bookmark) -> str:
        """Return the section that a bookmark is on, as it is called now."""
        pack = self._shelf.pack(mark.pack)
        if mark.section is None or pack is None or pack.compiled is None:
            return mark.section or ""
        try:
            return _section_id(pack.compiled.topic(mark.topic), mark) or mark.section
        except EditionError:
            return mark.section  # opening it says what is amiss

    def _section(self) -> Section | None:
        """Return the section that is read; None for the introduction, which stands for the topic."""
        section = self._reading.section()
        return section if section is not None and section.level else None

    def _entry(self, topic: str, pack: str) -> TopicEntry | None:
        try:
            return self._shelf.find_topic(topic, pack)
        except EditionError:
            return None  # the pack is being made again; its bookmarks stay listed

    # What the reader is told.

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, LockedError):
            self._parts.centre.notice.tell(
                self.tr("Nothing can be marked while the notebook is locked."),
                NoticeKind.WARNING,
                action=self.tr("Unlock it"),
                do=self._parts.wishes["lock"].trigger,
            )
            return
        why = str(error) if isinstance(error, ReaderError) else self.tr("Something went wrong within Wardbook.")
        self._parts.centre.notice.tell(
            self.tr("Your mark isn’t saved yet. {why}").format(why=why),
            NoticeKind.ERROR,
            action=self.tr("Try again"),
            do=self._marking.saving.retry,
        )

    def _tell_no_backup(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.WARNING)


def _section_id(topic: Topic, mark: Note | Bookmark) -> str:
    """Return the section that a mark is on by its present id; nothing for the whole topic, and for one that is gone."""
    section = section_of(topic, mark.section, mark.heading_path) if mark.section is not None else None
    return section.id if section is not None else ""
