"""Find in any text the words that a search matched: exact ones, stems, synonyms and corrections alike.

It serves the snippets and the page, which must agree. Importing it doesn't import Whoosh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from string import ascii_letters, digits
from typing import NamedTuple

from reader.search.analysis import runs
from reader.search.folding import fold
from reader.search.languages import stem, stem_beginnings
from reader.search.spelling import beginnings

Mark = tuple[int, int]  # start and end, in code points
_Places = dict[tuple[int, str], Mark]  # of words of phrases, by their place among all words and their form
_FAR = 50  # code points that no signs between two words of a phrase take; words farther off stand in no row with it
_ASCII = 0x80
_LONGEST_UNIT = 4  # letters
_SIGNS = '.,;:?!()[]"'  # around a word they are no part of it


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
    """Find the same words in several texts, looking only at the chunks between blanks that may hold one."""

    def __init__(self, matcher: Matcher) -> None:
        """Find what `matcher` matches."""
        self._matcher = matcher
        self._in_phrases = {form for phrase in matcher.phrases for form in phrase}
        forms = matcher.forms | self._in_phrases
        stems = set(chain.from_iterable(known for _, known in matcher.stems))
        self._begun = {beginning for begun in stems for beginning in stem_beginnings(begun)}
        self._pairs = set[str]().union(*(beginnings(form[:2]) for form in forms | self._begun))
        self._may_match = _beginnings(self._pairs, digits if any(map(_may_follow_digits, forms | stems)) else "")
        self._chunks: dict[str, _Chunk] = {}

    def find(self, text: str) -> list[Mark]:
        """Return the places of all matched words in `text`, in order, none overlapping another, each a whole word."""
        if not self._matcher:
            return []
        marks: list[Mark] = []
        of_phrases: list[tuple[int, int, _Chunk]] = []
        for found in self._may_match.finditer(text):
            start, written = found.start(), found.group()
            if start and text[start - 1] != " ":  # signs stand before the word
                start = text.rfind(" ", 0, start) + 1
                written = text[start : found.end()]
            chunk = self._chunks.get(written) or self._chunk(written)
            if chunk.marks:
                marks += [(start + a, start + b) for a, b in chunk.marks]
            if chunk.steps:
                of_phrases.append((start, found.end(), chunk))
        if of_phrases:
            marks += _in_a_row(self._places(text, of_phrases), self._matcher.phrases)
        return _apart(marks)

    def _chunk(self, written: str) -> "_Chunk":
        known = self._chunks.get(written)
        if known is None:
            word = written.strip(_SIGNS)
            is_plain = word.isalpha() and word.isascii()
            known = self._plain(word, written.find(word)) if is_plain else self._any(written)
            self._chunks[written] = known
        return known

    def _plain(self, word: str, start: int) -> "_Chunk":
        """Return the same as `_any` for one word of ASCII letters."""
        if word[:2].lower() not in self._pairs:
            return _NO_MATCH
        form, mark = fold(word), (start, start + len(word))
        return _Chunk(1, (mark,) if self._matches(form) else (), ((0, form, mark),) if form in self._in_phrases else ())

    def _any(self, written: str) -> "_Chunk":
        marks, steps, width = [], [], 0
        for offset, run in runs(written):
            for form, place, start, end in run.tokens:
                mark = (offset + start, offset + end)
                if self._matches(form):
                    marks.append(mark)
                if form in self._in_phrases:
                    steps.append((width + place, form, mark))
            width += run.width
        return _Chunk(width, tuple(marks), tuple(steps))

    def _matches(self, form: str) -> bool:
        """Tell the same as the matcher does, which need not find the stems of words that begin otherwise."""
        if form[:3] in self._begun or form[:2] in self._begun:
            return self._matcher.matches(form)
        return form in self._matcher.forms

    def _places(self, text: str, of_phrases: list[tuple[int, int, "_Chunk"]]) -> _Places:
        """Return where words of phrases stand, by their place among all words as far as they stand side by side."""
        places: _Places = {}
        position = before = 0
        for start, end, chunk in of_phrases:
            if start - before > 1:  # more than a blank
                between = text[before:start]
                position += _FAR if len(between) > _FAR else sum(self._chunk(written).width for written in between.split(" "))
            for place, form, (a, b) in chunk.steps:
                places[position + place, form] = (start + a, start + b)
            position += chunk.width
            before = end
        return places


class _Chunk(NamedTuple):
    """What writing without a blank has of the words that are looked for, from its beginning."""

    width: int  # how many places it takes
    marks: tuple[Mark, ...]
    steps: tuple[tuple[int, str, Mark], ...]  # words of phrases


_NO_MATCH = _Chunk(1, (), ())


def _may_follow_digits(form: str) -> bool:
    """Tell whether a form may stand in writing that begins with a digit: the unit in `0.2mm`, or a code."""
    return len(form) <= _LONGEST_UNIT or not form.isalpha()


def _beginnings(pairs: set[str], others: str) -> re.Pattern[str]:
    """Return what finds all words that may match, from their first letters up to a blank; it finds some others too.

    A word is told by two letters, or one and a sign, as in T-DM1. Whatever isn't ASCII may match, and whatever begins with
    one of the `others`: there is no saying what forms it has. One class of characters in front is what the regex engine is
    quick at.
    """
    first = {letter for pair in pairs for letter in pair[0] + pair[0].upper()}
    second = "".join(sorted({letter for pair in pairs for letter in pair[1:] + pair[1:].upper()}.intersection(ascii_letters)))
    word = rf"(?<![A-Za-z0-9].)(?:[{second or '0'}]|(?![A-Za-z])|(?<=[0-9]))"
    return re.compile(rf"[^{_ascii_without(first.union(others))}](?:{word}|(?<=[^\x00-\x7f]))[^ ]*+", re.DOTALL)


def _ascii_without(characters: set[str]) -> str:
    """Return the ranges of a class of all ASCII characters but these."""
    edges = [-1, *sorted(ord(character) for character in characters if character.isascii()), _ASCII]
    return "".join(rf"\x{left + 1:02x}-\x{right - 1:02x}" for left, right in pairwise(edges) if right - left > 1)


def _in_a_row(places: _Places, phrases: frozenset[tuple[str, ...]]) -> Iterator[Mark]:
    for phrase in phrases:
        for first, form in places:
            if form == phrase[0]:
                row = [places.get((first + step, word)) for step, word in enumerate(phrase)]
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
