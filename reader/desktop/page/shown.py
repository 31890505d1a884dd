"""Know the topic that a document shows: its sections' places, its citation marks."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from reader.desktop.page.citations import Mark, find_marks
from reader.desktop.page.selection import Span, selected_spans
from reader.desktop.page.text_map import Point, Stretch, TextMap
from reader.library.model import Topic


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: a section's id and an offset in its text, in code points."""

    section: str
    offset: int = 0


class Shown:
    """Tie a topic to the document that was just made from it."""

    def __init__(self, topic: Topic, document: QTextDocument) -> None:
        self.topic = topic
        self.section_ids = tuple(section.id for section in topic.sections)
        self.text_map = TextMap(document, introduction=bool(topic.sections) and topic.sections[0].level == 0)
        self.marks: tuple[Mark, ...] = find_marks(document)

    def index_of(self, section_id: str) -> int | None:
        """Return a section's order in the topic, found by its id or an earlier one of it."""
        if section_id in self.section_ids:
            return self.section_ids.index(section_id)
        earlier = (index for index, section in enumerate(self.topic.sections) if section_id in section.formerly)
        return next(earlier, None)

    def position(self, place: Place) -> int | None:
        """Return the document's position of a place; None where the topic has no such section."""
        index = self._mapped(place.section)
        return None if index is None else self.text_map.position(Point(index, place.offset))

    def range(self, section_id: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the document's range that shows a piece of a section; None where there is no such piece."""
        index = self._mapped(section_id)
        if index is None:
            return None
        area = self.text_map.range(Stretch(index, start, end))
        return area if area[0] < area[1] else None

    def place(self, position: int) -> Place:
        """Return the place at a document's position; in the title block, the beginning of the topic."""
        point = self.text_map.point(position)
        if point is None or point.section >= len(self.section_ids):
            return Place(self.section_ids[0] if self.section_ids else "")
        return Place(self.section_ids[point.section], point.offset)

    def spans(self, cursor: QTextCursor) -> list[Span]:
        """Return the words of the text that a selection holds."""
        return selected_spans(cursor, self.text_map, self.section_ids) if cursor.hasSelection() else []

    def words(self, span: Span) -> str:
        """Return a span's words."""
        index = self._mapped(span.section)
        return "" if index is None else self.text_map.sections[index].text[span.start : span.end]

    def _mapped(self, section_id: str) -> int | None:
        index = self.index_of(section_id)
        return index if index is not None and index < len(self.text_map.sections) else None
