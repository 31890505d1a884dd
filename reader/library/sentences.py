"""Tell where sentences begin and end in a text.

A line break is a hard boundary: a paragraph, a list item and a table's cell are each on their own. In
doubt a sentence is kept long, for what belongs to it mustn't be lost: a "do not", a unit, a number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

# What ends a sentence, also in Arabic, Urdu and Hindi, with the quotes and brackets that close after it.
# Chinese and Japanese marks need no space after them.
_END = re.compile(r"""(?:[.!?…؟۔।]+["'”’»)\]]*(?=\s)|[。！？]+["'”’»」』）\]]*)\s*""")
_SURE_END = re.compile(r"(?:\n|[.!?؟۔।。！？]\s*)\Z")
_LONGEST_GAP = 32  # code points of white space after an end; in the one text there is one
_REMEMBERED = 48  # texts whose sentences are held, since many marks are placed in the same ones
_WORD_BEFORE = re.compile(r"[^\s(\[/]*$")
_ABBREVIATION = re.compile(
    "al|approx|assoc|ca|cf|ch|chap|dept|dr|drs|eds?|eq|equiv|esp|est|excl|figs?|ft|gen|hosp|hrs?|ie|eg|incl|inf|inj|int|jr|max|med"
    "|min|mrs?|ms|mx|nos?|nr|obs|oz|para|pp|prof|refs?|resps?|rev|sect|ser|spp?|sr|st|subsp|suppl|sup|syn|tab|tbl|temp|vols?|viz|vs"
    "|wks?|yrs?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # J. K. Rowling, e.g., i.v., vitamin C.


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of `text` begins and ends, without white space around; none is empty."""
    for begin, end in _stretches(text):
        yield from _trimmed(text, begin, end)


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or sentences begin and end that hold `text[start:end]`, without white space around.

    Where a quotation mark, a bracket or "…" stands at the end, what follows may belong to it, and does here.
    """
    begins = _sure_begins(text)
    first = begins[bisect_right(begins, start) - 1]
    after = bisect_right(begins, max(start, end - 1))
    last = begins[after] if after < len(begins) else len(text)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


@lru_cache(maxsize=_REMEMBERED)
def _sure_begins(text: str) -> list[int]:
    """Return where sentences begin in any reading of `text`, the first at 0."""
    return [0, *(begin for begin, _ in _stretches(text) if begin and _SURE_END.search(text, max(0, begin - _LONGEST_GAP), begin))]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield what lies between two boundaries; white space belongs to what stands before it."""
    line = 0
    while line < len(text):
        stop = _end_of_line(text, line)
        begin = line
        for match in _END.finditer(text, line, stop):
            if _ends(text, line, match.start(), match.end(), stop):
                yield begin, match.end()
                begin = match.end()
        if begin < stop:
            yield begin, stop
        line = stop


def _end_of_line(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return len(text) if stop < 0 else stop + 1


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[begin:end]
    if sentence.strip():
        yield begin + len(sentence) - len(sentence.lstrip()), begin + len(sentence.rstrip())


def _ends(text: str, line: int, mark: int, after: int, stop: int) -> bool:
    """Tell whether the mark at `mark` ends a sentence; `after` is where the next one would begin."""
    if after >= stop or text[mark] != ".":
        return after >= stop or not text[after].islower()
    if text[after].islower():
        return False
    found = _WORD_BEFORE.search(text[max(line, mark - 24) : mark])
    word = found.group() if found else ""
    return not (_ABBREVIATION.fullmatch(word) or _INITIALS.fullmatch(word))
