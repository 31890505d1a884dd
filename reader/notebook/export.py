"""Write marks for people and for other programs: as Markdown, and as plain records.

What a topic is called and where it stands is the library's to know; it is passed in.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from reader.notebook.marks import Bookmark, Highlight, Mark, Target
from reader.notebook.times import to_text

Record = dict[str, object]

_SPECIAL = re.compile(r"[\\`*_\[\]]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
# What begins a list, a heading, a quote, a rule or a code block.
_LINE_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|-+$|[>#]))")
_RULE_START = re.compile(r"^(?:=(?==*$)|~(?=~~))")


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a topic on the shelf."""

    title: str
    position: int  # among all topics, in document order
    sections: tuple[str, ...]  # ids, in document order


OutlineOf = Callable[[str, str], Outline | None]  # by pack and topic; None when it is no longer on the shelf


def as_records(marks: Iterable[Mark], outline_of: OutlineOf) -> list[Record]:
    """Return marks in document order as `notes list --json` prints them.

    Every record has the fields id, kind, creator, created, modified, edition, edition_label, pack, topic, title, section,
    heading_path; a highlight also colour, note, quote and targets; a bookmark also label and position.
    """
    return [_record(mark, outline_of) for mark in in_document_order(marks, outline_of)]


def as_markdown(marks: Iterable[Mark], outline_of: OutlineOf) -> str:
    """Return marks as a Markdown text: a heading for each topic, then quotes with their notes in document order."""
    blocks = ["# Notes"]
    for (pack, topic), of_topic in groupby(in_document_order(marks, outline_of), key=lambda mark: _place(mark)[:2]):
        outline = outline_of(pack, topic)
        blocks.append(f"## {_inline(outline.title)}" if outline else f"## {_inline(topic)} (no longer on the shelf)")
        for mark in of_topic:
            blocks += _blocks(mark)
    if len(blocks) == 1:
        blocks.append("Nothing has been marked yet.")
    return "\n\n".join(blocks) + "\n"


def in_document_order(marks: Iterable[Mark], outline_of: OutlineOf) -> Sequence[Mark]:
    """Return marks as a reader would come upon them; topics no longer on the shelf come last."""

    def key(mark: Mark) -> tuple[object, ...]:
        pack, topic, section, start = _place(mark)
        outline = outline_of(pack, topic)
        if outline is None:
            return (1, 0, pack, topic, 0, section, start, mark.created)
        known = outline.sections.index(section) if section in outline.sections else len(outline.sections)
        return (0, outline.position, pack, topic, known if section else -1, section, start, mark.created)

    return sorted(marks, key=key)


def _place(mark: Mark) -> tuple[str, str, str, int]:
    """Return pack, topic, section and offset of a mark's beginning; a bookmark stands before the words."""
    if isinstance(mark, Bookmark):
        return mark.pack, mark.topic, mark.section or "", -1
    first = mark.targets[0]
    return first.pack, first.topic, first.section, first.start


def _record(mark: Mark, outline_of: OutlineOf) -> Record:
    pack, topic, section, _ = _place(mark)
    outline = outline_of(pack, topic)
    is_highlight = isinstance(mark, Highlight)
    record: Record = {
        "id": mark.id,
        "kind": "highlight" if is_highlight else "bookmark",
        "creator": mark.creator,
        "created": to_text(mark.created),
        "modified": to_text(mark.modified),
        "edition": mark.edition,
        "edition_label": mark.edition_label,
        "pack": pack,
        "topic": topic,
        "title": outline.title if outline else None,
        "section": section or None,
        "heading_path": list(_path(mark)),
    }
    if isinstance(mark, Highlight):
        targets = [_target_record(target) for target in mark.targets]
        return record | {"colour": mark.colour.value, "note": mark.note, "quote": _quote(mark), "targets": targets}
    return record | {"label": mark.label, "position": mark.position}


def _target_record(target: Target) -> Record:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(target).items()}


def _path(mark: Mark) -> tuple[str, ...]:
    return mark.heading_path if isinstance(mark, Bookmark) else mark.targets[0].heading_path


def _quote(mark: Highlight) -> str:
    return "\n".join(target.exact for target in mark.targets)


def _blocks(mark: Mark) -> list[str]:
    """Return the paragraphs that tell of one mark."""
    path = " › ".join(map(_inline, _path(mark)))
    blocks = [f"**{path}**"] if path else []
    signed = f", {_inline(mark.creator)}" if mark.creator else ""
    when = f"{mark.modified:%Y-%m-%d}{signed}, edition {_inline(mark.edition_label or mark.edition[:12])}"
    if isinstance(mark, Bookmark):
        label = f": {_inline(mark.label)}" if mark.label else ""
        return [*blocks, f"Bookmark{label} ({when})"]
    blocks.append("\n".join(f"> {line}" for line in _lines(_quote(mark))))
    if mark.note:
        blocks.append("\n".join(_lines(mark.note)))
    return [*blocks, f"*{mark.colour.value}, {when}*"]


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
