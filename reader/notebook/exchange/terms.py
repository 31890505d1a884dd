"""Name everything that a file of annotations speaks of, so that any program which reads JSON-LD understands it.

The standard's own words come from its context; what it has no words for stands under our prefix.
Source: W3C Web Annotation Data Model and Vocabulary, 2017; JSON-LD 1.1, 4.1.
"""

import uuid
from dataclasses import fields
from urllib.parse import quote, unquote

from reader.notebook.marks import Target, clean

ANNO = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:wardbook:terms:"
PREFIX = "wb"
FORMAT = 1  # a file of a later one may hold what we would lose
TOMBSTONES = f"{PREFIX}:tombstones"
FORMAT_TERM = f"{PREFIX}:format"

_PLACE = "urn:wardbook:place:"
_MARK = "urn:wardbook:mark:"
_UUID = "urn:uuid:"
_STANDARD = frozenset({"pack", "topic", "section", "start", "end", "exact", "prefix", "suffix"})


def term(name: str) -> str:
    """Return the term under our prefix for a field of ours: `row_headings` is `wb:rowHeadings`."""
    first, *others = name.split("_")
    return f"{PREFIX}:{first}{''.join(map(str.title, others))}"


# The fields of a target that the standard has no selector for; whatever a target gains later is among them.
EXTRAS = tuple(field for field in fields(Target) if field.name not in _STANDARD)
# What holds several things in their order; JSON-LD takes other arrays for sets.
_LISTS = ("headingPath", "rowHeadings", "columnHeadings", "reviews", "targets", "others", "tombstones")

CONTEXT = (
    ANNO,
    {PREFIX: NAMESPACE, **{f"{PREFIX}:{name}": {"@id": f"{NAMESPACE}{name}", "@container": "@list"} for name in _LISTS}},
)


def place_iri(pack: str, topic: str, section: str | None) -> str:
    """Return the IRI of a section's text, or of a whole topic."""
    whole = f"{_PLACE}{_quoted(pack)}/{_quoted(topic)}"
    return whole if section is None else f"{whole}#{_quoted(section)}"


def place_of(iri: str) -> tuple[str, str, str | None] | None:
    """Return the pack, the topic and the section that an IRI names; None where it names none of ours."""
    if not iri.startswith(_PLACE):
        return None
    whole, parted, section = iri.removeprefix(_PLACE).partition("#")
    pack, slash, topic = whole.partition("/")
    if not slash or "/" in topic:
        return None
    return unquote(pack), unquote(topic), unquote(section) if parted else None


def mark_iri(id_: str) -> str:
    """Return the IRI of a mark."""
    return f"{_UUID}{id_}" if _is_uuid(id_) else f"{_MARK}{_quoted(id_)}"


def mark_of(iri: str) -> str:
    """Return the id of the mark that an IRI names; what another program named gets one that is always the same."""
    if iri.startswith(_UUID) and _is_uuid(iri.removeprefix(_UUID)):
        return iri.removeprefix(_UUID)
    if iri.startswith(_MARK):
        return unquote(iri.removeprefix(_MARK))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def _is_uuid(words: str) -> bool:
    try:
        return str(uuid.UUID(words)) == words
    except ValueError:
        return False


def _quoted(words: str) -> str:
    return quote(clean(words), safe="")
