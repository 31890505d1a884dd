"""Make, change and delete marks: drawn at once, saved in the notebook's lane, undone with Ctrl+Z.

A mark that could not be saved stays on the page and in the panel, says so, and is tried again.
"""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from reader.desktop.changes import ChangeCommand
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.page.selection import Span
from reader.errors import NotebookError
from reader.library.model import Section, Topic
from reader.notebook.anchoring import describe
from reader.notebook.burying import buried
from reader.notebook.changing import Change
from reader.notebook.locking.lock import LockedError
from reader.notebook.making import new_bookmark, new_highlight
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, edited
from reader.notebook.notebook import Notebook

M = TypeVar("M", Highlight, Bookmark)

_HOUR = 60 * 60 * 1000  # milliseconds: a backup that was made today is noticed and not made again


class Marking(QObject):
    """Hold the marks of the topic that is shown and all bookmarks, the unsaved ones included."""

    changed = Signal()
    failed = Signal(object)  # why a mark could not be saved
    deleted = Signal(object)  # Mark, which can be brought back
    notBackedUp = Signal(object)  # why there is no backup of today

    def __init__(self, notebook: Notebook | None, jobs: Jobs, parent: QObject | None = None, *, locked: bool = False) -> None:
        super().__init__(parent)
        unopened = NotebookError(self.tr("The notebook could not be opened, so nothing can be marked."))
        self._refusal = LockedError() if locked else unopened
        self._notebook = notebook
        self._jobs = jobs
        self._topic: Topic | None = None
        self._edition = ("", "")
        self._highlights: dict[str, Highlight] = {}
        self._bookmarks: dict[str, Bookmark] = {mark.id: mark for mark in notebook.bookmarks()} if notebook else {}
        self._unsettled: dict[str, Mark] = {}  # on their way to the disk, or refused by it
        self._refused: set[str] = set()
        self.undo_stack = QUndoStack(self)
        self._writing: ChangeCommand | None = None  # the note that is being written, saved again and again
        self._writing_at = 0  # where it stands among what can be undone
        self._touched: Mark | None = None  # as the last change left it
        self._hourly = QTimer(self, interval=_HOUR)
        self._hourly.timeout.connect(self.back_up)

    # What is shown.

    def show_topic(self, topic: Topic | None, edition: tuple[str, str] = ("", "")) -> None:
        """Hold the marks of this topic from now on; `edition` is the digest and the label."""
        self._topic, self._edition = topic, edition
        self._highlights = {}
        if topic is not None and self._notebook is not None:
            kept = [mark for mark in self._notebook.marks_in(topic.pack, topic.id) if isinstance(mark, Highlight)]
            self._highlights = {mark.id: mark for mark in kept}
        for mark in self._unsettled.values():
            self._hold(mark)
        self.changed.emit()

    def highlights(self) -> list[Highlight]:
        """Return the highlights of the topic that is shown."""
        return list(self._highlights.values())

    def bookmarks(self) -> list[Bookmark]:
        """Return all bookmarks, in the reader's order."""
        return sorted(self._bookmarks.values(), key=lambda mark: (mark.position, mark.created))

    def is_saved(self, mark_id: str) -> bool:
        """Tell whether the disk has not refused the mark."""
        return mark_id not in self._refused

    @property
    def unsaved(self) -> int:
        """Return how many marks the disk has refused."""
        return len(self._refused)

    def bookmark_at(self, section: str | None) -> Bookmark | None:
        """Return the bookmark of a section of the topic that is shown."""
        if self._topic is None:
            return None
        place = (self._topic.pack, self._topic.id, section)
        return next((mark for mark in self._bookmarks.values() if (mark.pack, mark.topic, mark.section) == place), None)

    # What the reader does.

    def highlight(self, spans: Sequence[Span], colour: Colour) -> str | None:
        """Highlight selected words; return the new mark's id, None if no words were selected."""
        topic = self._topic
        if topic is None or not spans:
            return None
        sections = {section.id: section for section in topic.sections}
        targets = [
            describe(
                span.section,
                sections[span.section].text,
                span.start,
                span.end,
                pack=topic.pack,
                topic=topic.id,
                heading_path=sections[span.section].path,
                row_headings=span.row_headings,
                column_headings=span.column_headings,
            )
            for span in spans
        ]
        digest, label = self._edition
        mark = new_highlight(targets, colour=colour, edition=digest, edition_label=label, creator=self._creator)
        self._do(self.tr("highlight"), None, mark)
        return mark.id

    def recolour(self, mark_id: str, colour: Colour) -> None:
        """Give a highlight another colour."""
        mark = self._highlights.get(mark_id)
        if mark is not None and mark.colour is not colour:
            self._do(self.tr("colour"), mark, edited(mark, colour=colour))

    def draft(self, mark_id: str, note: str) -> None:
        """Keep a note that is still being written: however often, one undo takes it back."""
        mark = self._highlights.get(mark_id)
        if mark is None or mark.note == note:
            return
        after, latest = edited(mark, note=note), self._writing
        on_top = self.undo_stack.index() == self.undo_stack.count() == self._writing_at
        if latest is not None and on_top and not latest.change.undone and latest.change.is_of(mark):
            latest.go_on(after)
        else:
            self._writing = self._do(self.tr("note"), mark, after)
            self._writing_at = self.undo_stack.index()

    def write(self, mark_id: str, note: str) -> None:
        """Keep a note that is written."""
        self.draft(mark_id, note)
        self._writing = None

    def delete(self, mark_id: str) -> None:
        """Delete a highlight or a bookmark; it can be brought back."""
        mark: Mark | None = self._highlights.get(mark_id) or self._bookmarks.get(mark_id)
        if mark is not None:
            self._do(self.tr("deletion"), mark, buried(mark))
            self.deleted.emit(mark)

    def toggle_bookmark(self, section: Section | None) -> None:
        """Bookmark a section of the topic that is shown, or its top; or take the bookmark away."""
        topic = self._topic
        if topic is None:
            return
        there = self.bookmark_at(section.id if section else None)
        if there is not None:
            self.delete(there.id)
            return
        digest, label = self._edition
        mark = new_bookmark(
            topic.pack,
            topic.id,
            edition=digest,
            edition_label=label,
            section=section.id if section else None,
            heading_path=section.path if section else (),
            label=(section.heading if section else "") or topic.meta.title,
            position=max((one.position for one in self._bookmarks.values()), default=0.0) + 1.0,
            creator=self._creator,
        )
        self._do(self.tr("bookmark"), None, mark)

    def undo(self) -> Mark | None:
        """Undo the last change; return the mark as it is now, deleted or not, None if there was nothing to undo."""
        self._touched = None
        self.undo_stack.undo()
        return self._touched

    def redo(self) -> Mark | None:
        """Do again what was undone last; return the mark as it is now."""
        self._touched = None
        self.undo_stack.redo()
        return self._touched

    def retry(self) -> None:
        """Try again to save what the disk refused."""
        for mark_id in tuple(self._refused):
            self._save(self._unsettled[mark_id])

    def back_up(self) -> None:
        """Make the day's backup beside everything else, today and on each further day that the window stays open."""
        notebook = self._notebook
        if notebook is not None:
            job = self._jobs.run(Lane.WORK, lambda _progress, _cancelled: notebook.back_up())
            job.failed.connect(self.notBackedUp)
            self._hourly.start()

    def back_up_changes(self) -> None:
        """Back up what was marked since the last time, after all that waits to be saved."""
        notebook = self._notebook
        if notebook is not None:
            job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.back_up_changes())
            job.failed.connect(self.notBackedUp)

    # How it is kept.

    @property
    def _creator(self) -> str:
        return self._notebook.creator if self._notebook is not None else ""

    def _do(self, what: str, before: Mark | None, after: Mark) -> ChangeCommand | None:
        if self._notebook is None:
            self.failed.emit(self._refusal)
            return None
        command = ChangeCommand(what, Change(before, after), self._apply)
        self.undo_stack.push(command)
        return command

    def _apply(self, mark: Mark) -> None:
        self._touched = mark
        self._hold(mark)
        self._save(mark)
        self.changed.emit()

    def _hold(self, mark: Mark) -> None:
        if isinstance(mark, Bookmark):
            _put(self._bookmarks, mark)
        elif (
            isinstance(mark, Highlight)
            and self._topic is not None
            and any((target.pack, target.topic) == (self._topic.pack, self._topic.id) for target in mark.targets)
        ):
            _put(self._highlights, mark)

    def _save(self, mark: Mark) -> None:
        notebook = self._notebook
        if notebook is None:
            return
        self._unsettled[mark.id] = mark
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.save(mark))
        job.done.connect(lambda _nothing: self._settle(mark))
        job.failed.connect(lambda error: self._refuse(mark, error))

    def _settle(self, mark: Mark) -> None:
        if self._unsettled.get(mark.id) is not mark:
            return  # a later version of it is on its way
        del self._unsettled[mark.id]
        if mark.id in self._refused:
            self._refused.discard(mark.id)
            self.changed.emit()

    def _refuse(self, mark: Mark, error: Exception) -> None:
        if self._unsettled.get(mark.id) is mark:
            self._refused.add(mark.id)
            self.changed.emit()
            self.failed.emit(error)


def _put(marks: dict[str, M], mark: M) -> None:
    if mark.deleted is None:
        marks[mark.id] = mark
    else:
        marks.pop(mark.id, None)
