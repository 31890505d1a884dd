"""Say what a reader adds to a text: highlights with their notes, and bookmarks.

Marks are values. `edited` returns a new one, and nothing is kept until `Notebook.save` has returned.
Offsets are code points of `Section.text`.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypedDict, TypeVar, Unpack

from reader.notebook.times import utc_now

_SURROGATE = re.compile("[\ud800-\udfff]")
_TICK = timedelta(microseconds=1)


class Colour(StrEnum):
    """What a highlight is drawn in; the theme knows the shade."""

    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    ROSE = "rose"


@dataclass(frozen=True, slots=True)
class Target:
    """The words that were selected in one section, with all that is needed to find them in a later edition.

    `start` and `end` are a TextPositionSelector; `exact`, `prefix` and `suffix` a TextQuoteSelector.
    `sentence` holds the quote with the rest of its sentence or sentences, where a "do not" may stand.
    Source: W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
    """

    pack: str
    topic: str
    section: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sentence: str
    row_headings: tuple[str, ...] = ()
    column_headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """Coloured words, perhaps with a note; one target for each section that the selection crossed."""

    id: str
    creator: str
    created: datetime
    modified: datetime
    edition: str  # the digest of the edition it was made on
    edition_label: str
    colour: Colour
    note: str
    targets: tuple[Target, ...]
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A topic, or one section of it, to come back to."""

    id: str
    creator: str
    created: datetime
    modified: datetime
    edition: str  # the digest of the edition it was made on
    edition_label: str
    pack: str
    topic: str
    section: str | None
    heading_path: tuple[str, ...]
    label: str
    position: float  # its place among the bookmarks; a fraction fits between any two
    deleted: datetime | None = None


Mark = Highlight | Bookmark
_M = TypeVar("_M", Highlight, Bookmark)


class Changes(TypedDict, total=False):
    """What may change once a mark is made; its id, creator and time of making never do."""

    deleted: datetime | None
    colour: Colour
    note: str
    targets: tuple[Target, ...]
    label: str
    position: float
    edition: str
    edition_label: str


def new_highlight(
    targets: Iterable[Target],
    *,
    colour: Colour,
    edition: str,
    edition_label: str = "",
    note: str = "",
    creator: str = "",
    now: datetime | None = None,
) -> Highlight:
    """Return a highlight that has just been made; raises ValueError without a target."""
    moment = now or utc_now()
    aimed = tuple(targets)
    if not aimed:
        raise ValueError("a highlight needs a target")
    return Highlight(
        id=str(uuid.uuid4()),
        creator=clean(creator),
        created=moment,
        modified=moment,
        edition=edition,
        edition_label=clean(edition_label),
        colour=colour,
        note=clean(note),
        targets=aimed,
    )


def new_bookmark(
    pack: str,
    topic: str,
    *,
    edition: str,
    edition_label: str = "",
    section: str | None = None,
    heading_path: Iterable[str] = (),
    label: str = "",
    position: float = 0.0,
    creator: str = "",
    now: datetime | None = None,
) -> Bookmark:
    """Return a bookmark that has just been made."""
    moment = now or utc_now()
    return Bookmark(
        id=str(uuid.uuid4()),
        creator=clean(creator),
        created=moment,
        modified=moment,
        edition=edition,
        edition_label=clean(edition_label),
        pack=pack,
        topic=topic,
        section=section,
        heading_path=tuple(map(clean, heading_path)),
        label=clean(label),
        position=position,
    )


def edited(mark: _M, *, now: datetime | None = None, **changes: Unpack[Changes]) -> _M:
    """Return `mark` with `changes`, modified now; `deleted=moment` buries it, `deleted=None` brings it back.

    Its new time is always later than its old one, even if the clock was set back: of two
    versions of a mark, the later one counts.
    """
    values: dict[str, Any] = dict(changes)
    for name in values.keys() & {"note", "label", "edition_label"}:
        values[name] = clean(values[name])
    return replace(mark, modified=max(now or utc_now(), mark.modified + _TICK), **values)


def clean(text: str) -> str:
    """Return `text` with each lone surrogate replaced by U+FFFD: it has no place in UTF-8, hence none on disk.

    The length stays as it was, so that offsets still hold.
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
