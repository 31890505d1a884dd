"""Describe selected words so that they can be found again, and so that a change around them is seen."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from reader.library.sentences import sentences_around
from reader.notebook.anchoring.headings import headings_in
from reader.notebook.anchoring.words import words_of
from reader.notebook.marks import Target, clean

CONTEXT = 160  # code points that are kept on each side: about 25 words

Anchor = Target  # what the notebook stores of a selection is all that is needed to find it again


def describe(
    section: str,
    text: str,
    start: int,
    end: int,
    *,
    pack: str = "",
    topic: str = "",
    heading_path: Iterable[str] | None = None,
    row_headings: Iterable[str] | None = None,
    column_headings: Iterable[str] | None = None,
) -> Anchor:
    """Return the anchor of `text[start:end]`, where `text` is the whole text of a section.

    Headings that aren't given are taken from the text, as far as it shows them; give empty ones where there are none.
    Raises ValueError unless the range is within the text and not empty.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start} to {end} in a text of {len(text)}")
    text = clean(text)
    first, last = sentences_around(text, start, end)
    shown = headings_in(text, start)
    return Anchor(
        pack=pack,
        topic=topic,
        section=section,
        heading_path=_names(heading_path, shown.path),
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sentence=text[first:last],
        row_headings=_names(row_headings, shown.rows),
        column_headings=_names(column_headings, shown.columns),
        occurrences=_occurrences(text, start, end),
        text_digest=digest_of(text),
    )


def _names(given: Iterable[str] | None, shown: tuple[str, ...]) -> tuple[str, ...]:
    if given is None:
        return shown
    return tuple(map(clean, [given] if isinstance(given, str) else given))


def _occurrences(text: str, start: int, end: int) -> int:
    words = words_of(text)
    first, last = words.touching(start, end)
    return sum(1 for _ in words.runs(words[first:last])) if last > first else 0


@lru_cache(maxsize=64)
def digest_of(text: str) -> str:
    """Return what tells whether a text is still the same."""
    return hashlib.blake2b(clean(text).encode(), digest_size=12).hexdigest()
