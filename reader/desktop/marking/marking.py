"""Do to marks what the reader asks, one undoable change after the other.

A mark that could not be saved stays on the page and in the panel, says so, and is tried again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.desktop.jobs import Jobs
from reader.desktop.marking.doing import Doing
from reader.desktop.marking.held import Held
from reader.desktop.marking.here import Here
from reader.desktop.marking.saving import Saving
from reader.desktop.page.selection import Span
from reader.errors import NotebookError
from reader.library.model import Section, Topic
from reader.notebook.arranging import moved
from reader.notebook.burying import buried
from reader.notebook.locking.lock import LockedError
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, edited, tidied
from reader.notebook.notebook import Notebook
from reader.notebook.placements import PlacementCache


class Marking(QObject):
    """Change the marks of the topic that is shown and all bookmarks; others are brought back or deleted."""

    changed = Signal()
    failed = Signal(object)  # why nothing can be marked, or a mark could not be saved
    made = Signal()  # a new mark
    deleted = Signal(object)  # Mark, which can be brought back

    def __init__(self, notebook: Notebook | None, jobs: Jobs, parent: QObject | None = None, *, locked: bool = False) -> None:
        super().__init__(parent)
        unopened = NotebookError(self.tr("The notebook could not be opened, so nothing can be marked."))
        self.refusal = None if notebook else LockedError() if locked else unopened  # why nothing can be marked
        self._notebook = notebook
        self._here: Here | None = None
        self._creator = notebook.creator if notebook else ""
        self.held = Held(notebook.bookmarks() if notebook else (), notebook.id if notebook else "")
        self.saving = Saving(notebook, jobs, self)
        self.saving.failed.connect(self.failed)
        self.saving.changed.connect(self.changed)
        self.doing = Doing(self.held, self.saving, self.refusal, self)
        self.doing.failed.connect(self.failed)
        self.doing.changed.connect(self.changed)

    # What is shown.

    def show_topic(self, topic: Topic | None, edition: tuple[str, str] = ("", "")) -> None:
        """Hold the marks of this topic from now on; `edition` is the digest and the label."""
        kept: Sequence[Mark] = ()
        self._here = None
        if topic is not None:
            self._here = Here(topic, *edition, self._creator)
            kept = self._notebook.marks_in(topic.pack, topic.id, edition[0], topic.meta.formerly) if self._notebook else ()
        self.held.turn_to(topic, kept)
        self.held.hold_disputed(self._notebook.in_conflict() if self._notebook else ())
        for mark in self.saving.unsettled():
            self.held.put(mark)
        self.changed.emit()

    def reload(self) -> None:
        """Hold what the notebook holds now that many marks were changed at once; what was done before can't be undone."""
        self.doing.forget()
        self.held.hold_bookmarks(self._notebook.bookmarks() if self._notebook else ())
        here = self._here
        self.show_topic(here.topic if here else None, (here.edition, here.edition_label) if here else ("", ""))

    def highlights(self) -> list[Highlight]:
        """Return the highlights of the topic that is shown."""
        return self.held.highlights()

    def find(self, mark_id: str) -> Mark | None:
        """Return a mark as the reader left it, also one of another topic or a deleted one."""
        on_the_way = next((mark for mark in self.saving.unsettled() if mark.id == mark_id), None)
        held = on_the_way or self.held.get(mark_id)
        return held or (self._notebook.mark(mark_id) if self._notebook else None)

    @property
    def placements(self) -> PlacementCache | None:
        """Where marks were found in editions; None without a notebook."""
        return self._notebook.placements if self._notebook else None

    def known_tags(self) -> list[str]:
        """Return the tags that are in use, those that are about to be saved among them."""
        saved = [tag.name for tag in self._notebook.tags()] if self._notebook else []
        return list(tidied([*saved, *(tag for mark in self.saving.unsettled() for tag in mark.tags)]))

    def sign_with(self, creator: str) -> None:
        """Let new marks carry this name or these initials."""
        self._creator = creator
        if self._here is not None:
            self._here = replace(self._here, creator=creator)

    # What the reader does.

    def highlight(self, spans: Sequence[Span], colour: Colour) -> str | None:
        """Highlight selected words; return the new mark's id, None if no words were selected."""
        return self._make(self.tr("highlight"), self._here.highlight(spans, colour)) if self._here and spans else None

    def add_note(self, section: Section | None) -> str | None:
        """Begin a note on a section of the topic that is shown, or on all of it; return the new mark's id."""
        return self._make(self.tr("note"), self._here.note(section)) if self._here else None

    def recolour(self, mark_id: str, colour: Colour) -> None:
        """Give a highlight another colour."""
        mark = self.held.get(mark_id)
        if isinstance(mark, Highlight) and mark.colour is not colour:
            self.doing.do(self.tr("colour"), mark, edited(mark, colour=colour))

    def draft(self, mark_id: str, before: str, note: str) -> None:
        """Keep a note that is still being written: however often, one undo takes it back.

        `before` is what stood there when it was begun, or drafted last: whatever came in meanwhile is kept beside it.
        """
        mark = self.find(mark_id)
        if mark is None or isinstance(mark, Bookmark) or before == note:
            return
        self.doing.go_on(self.tr("note"), replace(mark, note=before), edited(mark, note=note, deleted=None))

    def write(self, mark_id: str, before: str, note: str) -> None:
        """Keep a note that is written; one on a section or a topic in which nothing stands goes."""
        self.draft(mark_id, before, note)
        self.doing.end_writing()
        mark = self.held.get(mark_id)
        if isinstance(mark, Note) and not mark.note and not mark.tags and not self.held.other_words(mark_id):
            self.doing.do(self.tr("deletion"), mark, buried(mark))

    def settle_words(self, mark_id: str, words: str) -> None:
        """Let these words stand for those of a mark and for all that were written elsewhere at the same time."""
        mark, others = self.held.get(mark_id), self.held.other_words(mark_id)
        if mark is not None and others:
            after = edited(mark, label=words) if isinstance(mark, Bookmark) else edited(mark, note=words)
            self.doing.do(self.tr("choice"), mark, after, settles=others)

    def tag(self, mark_id: str, tags: Iterable[str]) -> None:
        """Give a mark these tags in place of those it had."""
        mark = self.find(mark_id)
        if mark is not None and mark.tags != (wanted := tidied(tags)):
            self.doing.do(self.tr("tags"), mark, edited(mark, tags=wanted, deleted=None))

    def delete(self, mark_id: str) -> None:
        """Delete a mark, wherever it stands; it can be brought back."""
        mark = self.find(mark_id)
        if mark is not None and mark.deleted is None:
            self.doing.do(self.tr("deletion"), mark, buried(mark))
            self.deleted.emit(mark)

    def restore(self, mark_id: str) -> None:
        """Bring back what was deleted."""
        mark = self.find(mark_id)
        if mark is not None and mark.deleted is not None:
            self.doing.do(self.tr("restoring"), mark, edited(mark, deleted=None))

    def settle(self, before: Highlight, after: Highlight) -> None:
        """Keep where a highlight belongs in an edition, as the reader decided."""
        self.doing.do(self.tr("review"), before, after)

    # Bookmarks.

    def toggle_bookmark(self, section: Section | None) -> None:
        """Bookmark a section of the topic that is shown, or its top; or take the bookmark away."""
        if self._here is None:
            return
        there = self.held.bookmark_at(section.id if section else None)
        if there is not None:
            self.delete(there.id)
            return
        last = max((one.position for one in self.held.bookmarks()), default=0.0)
        self._make(self.tr("bookmark"), self._here.bookmark(section, last + 1.0))

    def rename(self, mark_id: str, label: str) -> None:
        """Give a bookmark another label; without words it keeps its own."""
        mark, label = self.held.get(mark_id), " ".join(label.split())
        others = self.held.other_words(mark_id)
        if isinstance(mark, Bookmark) and label and (others or mark.label != label):
            self.doing.do(self.tr("label"), mark, edited(mark, label=label), settles=others)

    def move_bookmark(self, mark_id: str, row: int) -> None:
        """Put a bookmark at a row of the list; one undo puts it back."""
        former = {mark.id: mark for mark in self.held.bookmarks()}
        if mark_id not in former or not (changed := moved(list(former.values()), mark_id, row)):
            return
        self.doing.stack.beginMacro(self.tr("order"))
        for mark in changed:
            self.doing.do(self.tr("order"), former[mark.id], mark)
        self.doing.stack.endMacro()

    # Within.

    def _make(self, what: str, mark: Mark) -> str | None:
        if self.doing.do(what, None, mark) is None:
            return None
        self.made.emit()
        return mark.id
