"""Cut about two lines out of a section, around the place where most of the matched words stand."""

import re
from bisect import bisect_left

from reader.library.text import fold_lines
from reader.search.folding import plain
from reader.search.matches import Mark, MatchFinder

LENGTH = 170  # code points
_LEAD = 40  # of them before the first match, so that it shows even in a narrow list
_SEARCHED = 20_000  # code points of a section that are looked through
_NEW_WORD = 4  # how much more a word counts that the snippet doesn't have yet
_ELLIPSIS = "…"
_GAP = " · "  # between cells, list items and lines, which end without a stop
_BLOCK_END = re.compile(r"(?<![.?!:;\n])\n")


def snippet(text: str, heading_length: int, finder: MatchFinder) -> tuple[str, tuple[Mark, ...]]:
    """Return the snippet of a section and its marks; the heading is left out, as it is shown above it."""
    body = text[heading_length : heading_length + _SEARCHED].lstrip() or text[:heading_length]
    flat = fold_lines(body)
    marks = finder.find(flat)
    start = _start(flat, _densest(flat, marks))
    end = _end(flat, start)
    gaps = [start + found.start() for found in _BLOCK_END.finditer(body[start:end])]
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(flat) else ""

    def shown_at(place: int) -> int:
        # A match ends before a gap and begins after it, so that either end of it has one place.
        return len(before) + place - start + bisect_left(gaps, place) * (len(_GAP) - 1)

    kept = tuple((shown_at(first), shown_at(last)) for first, last in marks if first >= start and last <= end)
    return before + fold_lines(_BLOCK_END.sub(_GAP, body[start:end])) + after, kept


def _densest(text: str, marks: list[Mark]) -> int:
    """Return where the stretch begins that holds most different matches."""
    if not marks:
        return 0
    forms = [plain(text[start:end]) for start, end in marks]
    best, best_worth = 0, 0
    for first, (start, _) in enumerate(marks):
        last = first
        while last < len(marks) and marks[last][1] <= start + LENGTH - _LEAD:
            last += 1
        worth = (last - first) + _NEW_WORD * len(set(forms[first:last]))
        if worth > best_worth:
            best, best_worth = first, worth
    return marks[best][0]


def _start(text: str, match: int) -> int:
    """Return where to begin: with the sentence if it is near, else with a word."""
    if match <= _LEAD:
        return 0
    earliest = match - _LEAD
    sentence = max(text.rfind(stop, earliest - 2, match) for stop in (". ", "? ", "! "))
    if sentence >= 0:
        return sentence + 2
    space = text.find(" ", earliest, match)
    return space + 1 if space >= 0 else match


def _end(text: str, start: int) -> int:
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + LENGTH // 2, end + 1)
    return space if space >= 0 else end
