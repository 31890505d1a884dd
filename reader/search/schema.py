"""Say which fields an index has, for every pack alike.

    title headings body words               forms, with positions, so that phrases can be asked for
    title_en headings_en body_en words_en   stems, one set for each language that has a stemmer
    pack group audience topic               to filter by, and to replace a topic that has changed
    ids                                     stored: the topic's and the section's id
    ordinal                                 a column: which topic of the pack a section belongs to

`body` is the section's text without its heading; `headings` are those above it in the topic and its own; `words`
are the synonyms of the topic's front matter.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema

from reader.library.compiled.rows import IndexedSection
from reader.search.analysis import tokens
from reader.search.codec import Places
from reader.search.languages import STEMMED

TEXT_FIELDS = ("title", "headings", "body", "words")


class Analyser(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """Give Whoosh the words that `analysis` cuts; Whoosh keeps it, pickled, in the index."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:  # noqa: ANN401 — Whoosh's own options
        """Yield one token object over and over, as Whoosh wants it."""
        token = Token(**options)
        token.boost = 1.0
        token.stopped = False
        for form, position, start, end in tokens(value):
            token.text, token.pos, token.startchar, token.endchar = form, position, start, end
            yield token


def stemmed(field: str, code: str) -> str:
    """Name the stemmed companion of a field."""
    return f"{field}_{code}"


@cache
def schema() -> Schema:
    """Return the one schema."""
    analyser = Analyser()
    fields: dict[str, Any] = {field: TEXT(analyzer=analyser) for field in TEXT_FIELDS}
    for field in fields.values():
        field.format = Places()
    for code in STEMMED:
        fields |= {stemmed(field, code): TEXT(analyzer=analyser, phrase=False) for field in TEXT_FIELDS}
    fields |= {name: ID() for name in ("pack", "group", "audience", "topic")}
    return Schema(ids=STORED(), ordinal=COLUMN(NumericColumn("I")), **fields)


def texts(section: IndexedSection) -> dict[str, tuple[str, ...]]:
    """Return the pieces of each text field of one section; a phrase is never looked for across two pieces."""
    return {
        "title": (section.topic_title,),
        "headings": section.path,
        "body": (section.text[section.heading_length :],),
        "words": section.synonyms,
    }


def labels(section: IndexedSection, pack: str, ordinal: int) -> dict[str, object]:
    """Return what else the index holds of one section."""
    return {
        "pack": pack,
        "group": section.group_title,
        "audience": section.audience.value,
        "topic": section.topic_id,
        "ids": (section.topic_id, section.section_id),
        "ordinal": ordinal,
    }
