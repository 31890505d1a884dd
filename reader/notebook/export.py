"""Write marks for people and for other programs: as Markdown, and as plain records.

What a topic is called is the library's to know; it is passed in.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from reader.notebook.marks import Bookmark, Highlight, Mark, Note, Review, Target
from reader.notebook.ordering import OutlineOf, in_document_order, spot_of
from reader.notebook.rows import kind_of
from reader.notebook.times import to_text

Record = dict[str, object]

_SPECIAL = re.compile(r"[\\`*_\[\]]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
# What begins a list, a heading, a quote, a rule or a code block.
_LINE_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|-+$|[>#]))")
_RULE_START = re.compile(r"^(?:=(?==*$)|~(?=~~))")


def as_records(marks: Iterable[Mark], outline_of: OutlineOf) -> list[Record]:
    """Return marks in document order as `notes list --json` prints them.

    Every record has the fields id, kind, creator, created, modified, edition, edition_label, pack, topic, title, section,
    heading_path and tags; a highlight also colour, note, quote, targets and reviews; a bookmark also label and position;
    a note also note.
    """
    return [_record(mark, outline_of) for mark in in_document_order(marks, outline_of)]


def as_markdown(marks: Iterable[Mark], outline_of: OutlineOf) -> str:
    """Return marks as a Markdown text: a heading for each topic, then quotes with their notes in document order."""
    blocks = ["# Notes"]
    for (pack, topic), of_topic in groupby(in_document_order(marks, outline_of), key=_topic_of):
        outline = outline_of(pack, topic)
        blocks.append(f"## {_inline(outline.title)}" if outline else f"## {_inline(topic)} (no longer on the shelf)")
        for mark in of_topic:
            blocks += _blocks(mark)
    if len(blocks) == 1:
        blocks.append("Nothing has been marked yet.")
    return "\n\n".join(blocks) + "\n"


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
        "heading_path": list(_path(mark)),
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


def _topic_of(mark: Mark) -> tuple[str, str]:
    spot = spot_of(mark)
    return spot.pack, spot.topic


def _path(mark: Mark) -> tuple[str, ...]:
    return mark.targets[0].heading_path if isinstance(mark, Highlight) else mark.heading_path


def _quote(mark: Highlight) -> str:
    return "\n".join(target.exact for target in mark.targets)


def _blocks(mark: Mark) -> list[str]:
    """Return the paragraphs that tell of one mark."""
    path = " › ".join(map(_inline, _path(mark)))
    blocks = [f"**{path}**"] if path else []
    signed = f", {_inline(mark.creator)}" if mark.creator else ""
    when = f"{mark.modified:%Y-%m-%d}{signed}, edition {_inline(mark.edition_label or mark.edition[:12])}"
    tagged = "".join(f", #{_inline(tag)}" for tag in mark.tags)
    if isinstance(mark, Bookmark):
        label = f": {_inline(mark.label)}" if mark.label else ""
        return [*blocks, f"Bookmark{label} ({when}{tagged})"]
    if isinstance(mark, Highlight):
        blocks.append("\n".join(f"> {line}" for line in _lines(_quote(mark))))
    if mark.note:
        blocks.append("\n".join(_lines(mark.note)))
    colour = f"{mark.colour.value}, " if isinstance(mark, Highlight) else ""
    return [*blocks, f"*{colour}{when}{tagged}*"]


def _lines(text: str) -> list[str]:
    """Return the lines of `text` as Markdown that keeps each break, a single one by the two spaces before it."""
    lines = [_LINE_START.sub(r"\1\\", _RULE_START.sub(_entity, _inline(line))) for line in text.split("\n")]
    return [f"{line}  " if line and following else line for line, following in zip(lines, [*lines[1:], ""], strict=True)]


def _inline(text: str) -> str:
    """Return `text` so that Markdown shows its characters as they are, wherever it would take them for its own."""
    words = " ".join(text.replace("\0", "").split())
    return _SPECIAL.sub(lambda found: _entity(found) if found.group() in "<&" else f"\\{found.group()}", words)


def _entity(found: re.Match[str]) -> str:
    """Return a character by its number: not every Markdown knows a backslash before it."""
    return f"&#{ord(found.group())};"
