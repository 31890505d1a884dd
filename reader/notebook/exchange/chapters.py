"""Arrange marks for a reader: a chapter for each topic in the order of the shelf; what has lost its place comes last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from reader.notebook.citing import Citation
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.marks import Highlight, Mark, newest_settled, settled_for
from reader.notebook.ordering import Spot, document_key, spot_of


class Standing(StrEnum):
    """What became of the words since they were marked."""

    SETTLED = ""
    CHANGED = "Changed since in the text: compare before you rely on it."
    CRITICAL = "Changed since in the text, where it may be dangerous: don't rely on these words."
    UNPLACED = "No longer found in the text: don't rely on these words."


class Loss(StrEnum):
    """Why a chapter stands at the end."""

    NONE = ""
    UNPLACED = "not found in the present edition"
    REMOVED = "no longer on the shelf"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with all that is told of it."""

    mark: Mark
    path: tuple[str, ...]
    quotes: tuple[str, ...]  # one a section
    citation: Citation
    standing: Standing
    others: tuple[str, ...]  # words that were written elsewhere at the same time


@dataclass(frozen=True, slots=True)
class Chapter:
    """The marks of one topic, in the order of its text."""

    title: str
    loss: Loss
    entries: tuple[Entry, ...]


def chapters(marks: Iterable[Mark], catalogue: Catalogue) -> list[Chapter]:
    """Return the chapters of an export."""
    placed = [(_loss(mark, catalogue), _spot(mark, catalogue), mark) for mark in marks]
    order = list(Loss)
    placed.sort(key=lambda one: (order.index(one[0]), document_key(one[1], catalogue.outline_of)))
    found = []
    for (loss, pack, topic), group in groupby(placed, key=lambda one: (one[0], one[1].pack, one[1].topic)):
        entries = tuple(_entry(mark, catalogue) for _, _, mark in group)
        found.append(Chapter(_title(pack, topic, catalogue), loss, entries))
    return found


def path_of(mark: Mark) -> tuple[str, ...]:
    """Return the headings above a mark."""
    return newest_settled(mark)[0].heading_path if isinstance(mark, Highlight) else mark.heading_path


def _entry(mark: Mark, catalogue: Catalogue) -> Entry:
    spot, path = spot_of(mark), path_of(mark)
    edition, targets = settled_for(mark, catalogue.present(spot.pack)) if isinstance(mark, Highlight) else (mark.edition, ())
    published = catalogue.published(spot.pack, edition)
    title = _title(spot.pack, spot.topic, catalogue)
    label = (mark.edition_label if edition == mark.edition else "") or edition[:12]
    citation = Citation(title, path, edition=published.edition if published else label)
    if published:
        citation = replace(citation, pack=published.pack, released=published.released)
    return Entry(
        mark, path, tuple(target.exact for target in targets), citation, _standing(mark, catalogue), catalogue.others_of(mark)
    )


def _title(pack: str, topic: str, catalogue: Catalogue) -> str:
    outline = catalogue.outline_of(pack, topic)
    return outline.title if outline else topic


def _loss(mark: Mark, catalogue: Catalogue) -> Loss:
    spot = _spot(mark, catalogue)
    if catalogue.outline_of(spot.pack, spot.topic) is None:
        return Loss.REMOVED
    return Loss.UNPLACED if _standing(mark, catalogue) is Standing.UNPLACED else Loss.NONE


def _standing(mark: Mark, catalogue: Catalogue) -> Standing:
    placed = catalogue.placed_of(mark)
    kinds = {one.kind for one in placed}
    if "unplaced" in kinds:
        return Standing.UNPLACED
    if any(one.critical for one in placed):
        return Standing.CRITICAL
    return Standing.CHANGED if "changed" in kinds else Standing.SETTLED


def _spot(mark: Mark, catalogue: Catalogue) -> Spot:
    """Return where a mark begins in the present edition, or where it began when it was made."""
    spot = spot_of(mark)
    placed = [one for one in catalogue.placed_of(mark) if one.kind != "unplaced"]
    if not placed:
        return spot
    return replace(spot, topic=placed[0].topic, section=placed[0].section, start=placed[0].start)
