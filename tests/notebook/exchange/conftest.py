"""Records of every kind, with whatever a notebook may hold of a mark."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from reader.notebook.burying import blanked
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, Review, Target, Verdict, tidied
from reader.notebook.merging import join
from reader.notebook.stamps import FIELDS, Record, Stamps, Version, Wording, wording_key
from reader.notebook.times import from_text, to_text

WORDS = st.text(max_size=12) | st.sampled_from(
    ["10 mg/kg", "先量血压", "«Ä»", "a\n\nb", '"quoted"', "<b>&", "\0", "\u2028", "😀"]
)
IDS = st.sampled_from(["clinic", "sepsis", "dose", "ä/b", "a#b", "%2F", "a b"])
MOMENTS = st.integers(0, 10**15).map(lambda ticks: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks))
TIMES = MOMENTS.map(to_text)
PLACES = st.tuples(IDS, IDS, IDS)
PATHS = st.lists(WORDS, max_size=3).map(tuple)
UUIDS = st.uuids(version=4).map(str)
VERSIONS: st.SearchStrategy[Version] = st.dictionaries(st.sampled_from(["", "a", "b", "c/2026"]) | UUIDS, TIMES, max_size=3)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Return a target with something else in every field, whatever fields a target has; or with next to nothing."""
    start, words, full = draw(st.integers(0, 10_000)), draw(WORDS), draw(st.booleans())
    given: dict[str, Any] = {"start": start, "end": start + len(words), "occurrences": len(words)}
    given |= dict(zip(("pack", "topic", "section"), draw(PLACES), strict=True))
    for field in fields(Target):
        if field.name not in given:
            text = f"{field.name} {words}" if full else ""
            given[field.name] = ((text, words) if full else ()) if "tuple" in str(field.type) else text
    return Target(**given)


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Review, ...]:
    editions = draw(st.lists(WORDS, unique=True, max_size=2))
    made = [
        Review(name, draw(st.sampled_from(Verdict)), tuple(draw(st.lists(targets(), max_size=2))), draw(MOMENTS))
        for name in editions
    ]
    return tuple(sorted(made, key=lambda review: (review.at, review.edition)))


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    shared: dict[str, Any] = {
        "id": draw(UUIDS),
        "creator": draw(WORDS),
        "created": draw(MOMENTS),
        "modified": draw(MOMENTS),
        "edition": draw(WORDS),
        "edition_label": draw(WORDS),
        "deleted": draw(st.none() | MOMENTS),
        "tags": tidied(draw(st.lists(WORDS, max_size=3))),
    }
    kind = draw(st.sampled_from([Highlight, Bookmark, Note]))
    if kind is Highlight:
        aims = tuple(draw(st.lists(targets(), min_size=1, max_size=3)))
        return Highlight(**shared, colour=draw(st.sampled_from(Colour)), note=draw(WORDS), targets=aims, reviews=draw(reviews()))
    shared |= {"pack": draw(IDS), "topic": draw(IDS), "section": draw(st.none() | IDS), "heading_path": draw(PATHS)}
    if kind is Bookmark:
        position = draw(st.floats(-1e15, 1e15, allow_nan=False))
        return Bookmark(**shared, label=draw(WORDS), position=position)
    return Note(**shared, note=draw(WORDS))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Return what a notebook may hold of a mark: alive, deleted, or a tombstone without words."""
    mark = draw(marks())
    times = {name: draw(TIMES | st.just("")) for name in FIELDS}
    others = draw(
        st.lists(st.builds(Wording, WORDS, VERSIONS), max_size=2, unique_by=lambda one: str(sorted(one.version.items())))
    )
    stamps = Stamps(times, draw(VERSIONS), draw(VERSIONS))
    mark = replace(mark, modified=max([mark.modified, *_done_at(mark, stamps, others)]))
    record = Record(mark, stamps, tuple(sorted(others, key=wording_key)))
    record = blanked(record) if mark.deleted is not None and draw(st.booleans()) else record
    return join(record, record)  # of which no words have given way to others


def _done_at(mark: Mark, stamps: Stamps, others: list[Wording]) -> list[datetime]:
    """Return all times at which anything was done to the mark."""
    versions = [stamps.words, stamps.known, *(other.version for other in others)]
    done = [*stamps.times.values(), *(at for version in versions for at in version.values())]
    decided = [review.at for review in mark.reviews] if isinstance(mark, Highlight) else []
    gone = [mark.deleted] if mark.deleted is not None else []
    return [*gone, *decided, *(from_text(at) for at in done if at)]


NOTEBOOKS = st.lists(records(), max_size=4, unique_by=lambda record: record.mark.id)
