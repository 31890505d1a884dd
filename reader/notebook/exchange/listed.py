"""Write marks as plain records, for scripts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from reader.notebook.exchange.chapters import path_of
from reader.notebook.marks import Bookmark, Highlight, Mark, Note, Review, Target
from reader.notebook.ordering import OutlineOf, in_document_order, spot_of
from reader.notebook.rows import kind_of
from reader.notebook.times import to_text

Record = dict[str, object]


def as_records(marks: Iterable[Mark], outline_of: OutlineOf, others: Mapping[str, tuple[str, ...]]) -> list[Record]:
    """Return marks in document order as `notes list --json` prints them.

    Every record has the fields id, kind, creator, created, modified, edition, edition_label, pack, topic, title, section,
    heading_path and tags; a highlight also colour, note, quote, targets and reviews; a bookmark also label and position;
    a note also note. `written_elsewhere` has the words that were written on a mark elsewhere at the same time, which
    `others` holds by the marks' ids.
    """
    return [
        _record(mark, outline_of) | {"written_elsewhere": list(others.get(mark.id, ()))}
        for mark in in_document_order(marks, outline_of)
    ]


def _record(mark: Mark, outline_of: OutlineOf) -> Record:
    spot = spot_of(mark)
    outline = outline_of(spot.pack, spot.topic)
    record: Record = {
        "id": mark.id,
        "kind": kind_of(mark),
        "creator": mark.creator,
        "created": to_text(mark.created),
        "modified": to_text(mark.modified),
        "edition": mark.edition,
        "edition_label": mark.edition_label,
        "pack": spot.pack,
        "topic": spot.topic,
        "title": outline.title if outline else None,
        "section": spot.section or None,
        "heading_path": list(path_of(mark)),
        "tags": list(mark.tags),
    }
    if isinstance(mark, Note):
        return record | {"note": mark.note}
    if isinstance(mark, Bookmark):
        return record | {"label": mark.label, "position": mark.position}
    made = {"colour": mark.colour.value, "note": mark.note, "quote": _quote(mark), "targets": _target_records(mark.targets)}
    return record | made | {"reviews": [_review_record(review) for review in mark.reviews]}


def _target_records(targets: Iterable[Target]) -> list[Record]:
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(target).items()} for target in targets
    ]


def _review_record(review: Review) -> Record:
    told: Record = {"edition": review.edition, "verdict": review.verdict.value, "at": to_text(review.at)}
    return told | {"targets": _target_records(review.targets)}


def _quote(mark: Highlight) -> str:
    return "\n".join(target.exact for target in mark.targets)
