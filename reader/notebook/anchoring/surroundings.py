"""Compare what stands around the words with what stood around them: the headings, and the line that leads to them."""

from collections.abc import Iterator

from reader.notebook.anchoring.describe import Anchor
from reader.notebook.anchoring.difference import same_words
from reader.notebook.anchoring.headings import Headings, headings_in, lead_in, nearest_like

_NEAR = 120  # code points within which a line that leads to the words is seen on both sides


def changed_headings(anchor: Anchor, text: str, start: int, known: Headings | None) -> list[tuple[str, str]]:
    """Return each heading that isn't what it was, and what it is now; `known` if the program knows them."""
    pairs = _known_pairs(anchor, known) if known is not None else _seen_pairs(anchor, text, start)
    return [(old, new) for old, new in pairs if not same_words(old, new)]


def changed_lead_in(anchor: Anchor, text: str, start: int) -> list[tuple[str, str]]:
    """Return the line that led to the words and the one that does now, unless they are the same."""
    # The first line that is seen may have been cut, unless the text begins there.
    before = anchor.prefix if anchor.start > len(anchor.prefix) else f"\n{anchor.prefix}"
    old = lead_in(before, len(before))
    seen = len(anchor.prefix) if old else min(len(anchor.prefix), _NEAR)
    now = text[start - seen : start] if start > seen else f"\n{text[:start]}"
    new = lead_in(now, len(now))
    return [] if same_words(old, new) else [(old, new)]


def _known_pairs(anchor: Anchor, known: Headings) -> Iterator[tuple[str, str]]:
    yield " › ".join(anchor.heading_path), " › ".join(known.path)
    yield ", ".join(anchor.row_headings), ", ".join(known.rows)
    yield ", ".join(anchor.column_headings), ", ".join(known.columns)


def _seen_pairs(anchor: Anchor, text: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield the headings that the text shows above `start` beside those they seem to have been."""
    seen = headings_in(text, start)
    if anchor.heading_path != seen.path:
        *parents, own = anchor.heading_path or ("",)
        for heading in parents:
            yield heading, nearest_like(heading, text, start) or heading
        if own:
            yield own, nearest_like(own, text, start) or next(reversed(seen.path), own)
    if (anchor.row_headings, anchor.column_headings) != (seen.rows, seen.columns):
        for heading in (*anchor.row_headings, *anchor.column_headings):
            yield heading, nearest_like(heading, text, start) or ""
