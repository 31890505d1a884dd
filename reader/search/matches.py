"""Find in any text the words that a search matched: exact ones, stems, synonyms and corrections alike.

It serves the snippets and the page, which must agree. Importing it doesn't import Whoosh.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.search.analysis import runs
from reader.search.languages import stem

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
    if not matcher:
        return []
    known: dict[str, tuple[bool, bool]] = {}  # of each form: does it count by itself, is it part of a phrase
    in_phrases = {form for phrase in matcher.phrases for form in phrase}
    found: list[Mark] = []
    places: dict[int, dict[str, Mark]] = {}  # where words of phrases stand
    position = 0
    for offset, run in runs(text):
        for form, place, start, end in run.tokens:
            verdict = known.get(form)
            if verdict is None:
                verdict = known[form] = (matcher.matches(form), form in in_phrases)
            if verdict[0]:
                found.append((offset + start, offset + end))
            if verdict[1]:
                places.setdefault(position + place, {})[form] = (offset + start, offset + end)
        position += run.width
    found.extend(_in_a_row(places, matcher.phrases))
    return _apart(found)


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
