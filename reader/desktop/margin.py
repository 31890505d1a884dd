"""Turn marks into what the page paints and the panel lists; what can't be placed is listed and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from reader.desktop.page.marks import PaintedMark
from reader.desktop.panel.card_text import CardText
from reader.desktop.panel.line_model import Line
from reader.desktop.panel.when import spoken_date
from reader.library.model import Section, Topic, TopicEntry
from reader.notebook.anchoring import Kind
from reader.notebook.marks import Bookmark, Highlight, Note, newest_settled, words_of_targets
from reader.notebook.placements import Placed
from reader.notebook.replacing import section_of

PlacedOf = Callable[[Highlight], Sequence[Placed]]  # where each target of a mark stands in the edition that is read
_NOWHERE = 1_000_000  # after every section


@dataclass(frozen=True, slots=True)
class Standing:
    """Where words of a mark stand in the topic that is shown; without a section, nowhere."""

    order: int
    start: int
    end: int
    section: Section | None
    kind: Kind
    critical: bool


def standings(mark: Highlight, topic: Topic, placed: PlacedOf) -> list[Standing]:
    """Return where each target of a mark that belongs to this topic stands."""
    return [_standing(one, topic) for one in placed(mark) if one.topic == topic.id]


def painted(marks: Sequence[Highlight], topic: Topic, placed: PlacedOf) -> list[PaintedMark]:
    """Return what the page draws, the oldest first, so that a newer mark lies on top."""
    return [
        PaintedMark(mark.id, at.section.id, at.start, at.end, mark.colour.value, at.kind is Kind.CHANGED, at.critical)
        for mark in sorted(marks, key=lambda mark: mark.created)
        for at in standings(mark, topic, placed)
        if at.section is not None
    ]


def cards(
    marks: Sequence[Highlight], topic: Topic, placed: PlacedOf, is_saved: Callable[[str], bool], now: datetime
) -> list[CardText]:
    """Return the cards of a topic in the order of its text, those without a place last."""
    found = [(where, mark) for mark in marks if (where := standings(mark, topic, placed))]
    found.sort(key=lambda pair: (min((at.order, at.start) for at in pair[0]), pair[1].created))
    return [
        CardText(
            id=mark.id,
            where=_where(where[0], mark, topic),
            when=_when(mark, now),
            quote=_words(mark, where),
            colour=mark.colour,
            note=mark.note,
            tags=mark.tags,
            placed=all(at.section is not None for at in where),
            waits=any(at.kind is Kind.CHANGED for at in where),
            saved=is_saved(mark.id),
        )
        for where, mark in found
    ]


def note_cards(notes: Sequence[Note], topic: Topic, is_saved: Callable[[str], bool], now: datetime) -> list[CardText]:
    """Return the cards of the notes on a topic and on its sections: that on the whole topic first."""
    order = {section.id: place for place, section in enumerate(topic.sections)}
    whole = QCoreApplication.translate("Notes", "On the whole topic")
    found = [(note, section_of(topic, note.section, note.heading_path) if note.section is not None else None) for note in notes]

    def place(pair: tuple[Note, Section | None]) -> tuple[int, datetime]:
        note, section = pair
        return (order[section.id] if section is not None else _NOWHERE if note.section else -1, note.created)

    return [
        CardText(
            id=note.id,
            where=whole if note.section is None else section.heading if section else " › ".join(note.heading_path[-1:]),
            when=_when(note, now),
            quote="",
            colour=None,
            note=note.note,
            tags=note.tags,
            placed=note.section is None or section is not None,
            saved=is_saved(note.id),
        )
        for note, section in sorted(found, key=place)
    ]


def bookmark_lines(
    marks: Sequence[Bookmark], find: Callable[[str, str], TopicEntry | None], others_of: Callable[[str], tuple[str, ...]]
) -> list[Line]:
    """Return all bookmarks; what is no longer on the shelf says so, and what is called otherwise elsewhere."""
    lines = []
    for mark in marks:
        entry = find(mark.topic, mark.pack)
        under = entry.title if entry else QCoreApplication.translate("Bookmarks", "no longer on the shelf")
        under = under if under != mark.label else (entry.group.title if entry else "")
        if others := others_of(mark.id):
            under = QCoreApplication.translate("Bookmarks", "elsewhere: {labels}").format(labels=", ".join(others))
        lines.append(Line(mark.id, mark.label, under))
    return lines


def outline_lines(topic: Topic, current: str) -> list[Line]:
    """Return the sections of a topic, the one that is read marked."""
    return [
        Line(section.id, section.heading or topic.meta.title, level=max(section.level - 2, 0), current=section.id == current)
        for section in topic.sections
    ]


def _when(mark: Highlight | Note, now: datetime) -> str:
    """Return the day on which a mark was made, and by whom as far as they said so; what is written on it may be another's."""
    by = QCoreApplication.translate("Notes", "marked by {name}").format(name=mark.creator) if mark.creator else ""
    return " · ".join(filter(None, (spoken_date(mark.created, now), by)))


def _standing(one: Placed, topic: Topic) -> Standing:
    orders = {section.id: order for order, section in enumerate(topic.sections)}
    order = orders.get(one.section)
    if order is None:
        return Standing(_NOWHERE, 0, 0, None, Kind.UNPLACED, critical=False)
    return Standing(order, one.start, one.end, topic.sections[order], Kind(one.kind), one.critical)


def _words(mark: Highlight, where: Sequence[Standing]) -> str:
    """Return the words as they stand on the page, unless they have changed and wait: then those that were marked."""
    texts = [at.section.text[at.start : at.end] for at in where if at.section is not None and at.kind is not Kind.CHANGED]
    return " … ".join(texts) if len(texts) == len(where) else words_of_targets(newest_settled(mark))


def _where(first: Standing, mark: Highlight, topic: Topic) -> str:
    if first.section is not None:
        return first.section.heading or QCoreApplication.translate("Notes", "Introduction")
    path = mark.targets[0].heading_path
    return path[-1] if path else topic.meta.title
