"""Find in any text the words that a search matched: exact ones, stems, synonyms and corrections alike.

It serves the snippets and the page, which must agree. Importing it doesn't import Whoosh.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.search.analysis import Token, runs
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
    known: dict[str, bool] = {}
    found: list[Mark] = []
    for offset, run in runs(text):
        for form, _, start, end in run.tokens:
            counts = known.get(form)
            if counts is None:
                counts = known[form] = matcher.matches(form)
            if counts:
                found.append((offset + start, offset + end))
    if matcher.phrases:
        found.extend(_in_a_row(text, matcher.phrases))
    return _apart(found)


def _in_a_row(text: str, phrases: frozenset[tuple[str, ...]]) -> Iterator[Mark]:
    places: list[dict[str, Token]] = []
    for offset, run in runs(text):
        row: list[dict[str, Token]] = [{} for _ in range(run.width)]
        for token in run.tokens:
            row[token.position][token.form] = Token(token.form, 0, offset + token.start, offset + token.end)
        places.extend(row)
    for phrase in phrases:
        for first in range(len(places) - len(phrase) + 1):
            if all(form in places[first + step] for step, form in enumerate(phrase)):
                for step, form in enumerate(phrase):
                    token = places[first + step][form]
                    yield token.start, token.end


def _apart(marks: list[Mark]) -> list[Mark]:
    """Join marks that overlap: the parts of a word that matched whole, and pairs of CJK characters."""
    apart: list[Mark] = []
    for start, end in sorted(set(marks)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
