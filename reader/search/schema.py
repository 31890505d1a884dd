"""Say which fields an index has, for every pack alike.

    title heading text words    forms, with positions, so that phrases can be asked for
    title_en text_en words_en   stems, one set for each language that has a stemmer
    pack group audience topic   to filter by, and to replace a topic that has changed
    origin                      "pack" for what was made out of the rest of the pack, such as a glossary
    ids                         stored: the topic's and the section's id
    ordinal                     a column: which topic of the pack a section belongs to

`text` is the section with the title of its topic and the headings above it, which count several times: the section whose
title or heading says a word answers, the one that says it somewhere mentions it. So a word has one idf and a section one
length, as in BM25F (Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, 2004).
`heading` is the section's own heading, or the title where it has none. `words` are the synonyms of the topic's front matter.
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

FROM_AUTHOR, FROM_PACK = "author", "pack"
TEXT_FIELDS = ("title", "heading", "text", "words")
_TITLED, _HEADED = 3, 4  # times that they count; a title is shared by all sections of its topic


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
    fields |= {name: ID() for name in ("pack", "group", "audience", "topic", "origin")}
    return Schema(ids=STORED(), ordinal=COLUMN(NumericColumn("I")), **fields)


def texts(section: IndexedSection) -> dict[str, tuple[str, ...]]:
    """Return the pieces of each text field of one section; a phrase is never looked for across two pieces."""
    return {
        "title": (section.topic_title,),
        "heading": section.path[-1:] or (section.topic_title,),
        "text": (*(section.topic_title,) * _TITLED, *section.path * _HEADED, section.text[section.heading_length :]),
        "words": section.synonyms,
    }


def labels(section: IndexedSection, pack: str, ordinal: int) -> dict[str, object]:
    """Return what else the index holds of one section."""
    return {
        "pack": pack,
        "group": section.group_title,
        "audience": section.audience.value,
        "topic": section.topic_id,
        "origin": FROM_PACK if section.is_generated else FROM_AUTHOR,
        "ids": (section.topic_id, section.section_id),
        "ordinal": ordinal,
    }
