"""Put marks in the order in which a reader would come upon them.

What a topic is called and where it stands is the library's to know; it is passed in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.notebook.marks import Highlight, Mark
from reader.notebook.times import to_text


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a topic on the shelf."""

    title: str
    position: int  # among all topics, in document order
    sections: tuple[str, ...]  # ids, in document order


OutlineOf = Callable[[str, str], Outline | None]  # by pack and topic; None when it is no longer on the shelf


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark begins; `start` is -1 for what stands before the words of its section, or of its topic."""

    pack: str
    topic: str
    section: str
    start: int
    created: str


def spot_of(mark: Mark) -> Spot:
    """Return where a mark begins."""
    if isinstance(mark, Highlight):
        first = mark.targets[0]
        return Spot(first.pack, first.topic, first.section, first.start, to_text(mark.created))
    return Spot(mark.pack, mark.topic, mark.section or "", -1, to_text(mark.created))


def in_document_order(marks: Iterable[Mark], outline_of: OutlineOf) -> list[Mark]:
    """Return marks as a reader would come upon them; topics no longer on the shelf come last."""
    return sorted(marks, key=lambda mark: document_key(spot_of(mark), outline_of))


def document_key(spot: Spot, outline_of: OutlineOf) -> tuple[object, ...]:
    """Return what sorts spots in document order."""
    outline = outline_of(spot.pack, spot.topic)
    if outline is None:
        return (1, 0, spot.pack, spot.topic, 0, spot.section, spot.start, spot.created)
    sections = outline.sections
    known = sections.index(spot.section) if spot.section in sections else len(sections)
    return (0, outline.position, spot.pack, spot.topic, known if spot.section else -1, spot.section, spot.start, spot.created)
