"""Say what a reader adds to a text: highlights with their notes, notes on whole sections, and bookmarks.

Marks are values. `edited` returns a new one, and nothing is kept until `Notebook.save` has returned.
Offsets are code points of `Section.text`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypedDict, TypeVar, Unpack

from reader.notebook.times import utc_now

_SURROGATE = re.compile("[\ud800-\udfff]")
_TICK = timedelta(microseconds=1)
_WORDS = frozenset({"note", "label", "edition_label"})


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
    occurrences: int = 0  # how often the words stood in the section's text when they were marked; 0 where nobody counted
    text_digest: str = ""  # of the section's text when they were marked; empty where nobody took one


class Verdict(StrEnum):
    """How a reader settled a mark on an edition other than the one it was made on."""

    ACCEPTED = "accepted"  # the words that were found there stand for the old ones
    REANCHORED = "reanchored"  # the reader selected others
    KEPT_UNPLACED = "kept_unplaced"  # none do
    WITHDRAWN = "withdrawn"  # the decision was undone: other notebooks have to hear of that, too


@dataclass(frozen=True, slots=True)
class Review:
    """Where a highlight belongs in one edition, as a reader settled it; the targets it was made with stay beside it."""

    edition: str  # its digest
    verdict: Verdict
    targets: tuple[Target, ...]
    at: datetime


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
    tags: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()  # one an edition at the most


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
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Words on a whole topic, or on one section of it, for which nothing had to be selected."""

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
    note: str
    deleted: datetime | None = None
    tags: tuple[str, ...] = ()


Mark = Highlight | Bookmark | Note
_M = TypeVar("_M", bound=Mark)


class Changes(TypedDict, total=False):
    """What may change once a mark is made; its id, creator and time of making never do."""

    deleted: datetime | None
    tags: tuple[str, ...]
    reviews: tuple[Review, ...]
    colour: Colour
    note: str
    targets: tuple[Target, ...]
    label: str
    position: float
    edition: str
    edition_label: str


def edited(mark: _M, *, now: datetime | None = None, **changes: Unpack[Changes]) -> _M:
    """Return `mark` with `changes`, modified now; `deleted=moment` buries it, `deleted=None` brings it back.

    Its new time is always later than its old one, even if the clock was set back: of two
    versions of a mark, the later one counts.
    """
    values: dict[str, Any] = dict(changes)
    for name in values.keys() & _WORDS:
        values[name] = clean(values[name])
    if "tags" in values:
        values["tags"] = tidied(values["tags"])
    return replace(mark, modified=max(now or utc_now(), mark.modified + _TICK), **values)


def reviewed(mark: Highlight, review: Review) -> Highlight:
    """Return `mark` as settled on one edition; what was settled on it before is replaced."""
    return edited(mark, now=review.at, reviews=with_review(mark.reviews, review))


def with_review(reviews: Iterable[Review], review: Review) -> tuple[Review, ...]:
    """Return reviews in which this one stands for its edition, later than the one before it even if the clock was set back."""
    earlier = {one.edition: one for one in reviews}
    if (former := earlier.get(review.edition)) is not None:
        review = replace(review, at=max(review.at, former.at + _TICK))
    return tuple(sorted((earlier | {review.edition: review}).values(), key=lambda one: (one.at, one.edition)))


def decided_anew(before: Iterable[Review], after: Iterable[Review], now: datetime) -> list[Review]:
    """Return what was decided between two states of a mark's reviews; what was there before and is no longer is withdrawn."""
    former, latter = ({one.edition: one for one in reviews} for reviews in (before, after))
    gone = [Review(edition, Verdict.WITHDRAWN, (), now) for edition in former.keys() - latter.keys()]
    return [*(one for edition, one in latter.items() if one != former.get(edition)), *sorted(gone, key=lambda one: one.edition)]


def settled(mark: Highlight, edition: str) -> tuple[Target, ...] | None:
    """Return where a person put `mark` in that edition: nowhere may be an answer too; None where nobody has yet."""
    for review in mark.reviews:
        if review.edition == edition and review.verdict is not Verdict.WITHDRAWN:
            return review.targets
    return mark.targets if mark.edition == edition else None


def newest_settled(mark: Highlight) -> tuple[Target, ...]:
    """Return the targets that a person settled last: from these it is looked for in an edition that nobody settled it on."""
    return last_settled(mark)[1]


def last_settled(mark: Highlight) -> tuple[str, tuple[Target, ...]]:
    """Return the edition, by its digest, in which a person settled the words of `mark` last, and its targets there."""
    placed = [review for review in mark.reviews if review.targets]
    if not placed:
        return mark.edition, mark.targets
    last = max(placed, key=lambda review: review.at)
    return last.edition, last.targets


def settled_for(mark: Highlight, edition: str) -> tuple[str, tuple[Target, ...]]:
    """Return what stands for `mark` where `edition` is read: as a person put it there, or else where one did last."""
    here = settled(mark, edition)
    return (edition, here) if here else last_settled(mark)


def words_of_targets(targets: Iterable[Target]) -> str:
    """Return the words of a highlight in one: what several targets say, with an ellipsis between."""
    return " … ".join(target.exact for target in targets)


def tidied(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without empty ones and without one that differs only in case or spaces from another, in order."""
    found: dict[str, str] = {}
    for tag in tags:
        name = " ".join(clean(tag).split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found[key] for key in sorted(found))


def with_changed_tags(tags: Iterable[str], before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return tags with those that were added between two states, and without those that were taken away."""
    kept = (tag for tag in tags if tag in after or tag not in before)
    return tidied((*kept, *(tag for tag in after if tag not in before)))


def clean(text: str) -> str:
    """Return `text` with each lone surrogate replaced by U+FFFD: it has no place in UTF-8, hence none on disk.

    The length stays as it was, so that offsets still hold.
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
