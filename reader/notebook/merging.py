"""Make one mark of two versions of it, so that notebooks that exchange theirs end up equal.

In whatever order versions are joined, and however often, the outcome is the same: each field takes its later value,
and of words those stay that no others were written upon. More than one such wording is a conflict; the latest is
shown, and the others are kept beside it.
Source: Shapiro et al., A Comprehensive Study of Convergent and Commutative Replicated Data Types, 2011.
"""

from dataclasses import replace
from enum import StrEnum

from reader.notebook.marks import Highlight, Review
from reader.notebook.stamps import (
    FIELDS,
    Record,
    Stamps,
    Version,
    Wording,
    comes_before,
    joined,
    unsurpassed,
    values_of,
    with_fields,
    wording_key,
)
from reader.notebook.times import to_text


class Outcome(StrEnum):
    """What came of a mark that was merged into a notebook."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"  # the notebook held all of it
    REFUSED = "refused"  # the notebook holds another kind of mark by that name


def join(one: Record, other: Record) -> Record:
    """Return the record that holds all that was done to a mark on both sides.

    Raises ValueError for two marks that aren't the same, or not of the same kind.
    """
    if one.mark.id != other.mark.id or type(one.mark) is not type(other.mark):
        raise ValueError(f"not two versions of one mark: {one.mark.id} and {other.mark.id}")
    later = {name: _later(name, one, other) for name in FIELDS}
    every = {wording_key(wording): wording for side in (one, other) for wording in (side.wording, *side.others)}
    wordings = unsurpassed(every.values())
    words = max(wordings, key=_recency)
    known = _known(later["deleted"], one, other)
    stamps = Stamps({name: record.stamps.times[name] for name, record in later.items()}, words.version, known)
    mark = with_fields(one.mark, {name: record.mark for name, record in later.items()}, words.words)
    if not all(_is_known(wording.version, known) for wording in wordings):
        mark = replace(mark, deleted=None)  # whoever deleted it didn't know what was written elsewhere
    mark = replace(
        mark,
        creator=max(one.mark.creator, other.mark.creator),
        created=min(one.mark.created, other.mark.created),
        modified=max(one.mark.modified, other.mark.modified),
    )
    if isinstance(mark, Highlight) and isinstance(one.mark, Highlight) and isinstance(other.mark, Highlight):
        mark = replace(mark, reviews=_reviews(one.mark.reviews + other.mark.reviews))
    return Record(mark, stamps, tuple(sorted((wording for wording in wordings if wording is not words), key=wording_key)))


def _later(name: str, one: Record, other: Record) -> Record:
    """Return the side whose value of a field counts; where the time doesn't tell, any rule does that is alike everywhere."""
    return max(one, other, key=lambda side: (side.stamps.times[name], repr(values_of(side.mark)[name])))


def _known(deletion: Record, *sides: Record) -> Version:
    """Return what whoever deleted the mark last, or brought it back, knew of its words."""
    time = deletion.stamps.times["deleted"]
    return joined(side.stamps.known for side in sides if side.stamps.times["deleted"] == time)


def _is_known(version: Version, known: Version) -> bool:
    return version == known or comes_before(version, known)


def _recency(wording: Wording) -> tuple[str, str, str]:
    return (max(wording.version.values(), default=""), wording.words, wording_key(wording))


def _reviews(reviews: tuple[Review, ...]) -> tuple[Review, ...]:
    """Return the later review of each edition, in the order of their times."""
    found: dict[str, Review] = {}
    for review in sorted(reviews, key=_review_key):
        found[review.edition] = review
    return tuple(sorted(found.values(), key=_review_key))


def _review_key(review: Review) -> tuple[str, str, str]:
    return (to_text(review.at), review.edition, repr(review))
