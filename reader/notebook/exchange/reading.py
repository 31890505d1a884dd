"""Read an annotation that Wardbook wrote: all that was held of the mark is held again."""

from datetime import datetime
from typing import Any, get_type_hints

from reader.notebook.exchange.fields import FieldError, Node
from reader.notebook.exchange.terms import EXTRAS, mark_of, place_of, term
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, Review, Target, Verdict, tidied
from reader.notebook.stamps import FIELDS, Record, Stamps, Version, Wording, wording_key
from reader.notebook.times import to_text

_LONGEST_NAME = 200  # characters of an id
_TYPES = get_type_hints(Target)


def record_of(node: Node) -> Record:
    """Return the record that an annotation of ours tells of; raises FieldError for what makes no sense."""
    mark = _mark(node)
    times = {name: node.stamp(term(f"{name}_changed")) for name in FIELDS}
    stamps = Stamps(times, _version(node, "words"), _version(node, "known"))
    others = [Wording(other.text("value"), _version(other, "words")) for other in node.nodes(term("others"))]
    _require_order(node, mark, stamps, others)
    return Record(mark, stamps, tuple(sorted(others, key=wording_key)))


def _require_order(node: Node, mark: Mark, stamps: Stamps, others: list[Wording]) -> None:
    """Refuse what was done to a mark after it was changed last: it would count as later than all that is done in time."""
    last = to_text(mark.modified)
    if mark.deleted is not None and mark.deleted > mark.modified:
        raise node.refuse(term("deleted"), "is later than `modified`")
    for name, at in stamps.times.items():
        if at > last:
            raise node.refuse(term(f"{name}_changed"), "is later than `modified`")
    for name, version in (("words", stamps.words), ("known", stamps.known), *(("others", other.version) for other in others)):
        if any(at > last for at in version.values()):
            raise node.refuse(term(name), "holds a time later than `modified`")
    reviews = mark.reviews if isinstance(mark, Highlight) else ()
    if any(review.at > mark.modified for review in reviews):
        raise node.refuse(term("reviews"), "hold a time later than `modified`")


def mark_id(node: Node) -> str:
    """Return the id of the mark that an annotation is about."""
    iri = node.text("id")
    if not iri or len(iri) > _LONGEST_NAME:
        raise node.refuse("id", "is empty or too long")
    return mark_of(iri)


def motivations(node: Node) -> set[str]:
    """Return why an annotation was made, in the standard's words."""
    return set(node.texts("motivation"))


def place(node: Node, name: str = "source") -> tuple[str, str, str | None]:
    """Return the pack, the topic and the section that a field names; refuse what isn't in Wardbook."""
    found = place_of(node.text(name))
    if found is None or not found[0] or not found[1]:
        raise node.refuse(name, "names no text of a pack")
    return found


def _mark(node: Node) -> Mark:
    why = motivations(node)
    words, tags = _words(node, "describing" if "bookmarking" in why else "commenting")
    made: dict[str, Any] = {**_made(node), "tags": tags}
    if "highlighting" in why:
        return _highlight(node, {**made, "note": words})
    (where, *more) = node.nodes("target") or [node]
    if where is node or more:
        raise node.refuse("target", "isn't one place")
    pack, topic, section = place(where)
    made |= {"pack": pack, "topic": topic, "section": section, "heading_path": where.texts(term("heading_path"))}
    if "bookmarking" in why:
        return Bookmark(**made, label=words, position=node.number(term("position")))
    if "commenting" in why:
        return Note(**made, note=words)
    raise node.refuse("motivation", "is none of highlighting, bookmarking and commenting")


def _highlight(node: Node, made: dict[str, Any]) -> Highlight:
    colour = node.text(term("colour"))
    if colour not in set(Colour):
        raise node.refuse(term("colour"), f"is no colour that this program knows: {colour[:20]!r}")
    reviews = [_review(one) for one in node.nodes(term("reviews"))]
    if len({review.edition for review in reviews}) < len(reviews):
        raise node.refuse(term("reviews"), "settle one edition twice")
    in_order = sorted(reviews, key=lambda review: (review.at, review.edition))
    return Highlight(**made, colour=Colour(colour), targets=_targets(node, "target"), reviews=tuple(in_order))


def _made(node: Node) -> dict[str, Any]:
    """Return what every mark has."""
    name = term("deleted")
    deleted: datetime | None = node.moment(name) if node.has(name) else None
    creators = node.nodes("creator")
    return {
        "id": mark_id(node),
        "creator": creators[0].text("name", "") if creators else "",
        "created": node.moment("created"),
        "modified": node.moment("modified"),
        "deleted": deleted,
        "edition": node.text(term("edition")),
        "edition_label": node.text(term("edition_label"), ""),
    }


def _words(node: Node, purpose: str) -> tuple[str, tuple[str, ...]]:
    """Return what the reader wrote, and the tags."""
    words, tags = [], []
    for body in node.nodes("body"):
        match body.text("purpose"):
            case "tagging":
                tags.append(body.text("value"))
            case found if found == purpose:
                words.append(body.text("value"))
            case found:
                raise body.refuse("purpose", f"is none that this mark can have: {found[:20]!r}")
    if len(words) > 1:
        raise node.refuse("body", "holds two notes")
    if len(set(tags)) != len(tidied(tags)):
        raise node.refuse("body", "holds a tag that is empty, or twice the same")
    return "".join(words), tidied(tags)


def _review(node: Node) -> Review:
    verdict = node.text(term("verdict"))
    if verdict not in set(Verdict):
        raise node.refuse(term("verdict"), f"is none that this program knows: {verdict[:20]!r}")
    targets = tuple(map(_target, node.nodes(term("targets"))))
    return Review(node.text(term("edition")), Verdict(verdict), targets, node.moment(term("at")))


def _targets(node: Node, name: str) -> tuple[Target, ...]:
    targets = tuple(map(_target, node.nodes(name)))
    if not targets:
        raise node.refuse(name, "is missing")
    return targets


def _target(node: Node) -> Target:
    pack, topic, section = place(node)
    if section is None:
        raise node.refuse("source", "names no section")
    selectors = {selector.text("type"): selector for selector in node.nodes("selector")}
    position, quotation = (selectors.get(f"Text{kind}Selector") for kind in ("Position", "Quote"))
    if position is None or quotation is None:
        raise node.refuse("selector", "tells not both position and quote")
    start, end = position.whole("start"), position.whole("end")
    if start > end:
        raise position.refuse("end", "comes before the start")
    return Target(
        pack=pack,
        topic=topic,
        section=section,
        start=start,
        end=end,
        exact=quotation.text("exact"),
        prefix=quotation.text("prefix"),
        suffix=quotation.text("suffix"),
        **{field.name: _extra(node, field.name) for field in EXTRAS},
    )


def _extra(node: Node, name: str) -> Any:  # noqa: ANN401 -- of the type that the field of a target has
    kind = _TYPES[name]
    if kind is int:
        return node.whole(term(name), 0)
    return node.text(term(name), "") if kind is str else node.texts(term(name))


def _version(node: Node, name: str) -> Version:
    held = node.nodes(term(name))
    version = {one.text(term("notebook")): one.stamp(term("at")) for one in held}
    if not all(version.values()):
        raise node.refuse(term(name), "holds no time")
    if len(version) < len(held):
        raise FieldError(node.at(term(name)), "names a notebook twice")
    return version
