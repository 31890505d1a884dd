"""Write all that is held of a mark as one Web Annotation.

Source: W3C Web Annotation Data Model, 3 and 4.
"""

from typing import Any

from reader.notebook.exchange.terms import EXTRAS, mark_iri, place_iri, term
from reader.notebook.marks import Bookmark, Highlight, Mark, Note, Review, Target, clean
from reader.notebook.stamps import FIELDS, Record, Stamps, Version, Wording, words_of
from reader.notebook.times import to_text

Json = dict[str, Any]


def annotation(record: Record) -> Json:
    """Return the annotation that says what `record` holds; `record_of` reads it back."""
    mark = record.mark
    written: Json = {
        "id": mark_iri(mark.id),
        "type": "Annotation",
        "motivation": _motivation(mark),
        "created": to_text(mark.created),
        "modified": to_text(mark.modified),
    }
    if mark.creator:
        written["creator"] = {"type": "Person", "name": clean(mark.creator)}
    if bodies := _bodies(mark):
        written["body"] = bodies
    written["target"] = _place(mark)
    return written | _own(mark) | _versions(record.stamps, record.others)


def _motivation(mark: Mark) -> str | list[str]:
    match mark:
        case Highlight():
            return ["highlighting", "commenting"] if mark.note else "highlighting"
        case Bookmark():
            return "bookmarking"
        case Note():
            return "commenting"


def _bodies(mark: Mark) -> list[Json]:
    """Return the words that the reader wrote, and the tags."""
    words = words_of(mark)
    bodies = [_textual(words, "describing" if isinstance(mark, Bookmark) else "commenting")] if words else []
    return bodies + [_textual(tag, "tagging") for tag in mark.tags]


def _textual(words: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": clean(words), "format": "text/plain", "purpose": purpose}


def _place(mark: Mark) -> Json | list[Json]:
    if isinstance(mark, Highlight):
        return [_target(target) for target in mark.targets]
    source = {"type": "SpecificResource", "source": place_iri(mark.pack, mark.topic, mark.section)}
    return source | {term("heading_path"): _cleaned(mark.heading_path)}


def _target(target: Target) -> Json:
    """Return what was selected in one section: two selectors that say the same, and what they have no words for."""
    position = {"type": "TextPositionSelector", "start": target.start, "end": target.end}
    quotation = {"type": "TextQuoteSelector", "exact": clean(target.exact)}
    quotation |= {"prefix": clean(target.prefix), "suffix": clean(target.suffix)}
    source = place_iri(target.pack, target.topic, target.section)
    extras = {term(field.name): _plain(getattr(target, field.name)) for field in EXTRAS}
    return {"type": "SpecificResource", "source": source, "selector": [position, quotation]} | extras


def _own(mark: Mark) -> Json:
    """Return the fields that the standard doesn't know."""
    own: Json = {term("edition"): clean(mark.edition), term("edition_label"): clean(mark.edition_label)}
    if mark.deleted is not None:
        own[term("deleted")] = to_text(mark.deleted)
    if isinstance(mark, Bookmark):
        own[term("position")] = mark.position
    if isinstance(mark, Highlight):
        own[term("colour")] = mark.colour.value
        own[term("reviews")] = [_review(review) for review in mark.reviews]
    return own


def _review(review: Review) -> Json:
    told = {term("edition"): clean(review.edition), term("verdict"): review.verdict.value, term("at"): to_text(review.at)}
    return told | {term("targets"): [_target(target) for target in review.targets]}


def _versions(stamps: Stamps, others: tuple[Wording, ...]) -> Json:
    """Return what two notebooks need to know so as to become equal."""
    return {
        **{term(f"{name}_changed"): stamps.times[name] for name in FIELDS},
        term("words"): _version(stamps.words),
        term("known"): _version(stamps.known),
        term("others"): [{"value": clean(other.words), term("words"): _version(other.version)} for other in others],
    }


def _version(version: Version) -> list[Json]:
    return [{term("notebook"): clean(name), term("at"): at} for name, at in sorted(version.items())]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return _cleaned(value)
    return clean(value) if isinstance(value, str) else value


def _cleaned(words: tuple[str, ...]) -> list[str]:
    return [clean(word) for word in words]
