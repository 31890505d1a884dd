"""Tell where sentences begin and end in a text.

A line break is a hard boundary: a paragraph, a list item and a table's cell are each on their own. In
doubt a sentence is kept long, for what belongs to it mustn't be lost: a "do not", a unit, a number.
"""

import re
from collections.abc import Iterator

# What ends a sentence, also in Arabic, Urdu and Hindi, with the quotes and brackets that close after it.
# Chinese and Japanese marks need no space after them.
_END = re.compile(r"""(?:[.!?…؟۔।]+["'”’»)\]]*(?=\s)|[。！？]+["'”’»」』）\]]*)\s*""")
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
    line = 0
    while line < len(text):
        stop = _end_of_line(text, line)
        begin = line
        for match in _END.finditer(text, line, stop):
            if _ends(text, line, match.start(), match.end(), stop):
                yield from _trimmed(text, begin, match.end())
                begin = match.end()
        yield from _trimmed(text, begin, stop)
        line = stop


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or sentences begin and end that hold `text[start:end]`, without white space around."""
    first, _ = _sentence_at(text, start)
    _, last = _sentence_at(text, max(start, end - 1))
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _sentence_at(text: str, position: int) -> tuple[int, int]:
    """Return the stretch between two boundaries that `position` falls in; white space belongs to what stands before it."""
    line = text.rfind("\n", 0, position) + 1
    stop = _end_of_line(text, position)
    begin = line
    for match in _END.finditer(text, line, stop):
        if not _ends(text, line, match.start(), match.end(), stop):
            continue
        if position < match.end():
            return begin, match.end()
        begin = match.end()
    return begin, stop


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
