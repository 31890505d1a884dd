"""Describe selected words so that they can be found again, and so that a change around them is seen."""

from reader.notebook.marks import Target, clean
from reader.notebook.sentences import sentences_around

CONTEXT = 32  # code points that are kept on each side, at the least
_MOST_CONTEXT = 512


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

    Words that occur more than once keep more context, until it tells them apart or is 512 code points
    long. Raises ValueError unless the range is within the text and not empty.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start} to {end} in a text of {len(text)}")
    first, last = sentences_around(text, start, end)
    context = _telling_context(text, start, end)
    return Target(
        pack=pack,
        topic=topic,
        section=section,
        heading_path=tuple(map(clean, heading_path)),
        start=start,
        end=end,
        exact=clean(text[start:end]),
        prefix=clean(text[max(0, start - context) : start]),
        suffix=clean(text[end : end + context]),
        sentence=clean(text[first:last]),
        row_headings=tuple(map(clean, row_headings)),
        column_headings=tuple(map(clean, column_headings)),
    )


def _telling_context(text: str, start: int, end: int) -> int:
    """Return how much context makes the quote stand once in `text`."""
    context = CONTEXT
    while context < _MOST_CONTEXT:
        low = max(0, start - context)
        surroundings = text[low : end + context]
        if text.find(surroundings) == low and text.find(surroundings, low + 1) < 0:
            break
        context *= 2
    return context
