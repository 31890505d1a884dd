"""Ask for a citation beside every number."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.library.editorial.desk import Desk, quoted, sentences
from reader.library.model import Finding
from reader.library.source.passages import Kind, Passage
from reader.library.source.prose import cites, plain

# No numbers in this sense: a year, which dates a source, and the score of a stain, as in 2+.
_NUMBER = re.compile(r"(?<![\w.,/–-])[<>≤≥~±+−–-]*(?!(?:19|20)\d\d(?![\d%]|[.,]\d)|\d\+)\d")
_EDITORS = re.compile(r"\beditors\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TEXT = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)


def uncited(desk: Desk) -> Iterator[Finding]:
    """Yield each sentence with a number that has no citation in its paragraph, list item or table.

    A list may also be cited in the line that leads to it, and a sentence that goes on from item to item at its end; a
    table in its heading row, and in the paragraphs right above and below it. The paragraph right below a table may
    explain it without citing again. Who says openly that something comes from the editors has named its source.
    Names that hold a number, such as a trial's, are known from abbreviations.yaml.
    """
    names = _names(desk)
    for article in desk.articles:
        for place, passage in enumerate(article.passages):
            found = list(_with_number(passage, names)) if passage.kind in _TEXT else []
            if found and not any(_sourced(other.text) for other in _around(article.passages, place)):
                for line, sentence in found:
                    yield article.warning(line, f"A number without a citation: {quoted(sentence)}. Cite its source beside it.")


def _with_number(passage: Passage, names: "re.Pattern[str]") -> Iterator[tuple[int, str]]:
    for line, sentence in sentences(passage):
        if _NUMBER.search(names.sub("N", sentence)):  # a letter, so that T0–1 stays a name where T0 is one
            yield line, sentence


def _sourced(text: str) -> bool:
    return cites(text) or _EDITORS.search(text) is not None


def _around(all_: Sequence[Passage], place: int) -> Iterator[Passage]:
    """Yield the passage at `place` and those whose citations hold for it too."""
    passage = all_[place]
    yield passage
    above, below = _block_above(all_, place), _block_below(all_, place)
    match passage.kind:
        case Kind.ITEM:
            yield from (lead for lead in above if lead.kind is Kind.PARAGRAPH and plain(lead.text).rstrip().endswith(":"))
            yield from (note for note in below if _EDITORS.search(note.text))
            yield from _to_the_end(all_, place)
        case Kind.ROW:
            yield from (other for other in all_ if other.block == passage.block and other.kind is Kind.HEAD)
            yield from (other for other in (*above, *below) if other.kind is Kind.PARAGRAPH)
        case Kind.PARAGRAPH:
            yield from (row for row in above if row.kind in (Kind.HEAD, Kind.ROW))


def _to_the_end(all_: Sequence[Passage], place: int) -> Iterator[Passage]:
    """Yield the items in which the sentence of an item goes on: none after a full stop."""
    for now, following in pairwise(all_[place:]):
        if following.block != now.block or following.kind is not Kind.ITEM or not _goes_on(now):
            return
        yield following


def _goes_on(item: Passage) -> bool:
    return plain(item.text).rstrip().endswith((";", ",", " and", " or"))


def _block_above(all_: Sequence[Passage], place: int) -> list[Passage]:
    """Return the passages of the block right above that of the passage at `place`, in the same section and box."""
    return _block(all_, [other.block for other in all_[:place] if other.block != all_[place].block][-1:], all_[place])


def _block_below(all_: Sequence[Passage], place: int) -> list[Passage]:
    return _block(all_, [other.block for other in all_[place:] if other.block != all_[place].block][:1], all_[place])


def _block(all_: Sequence[Passage], block: Sequence[int], passage: Passage) -> list[Passage]:
    around = (passage.section, passage.box)
    return [other for other in all_ if other.block in block and (other.section, other.box) == around]


def _names(desk: Desk) -> "re.Pattern[str]":
    """Return what finds the short forms that hold a digit; the longest first, since one may begin another."""
    names = sorted((name for name in desk.pack.abbreviations if _DIGIT.search(name)), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names) or r"(?!)")
