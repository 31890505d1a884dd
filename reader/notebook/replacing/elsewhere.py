"""Look through a pack for the sections of other topics that words may have moved to, once for many words.

To locate words in every section of a large pack takes seconds for each mark. So all texts are gone through once, and
only sections that share words in a row with a mark, or with what stood around it, are looked at closely.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.notebook.anchoring import Anchor
from reader.notebook.replacing.edition import Edition, SectionKey

_ROW = 3  # words
_RARE = 400  # sections that hold a row of words, at the most, for it to tell anything
_LOOKED_AT = 64  # sections for one mark: more than enough to see that words stand in two places
_OFTEN = 500  # sections between two reports
# Scripts that set no spaces between words: each letter stands for one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PIECES = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\S)+")

Row = tuple[str, ...]
Report = Callable[[int, int, str], None]


def likely_sections(edition: Edition, anchors: Iterable[Anchor], progress: Report) -> dict[Anchor, tuple[SectionKey, ...]]:
    """Return for each anchor the sections of the pack that share rows of words with it, the likeliest first."""
    rows = {anchor: _rows_around(anchor) for anchor in anchors}
    wanted = set().union(*rows.values())
    holding: defaultdict[Row, list[SectionKey]] = defaultdict(list)
    total = edition.section_count()
    for number, (key, text) in enumerate(edition.sections() if wanted else ()):
        if not number % _OFTEN:
            progress(number, total, "Looking for marks that moved")
        for row in wanted.intersection(_rows(_pieces(text))):
            if len(holding[row]) <= _RARE:
                holding[row].append(key)
    telling = {row: keys for row, keys in holding.items() if len(keys) <= _RARE}
    return {anchor: _likeliest(own, telling) for anchor, own in rows.items()}


def _likeliest(own: Iterable[Row], holding: Mapping[Row, Sequence[SectionKey]]) -> tuple[SectionKey, ...]:
    """Return the sections that share most; the more of them hold a row, the less it says."""
    shared: defaultdict[SectionKey, float] = defaultdict(float)
    for row in sorted(own):
        for key in holding.get(row, ()):
            shared[key] += 1 / len(holding[row])
    return tuple(sorted(shared, key=lambda key: -shared[key])[:_LOOKED_AT])


def _rows_around(anchor: Anchor) -> set[Row]:
    """Return the rows of words in a quote and around it, but for those that its context cuts."""
    pieces = _pieces(anchor.prefix + anchor.exact + anchor.suffix)
    return set(_rows(pieces[0 if anchor.start == len(anchor.prefix) else 1 : None]))


def _rows(pieces: list[str]) -> Iterable[Row]:
    return zip(*(pieces[at:] for at in range(_ROW)), strict=False)


def _pieces(text: str) -> list[str]:
    if text.isascii() or not _UNSPACED.search(text):
        return text.split()
    return _PIECES.findall(text)
