"""Turn marks into what the page paints and the panel lists; what can't be placed is listed and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from reader.desktop.page.marks import PaintedMark
from reader.desktop.panel.cards import CardText
from reader.desktop.panel.line_model import Line
from reader.desktop.panel.when import spoken_date
from reader.library.model import Section, Topic, TopicEntry
from reader.notebook.anchoring import locate
from reader.notebook.marks import Bookmark, Highlight, Note, Target
from reader.notebook.replacing.section import headings_above, sections_for

_NOWHERE = 1_000_000  # after every section


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target's words stand in the topic that is shown; without a section, nowhere."""

    target: Target
    order: int
    start: int
    end: int
    section: Section | None


def standings(mark: Highlight, topic: Topic) -> list[Standing]:
    """Return where each target of a mark in this topic stands."""
    return [_standing(target, topic) for target in mark.targets if target.pack == topic.pack and _is_of(target, topic)]


def painted(marks: Sequence[Highlight], topic: Topic) -> list[PaintedMark]:
    """Return what the page draws, the oldest first, so that a newer mark lies on top."""
    return [
        PaintedMark(mark.id, at.section.id, at.start, at.end, mark.colour.value)
        for mark in sorted(marks, key=lambda mark: mark.created)
        for at in standings(mark, topic)
        if at.section is not None
    ]


def cards(marks: Sequence[Highlight], topic: Topic, is_saved: Callable[[str], bool], now: datetime) -> list[CardText]:
    """Return the cards of a topic in the order of its text, those without a place last."""
    placed = [(standings(mark, topic), mark) for mark in marks]
    placed.sort(key=lambda pair: (min(((at.order, at.start) for at in pair[0]), default=(_NOWHERE, 0)), pair[1].created))
    return [
        CardText(
            id=mark.id,
            where=_where(where, topic),
            when=spoken_date(mark.created, now),
            quote=" … ".join(target.exact for target in mark.targets),
            colour=mark.colour,
            note=mark.note,
            tags=mark.tags,
            placed=bool(where) and all(at.section is not None for at in where),
            saved=is_saved(mark.id),
        )
        for where, mark in placed
    ]


def note_cards(notes: Sequence[Note], topic: Topic, is_saved: Callable[[str], bool], now: datetime) -> list[CardText]:
    """Return the cards of the notes on a topic and on its sections: that on the whole topic first."""
    order = {section.id: place for place, section in enumerate(topic.sections)}
    headings = {section.id: section.heading for section in topic.sections}
    whole = QCoreApplication.translate("Notes", "On the whole topic")

    def place(note: Note) -> tuple[int, datetime]:
        return -1 if note.section is None else order.get(note.section, _NOWHERE), note.created

    return [
        CardText(
            id=note.id,
            where=whole if note.section is None else headings.get(note.section) or " › ".join(note.heading_path[-1:]),
            when=spoken_date(note.created, now),
            quote="",
            colour=None,
            note=note.note,
            tags=note.tags,
            placed=note.section is None or note.section in order,
            saved=is_saved(note.id),
        )
        for note in sorted(
            notes, key=lambda note: (order.get(note.section or "", _NOWHERE if note.section else -1), note.created)
        )
    ]


def bookmark_lines(marks: Sequence[Bookmark], find: Callable[[str, str], TopicEntry | None]) -> list[Line]:
    """Return all bookmarks; what is no longer on the shelf says so."""
    lines = []
    for mark in marks:
        entry = find(mark.topic, mark.pack)
        under = entry.title if entry else QCoreApplication.translate("Bookmarks", "no longer on the shelf")
        lines.append(Line(mark.id, mark.label, under if under != mark.label else (entry.group.title if entry else "")))
    return lines


def outline_lines(topic: Topic, current: str) -> list[Line]:
    """Return the sections of a topic, the one that is read marked."""
    return [
        Line(section.id, section.heading or topic.meta.title, level=max(section.level - 2, 0), current=section.id == current)
        for section in topic.sections
    ]


def _is_of(target: Target, topic: Topic) -> bool:
    return target.topic == topic.id or target.topic in topic.meta.formerly


def _standing(target: Target, topic: Topic) -> Standing:
    """Return where a target's words stand as they stood; what has changed is drawn once a person has looked at it."""
    sections = sections_for(target, topic)
    texts = {name: section.text for name, section in sections.items()}
    placement = locate(target, texts, headings_at=lambda name, start, end: headings_above(sections[name], start, end))
    if not placement.settled:
        return Standing(target, _NOWHERE, 0, 0, None)
    section = sections[placement.section]
    return Standing(target, topic.sections.index(section), placement.start, placement.end, section)


def _where(where: Sequence[Standing], topic: Topic) -> str:
    first = where[0] if where else None
    if first is not None and first.section is not None:
        return first.section.heading or QCoreApplication.translate("Notes", "Introduction")
    path = first.target.heading_path if first is not None else ()
    return path[-1] if path else topic.meta.title
