"""Turn what the notebook holds into rows of the schema and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from reader.notebook.connection import Row, Value
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, Review, Target, Verdict, clean, tidied
from reader.notebook.stamps import Record, Wording, from_json, to_json, version_of, wording_key
from reader.notebook.times import from_text, to_text

Rows = Mapping[str, Sequence[Row]]  # by table: what belongs to one mark

MARK_COLUMNS = (
    *("id", "kind", "creator", "created", "modified", "deleted", "edition", "edition_label"),
    *("colour", "note", "label", "position", "stamps"),
)
_TARGET_COLUMNS = (
    *("pack", "topic", "section", "heading_path", "start_offset", "end_offset"),
    *("exact", "prefix", "suffix", "sentence", "row_headings", "column_headings", "occurrences", "text_digest"),
)
# The tables with rows that belong to a mark, and their columns beside `mark`; the first ones give the order.
BELONGINGS: dict[str, tuple[str, ...]] = {
    "target": ("number", *_TARGET_COLUMNS),
    "tag": ("folded", "name"),
    "review": ("at", "edition", "verdict"),
    "review_target": ("edition", "number", *_TARGET_COLUMNS),
    "other_wording": ("version", "words"),
}
SETTING_COLUMNS = ("name", "value")
OWN_SETTINGS = frozenset({"id", "folding"})  # of one file, and of no other that takes its place
DEFAULTS = {"stamps": "'{}'", "occurrences": "0", "text_digest": "''"}  # in SQL, of columns that older versions don't have

_KINDS: dict[type, str] = {Highlight: "highlight", Bookmark: "bookmark", Note: "note"}
_NOWHERE = (None, None, None, None, None, None, "[]", "[]", 0, "")  # in a section, for what is on the whole of it


def kind_of(mark: Mark) -> str:
    """Return what the schema calls the kind of a mark."""
    return _KINDS[type(mark)]


def mark_row(record: Record) -> tuple[Value, ...]:
    """Return the row of a mark, with MARK_COLUMNS."""
    mark = record.mark
    return (
        mark.id,
        kind_of(mark),
        clean(mark.creator),
        to_text(mark.created),
        to_text(mark.modified),
        to_text(mark.deleted) if mark.deleted else None,
        mark.edition,
        clean(mark.edition_label),
        mark.colour.value if isinstance(mark, Highlight) else None,
        "" if isinstance(mark, Bookmark) else clean(mark.note),
        clean(mark.label) if isinstance(mark, Bookmark) else "",
        mark.position if isinstance(mark, Bookmark) else None,
        to_json(record.stamps),
    )


def belongings(record: Record) -> dict[str, list[tuple[Value, ...]]]:
    """Return the rows that belong to a mark by their tables, with the columns of BELONGINGS.

    Raises ValueError for a highlight without a target: nobody could find it again.
    """
    mark = record.mark
    found: dict[str, list[tuple[Value, ...]]] = {table: [] for table in BELONGINGS}
    found["tag"] = [(name.casefold(), name) for name in tidied(mark.tags)]
    found["other_wording"] = [(json.dumps(dict(other.version), sort_keys=True), clean(other.words)) for other in record.others]
    if not isinstance(mark, Highlight):
        found["target"] = [(0, mark.pack, mark.topic, mark.section, _to_json(mark.heading_path), *_NOWHERE)]
        return found
    if not mark.targets:
        raise ValueError("a highlight needs a target")
    found["target"] = [(number, *_target_row(target)) for number, target in enumerate(mark.targets)]
    for review in mark.reviews:
        found["review"].append((to_text(review.at), review.edition, review.verdict.value))
        found["review_target"] += [(review.edition, number, *_target_row(target)) for number, target in enumerate(review.targets)]
    return found


def record_of(head: Row, own: Rows) -> Record:
    """Return the record that `head`, with MARK_COLUMNS, and the rows of BELONGINGS tell of.

    Raises ValueError or TypeError where they make no sense; a damaged page may hold anything.
    """
    modified, stamps = _text(head[MARK_COLUMNS.index("modified")]), _text(head[MARK_COLUMNS.index("stamps")])
    others = (Wording(_text(words), version_of(json.loads(version))) for version, words in own.get("other_wording", ()))
    return Record(mark_of(head, own), from_json(stamps, modified), tuple(sorted(others, key=wording_key)))


def mark_of(head: Row, own: Rows) -> Mark:
    """Return the mark alone; see `record_of`."""
    values = dict(zip(MARK_COLUMNS, head, strict=True))
    shared: dict[str, Any] = {
        "id": _text(values["id"]),
        "creator": _text(values["creator"]),
        "created": from_text(_text(values["created"])),
        "modified": from_text(_text(values["modified"])),
        "deleted": from_text(_text(values["deleted"])) if values["deleted"] is not None else None,
        "edition": _text(values["edition"]),
        "edition_label": _text(values["edition_label"]),
    }
    tags = tidied(_text(name) for _, name in own.get("tag", ()))
    targets = [row[1:] for row in own.get("target", ())]
    if values["kind"] == "highlight":
        if not targets:
            raise ValueError("a highlight needs a target")
        return Highlight(
            **shared,
            colour=Colour(_text(values["colour"])),
            note=_text(values["note"]),
            targets=tuple(map(_target, targets)),
            tags=tags,
            reviews=_reviews(own),
        )
    (place,) = (_place(row) for row in targets)
    if values["kind"] == "bookmark":
        return Bookmark(**shared, **place, label=_text(values["label"]), position=_number(values["position"]), tags=tags)
    if values["kind"] == "note":
        return Note(**shared, **place, note=_text(values["note"]), tags=tags)
    raise ValueError(f"no mark of a kind that is known: {values['kind']!r}")


def _reviews(own: Rows) -> tuple[Review, ...]:
    targets = own.get("review_target", ())
    return tuple(
        Review(
            _text(edition),
            Verdict(verdict),
            tuple(_target(row[2:]) for row in targets if row[0] == edition),
            from_text(_text(at)),
        )
        for at, edition, verdict in own.get("review", ())
    )


def _place(row: Row) -> dict[str, Any]:
    pack, topic, section, path = row[:4]
    return {
        "pack": _text(pack),
        "topic": _text(topic),
        "section": None if section is None else _text(section),
        "heading_path": _from_json(path),
    }


def _target_row(target: Target) -> tuple[Value, ...]:
    return tuple(
        _to_json(value) if isinstance(value, tuple) else clean(value) if isinstance(value, str) else value
        for value in (getattr(target, field.name) for field in fields(Target))
    )


def _target(row: Row) -> Target:
    pack, topic, section, path, start, end, exact, prefix, suffix, sentence, rows, columns, occurrences, digest = row
    return Target(
        _text(pack),
        _text(topic),
        _text(section),
        _from_json(path),
        _whole(start),
        _whole(end),
        _text(exact),
        _text(prefix),
        _text(suffix),
        _text(sentence),
        _from_json(rows),
        _from_json(columns),
        _whole(occurrences),
        _text(digest),
    )


def _to_json(words: Iterable[str]) -> str:
    return json.dumps([clean(word) for word in words], ensure_ascii=False)


def _from_json(text: Value) -> tuple[str, ...]:
    if text == "[]":  # most of them: no table, no need to ask the parser
        return ()
    return tuple(map(_text, json.loads(_text(text))))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"no whole number: {value!r}")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"no number: {value!r}")
    return float(value)
