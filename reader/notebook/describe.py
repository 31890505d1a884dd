"""Describe selected words so that they can be found again, and so that a change around them is seen."""

from reader.library.sentences import sentences_around
from reader.notebook.marks import Target, clean

CONTEXT = 32  # code points that are kept on each side, at the least


def describe(
    text: str,
    start: int,
    end: int,
    *,
    pack: str,
    topic: str,
    section: str,
    heading_path: tuple[str, ...] = (),
    row_headings: tuple[str, ...] = (),
    column_headings: tuple[str, ...] = (),
) -> Target:
    """Return the target for `text[start:end]`, where `text` is the text of a section.

    Words that occur more than once keep as much context as it takes to tell them apart.
    Raises ValueError unless the range is within the text and not empty.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start} to {end} in a text of {len(text)}")
    text = clean(text)
    first, last = sentences_around(text, start, end)
    context = _telling_context(text, start, end)
    return Target(
        pack=pack,
        topic=topic,
        section=section,
        heading_path=tuple(map(clean, heading_path)),
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - context) : start],
        suffix=text[end : end + context],
        sentence=text[first:last],
        row_headings=tuple(map(clean, row_headings)),
        column_headings=tuple(map(clean, column_headings)),
    )


def _telling_context(text: str, start: int, end: int) -> int:
    """Return how much context makes the quote stand once in `text`."""
    context = CONTEXT
    while not stands_once(text[max(0, start - context) : end + context], text):
        context *= 2
    return context


def stands_once(words: str, text: str) -> bool:
    """Tell whether `words` occur in `text` exactly once, overlaps counted."""
    found = text.find(words)
    return found >= 0 and text.find(words, found + 1) < 0
