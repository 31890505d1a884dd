"""Read an annotation that another program wrote, as far as it names words or places that can be found here.

Source: W3C Web Annotation Data Model, 3 and 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reader.notebook.anchoring import describe
from reader.notebook.exchange.fields import Node, node_of
from reader.notebook.exchange.reading import mark_id, motivations, place
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, Target, tidied
from reader.notebook.stamps import Record, unversioned

_COLOUR = Colour.AMBER
_PLAIN = ("text/plain", "text/markdown", "")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's text, or a topic without one, on the shelf."""

    text: str
    heading_path: tuple[str, ...]
    edition: str
    edition_label: str


PassageOf = Callable[[str, str, str | None], Passage | None]  # by pack, topic and section


def foreign_record(node: Node, at: datetime, passage_of: PassageOf) -> Record:
    """Return the record of another program's annotation; raises FieldError for what can't be kept or found here.

    `at` is when it was made, if it doesn't say so itself.
    """
    if "Annotation" not in node.texts("type"):
        raise node.refuse("type", "isn't Annotation")
    words, tags = _bodies(node)
    created = node.moment("created") if node.has("created") else None
    modified = node.moment("modified") if node.has("modified") else created or at
    made: dict[str, Any] = {
        "id": mark_id(node),
        "creator": _creator(node),
        "created": min(created or modified, modified),
        "modified": modified,
        "tags": tags,
    }
    return unversioned(_mark(node, made, words, passage_of))


def _mark(node: Node, made: dict[str, Any], words: str, passage_of: PassageOf) -> Mark:
    where = [_resource(node, value, number) for number, value in enumerate(node.several("target"))]
    if not where:
        raise node.refuse("target", "is missing")
    passages = [_passage(one, passage_of) for one in where]
    made |= {"edition": passages[0].edition, "edition_label": passages[0].edition_label}
    if any(one.has("selector") for one in where):
        targets = tuple(_target(one, passage) for one, passage in zip(where, passages, strict=True))
        return Highlight(**made, colour=_COLOUR, note=words, targets=targets)
    if len(where) > 1:
        raise node.refuse("target", "names several places and selects no words")
    pack, topic, section = place(where[0])
    made |= {"pack": pack, "topic": topic, "section": section, "heading_path": passages[0].heading_path}
    if "bookmarking" in motivations(node):
        return Bookmark(**made, label=words, position=made["created"].timestamp())
    if not words:
        raise node.refuse("body", "holds no words, and no words are selected")
    return Note(**made, note=words)


def _resource(node: Node, value: object, number: int) -> Node:
    """Return a target as an object with a source, also where it is only an IRI."""
    path = node.at(f"target[{number}]")
    if isinstance(value, str):
        return Node({"source": value}, path)
    found = node_of(value, path)
    source = found.values.get("source", found.values.get("id"))
    return Node({**found.values, "source": source.get("id") if isinstance(source, dict) else source}, path)


def _passage(where: Node, passage_of: PassageOf) -> Passage:
    pack, topic, section = place(where)
    passage = passage_of(pack, topic, section)
    if passage is None:
        named = f"{pack}/{topic}" + (f"#{section}" if section else "")
        raise where.refuse("source", f"is {named[:80]!r}, which isn't on the shelf")
    return passage


def _target(where: Node, passage: Passage) -> Target:
    pack, topic, section = place(where)
    if section is None:
        raise where.refuse("source", "names no section, so its words can't be found")
    selectors = {selector.text("type"): selector for selector in where.nodes("selector")}
    position, quotation = (selectors.get(f"Text{kind}Selector") for kind in ("Position", "Quote"))
    span = _at_position(position, quotation, passage.text) if position else None
    if span is None and quotation is not None:
        span = _by_quotation(quotation, passage.text)
    if span is None:
        raise where.refuse("selector", "tells neither a position in the text nor a quote")
    return describe(section, passage.text, *span, pack=pack, topic=topic, heading_path=passage.heading_path)


def _at_position(position: Node, quotation: Node | None, text: str) -> tuple[int, int] | None:
    """Return the words at a position, if they are those that are quoted."""
    start, end = position.whole("start"), position.whole("end")
    if quotation is not None:
        return (start, end) if start < end <= len(text) and text[start:end] == quotation.text("exact") else None
    if not start < end <= len(text):
        raise position.refuse("end", f"is out of the text, which has {len(text)} characters")
    return start, end


def _by_quotation(quotation: Node, text: str) -> tuple[int, int]:
    """Return where quoted words stand, if that is one place; what stands before and after them decides."""
    exact, prefix, suffix = quotation.text("exact"), quotation.text("prefix", ""), quotation.text("suffix", "")
    words = prefix + exact + suffix
    found = text.find(words)
    if not exact or found < 0:
        raise quotation.refuse("exact", "doesn't stand in the text")
    if text.find(words, found + 1) >= 0:
        raise quotation.refuse("exact", "stands in the text more than once")
    return found + len(prefix), found + len(prefix) + len(exact)


def _bodies(node: Node) -> tuple[str, tuple[str, ...]]:
    """Return the words that were written, and the tags."""
    words = [node.text("bodyValue", "")]
    tags: list[str] = []
    for body in node.nodes("body"):
        if "TextualBody" not in body.texts("type"):
            raise body.refuse("type", "isn't TextualBody, and only words can be kept")
        if body.text("format", "") not in _PLAIN:
            raise body.refuse("format", "isn't text/plain")
        (tags if "tagging" in body.texts("purpose") else words).append(body.text("value"))
    return "\n\n".join(filter(None, words)), tidied(tags)


def _creator(node: Node) -> str:
    """Return the name of whoever made it; of one that is only an address, nothing."""
    value = next(iter(node.several("creator")), None)
    return node_of(value, node.at("creator")).text("name", "") if isinstance(value, dict) else ""
