"""Find in any text the words that a search matched: exact ones, stems, synonyms and corrections alike.

It serves the snippets and the page, which must agree. Importing it doesn't import Whoosh.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from string import ascii_letters
from typing import NamedTuple

from reader.search.analysis import cut, runs_of
from reader.search.languages import stem
from reader.search.spelling import BEGIN_OTHERWISE

Mark = tuple[int, int]  # start and end, in code points


@dataclass(frozen=True, slots=True)
class Matcher:
    """What counts as a match."""

    forms: frozenset[str] = frozenset()
    stems: tuple[tuple[str, frozenset[str]], ...] = ()  # by language
    phrases: frozenset[tuple[str, ...]] = frozenset()  # words that count only in a row

    def __bool__(self) -> bool:
        return bool(self.forms or self.stems or self.phrases)

    def matches(self, form: str) -> bool:
        """Tell whether a word in its form counts by itself."""
        return form in self.forms or any(stem(form, code) in known for code, known in self.stems)


NOTHING = Matcher()


def find_matches(text: str, matcher: Matcher) -> list[Mark]:
    """Return the places of all matched words in `text`, in order, none overlapping another, each a whole word."""
    return MatchFinder(matcher).find(text)


class MatchFinder:
    """Find the same words in several texts; what a piece of writing yields is worked out once for all of them."""

    def __init__(self, matcher: Matcher) -> None:
        """Find what `matcher` matches."""
        self._matcher = matcher
        self._in_phrases = {form for phrase in matcher.phrases for form in phrase}
        # A stem begins as its word does, and so does nearly every form: one letter spares most words all else.
        words = matcher.forms.union(self._in_phrases, *(known for _, known in matcher.stems))
        self._letters = {word[0] for word in words}
        self._no_letters = {letter for letter in ascii_letters if letter.lower() not in self._letters | BEGIN_OTHERWISE}
        self._pieces: dict[str, _Piece] = {}
        self._telling = set[str]()

    def find(self, text: str) -> list[Mark]:
        """Return the places of all matched words in `text`, in order, none overlapping another, each a whole word."""
        if not self._matcher:
            return []
        parts = cut(text)
        pieces = parts[1::2]
        distinct = set(pieces)
        self._learn(distinct.difference(self._pieces))
        telling = distinct & self._telling
        if not telling:
            return []
        starts = list(accumulate(map(len, parts)))[::2]
        found = [
            (start + a, start + b)
            for start, piece in zip(starts, pieces, strict=False)
            if piece in telling
            for a, b in self._pieces[piece].marks
        ]
        if any(self._pieces[piece].steps for piece in telling):
            found.extend(_in_a_row(self._places(pieces, starts), self._matcher.phrases))
        return _apart(found)

    def _learn(self, pieces: set[str]) -> None:
        self._pieces.update(dict.fromkeys(pieces, _ONE_WORD))
        for piece in pieces:
            if piece[0] in self._no_letters and piece.isascii() and piece.isalpha():
                continue
            self._pieces[piece] = learnt = self._learnt(piece)
            if learnt.marks or learnt.steps:
                self._telling.add(piece)

    def _learnt(self, piece: str) -> "_Piece":
        marks, steps, width = [], [], 0
        for offset, run in runs_of(piece):
            for form, place, start, end in run.tokens:
                mark = (offset + start, offset + end)
                if form[0] in self._letters and self._matcher.matches(form):
                    marks.append(mark)
                if form in self._in_phrases:
                    steps.append((width + place, form, mark))
            width += run.width
        return _Piece(width, tuple(marks), tuple(steps)) if marks or steps or width != 1 else _ONE_WORD

    def _places(self, pieces: list[str], starts: list[int]) -> dict[int, dict[str, Mark]]:
        """Return where words of phrases stand, by their place among all words."""
        places: dict[int, dict[str, Mark]] = {}
        position = 0
        for start, piece in zip(starts, pieces, strict=False):
            known = self._pieces[piece]
            for place, form, (a, b) in known.steps:
                places.setdefault(position + place, {})[form] = (start + a, start + b)
            position += known.width
        return places


class _Piece(NamedTuple):
    """What an unbroken piece of writing has of the words that are looked for, from its beginning."""

    width: int  # how many places it takes
    marks: tuple[Mark, ...]
    steps: tuple[tuple[int, str, Mark], ...]  # words of phrases


_ONE_WORD = _Piece(1, (), ())


def _in_a_row(places: dict[int, dict[str, Mark]], phrases: frozenset[tuple[str, ...]]) -> Iterator[Mark]:
    for phrase in phrases:
        for first in places:
            row = [places.get(first + step, {}).get(form) for step, form in enumerate(phrase)]
            if None not in row:
                yield from (mark for mark in row if mark)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Join marks that overlap: the parts of a word that matched whole, and pairs of CJK characters."""
    apart: list[Mark] = []
    for start, end in sorted(set(marks)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
