"""Hold the marks that are shown beside a topic, and all bookmarks."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from reader.library.model import Topic
from reader.notebook.marks import Bookmark, Highlight, Mark, Note
from reader.notebook.replacing import section_of
from reader.notebook.stamps import Record, seen_from

M = TypeVar("M", Highlight, Bookmark, Note)


class Held:
    """The marks in hand, as the reader left them: the disk may not have them yet."""

    def __init__(self, bookmarks: Iterable[Bookmark], notebook: str) -> None:
        """Take the bookmarks, and the name of the notebook in which the reader writes."""
        self._notebook = notebook
        self._topic: Topic | None = None
        self._others: dict[str, tuple[str, ...]] = {}
        self._here: set[str] = set()  # the marks that belong to the topic, whatever it was called when they were made
        self._highlights: dict[str, Highlight] = {}
        self._notes: dict[str, Note] = {}
        self.hold_bookmarks(bookmarks)

    def hold_bookmarks(self, bookmarks: Iterable[Bookmark]) -> None:
        """Hold these bookmarks from now on."""
        self._bookmarks = {mark.id: mark for mark in bookmarks}

    def turn_to(self, topic: Topic | None, marks: Iterable[Mark]) -> None:
        """Hold the marks of this topic from now on."""
        marks = list(marks)
        self._topic = topic
        self._here = {mark.id for mark in marks}
        self._highlights = {mark.id: mark for mark in marks if isinstance(mark, Highlight)}
        self._notes = {mark.id: mark for mark in marks if isinstance(mark, Note)}

    def hold_disputed(self, records: Iterable[Record]) -> None:
        """Hold, from now on, what was written on these marks elsewhere at the same time."""
        self._others = {}
        for record in records:
            self.take(record)

    def take(self, record: Record) -> bool:
        """Hold a mark as the notebook has it, its own words before others; return whether anything is otherwise than before."""
        mark, others = seen_from(record, self._notebook)
        before, beside = self.get(mark.id), self.other_words(mark.id)
        self.put(mark)
        self.put_others(mark.id, others)
        return before is None or replace(before, modified=mark.modified) != mark or beside != others

    def put_others(self, mark_id: str, words: tuple[str, ...]) -> None:
        """Hold the words that were written elsewhere at the same time as those of one mark; none, once they are settled."""
        self._others[mark_id] = words

    def other_words(self, mark_id: str) -> tuple[str, ...]:
        """Return what was written elsewhere at the same time as the words of a mark: nothing, as a rule."""
        return self._others.get(mark_id, ())

    def put(self, mark: Mark) -> None:
        """Hold a mark as it is now, if it belongs here; one that is deleted is let go."""
        if isinstance(mark, Bookmark):
            _put(self._bookmarks, mark)
            return
        places = mark.targets if isinstance(mark, Highlight) else (mark,)
        if any(self._is_here(place.pack, place.topic) for place in places):
            self._here.add(mark.id)
        if mark.id not in self._here:
            return
        if isinstance(mark, Note):
            _put(self._notes, mark)
        else:
            _put(self._highlights, mark)

    def get(self, mark_id: str) -> Mark | None:
        """Return a mark that is held."""
        return self._highlights.get(mark_id) or self._notes.get(mark_id) or self._bookmarks.get(mark_id)

    def highlights(self) -> list[Highlight]:
        """Return the highlights of the topic that is shown."""
        return list(self._highlights.values())

    def notes(self) -> list[Note]:
        """Return the notes on that topic and on its sections."""
        return list(self._notes.values())

    def bookmarks(self) -> list[Bookmark]:
        """Return all bookmarks, in the reader's order."""
        return sorted(self._bookmarks.values(), key=lambda mark: (mark.position, mark.created))

    def bookmark_at(self, section: str | None) -> Bookmark | None:
        """Return the bookmark of a section of the topic that is shown, or of its top; whatever both were called before."""
        here = (mark for mark in self.bookmarks() if self._is_here(mark.pack, mark.topic))
        return next((mark for mark in here if self._section_of(mark) == section and (section or not mark.section)), None)

    def _is_here(self, pack: str, topic: str) -> bool:
        shown = self._topic
        return shown is not None and pack == shown.pack and topic in {shown.id, *shown.meta.formerly}

    def _section_of(self, mark: Bookmark) -> str | None:
        if mark.section is None or self._topic is None:
            return None
        found = section_of(self._topic, mark.section, mark.heading_path)
        return found.id if found is not None else None


def _put(marks: dict[str, M], mark: M) -> None:
    if mark.deleted is None:
        marks[mark.id] = mark
    else:
        marks.pop(mark.id, None)
