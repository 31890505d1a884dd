"""Know which words mean the same, from the packs' synonyms and abbreviations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.library.model import SynonymRule
from reader.search.analysis import runs
from reader.search.languages import stem

MOST_ALTERNATIVES = 8  # for one word; more would be a pack's mistake


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that may stand for others."""

    written: str
    atoms: tuple[str, ...]
    whole: str
    row: tuple[str, ...]  # each piece of it in one, as a query has it: can't walk as cant and walk


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a query, from `start` to `end`, and what may stand for them."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...]


class Thesaurus:
    """All rules of the shelf; a rule also applies to other endings of its words."""

    def __init__(self, rules: Iterable[tuple[str, SynonymRule]]) -> None:
        """Take rules, each with the code of its pack's language, empty where that has no stemmer."""
        self._known: dict[str, dict[tuple[str, ...], dict[str, Alternative]]] = defaultdict(dict)
        self._longest = 0
        for code, rule in rules:
            also = [found for words in rule.also if (found := _alternative(words))]
            for words in rule.words:
                if this := _alternative(words):
                    self._add(code, this, also)

    def __bool__(self) -> bool:
        return bool(self._known)

    def forms(self) -> Iterator[str]:
        """Give the single words that have synonyms."""
        for known in self._known.values():
            for key, alternatives in known.items():
                if len(key) == 1:
                    yield from (found.atoms[0] for found in alternatives.values() if len(found.atoms) == 1)

    def matches(self, atoms: Sequence[str]) -> list[Match]:
        """Return the longest rules that apply to a row of words, from left to right, none overlapping another."""
        found: list[Match] = []
        start = 0
        while start < len(atoms):
            match = self._longest_at(atoms, start)
            if match:
                found.append(match)
            start = match.end if match else start + 1
        return found

    def _longest_at(self, atoms: Sequence[str], start: int) -> Match | None:
        for end in range(min(len(atoms), start + self._longest), start, -1):
            row = tuple(atoms[start:end])
            alternatives: dict[str, Alternative] = {}
            for code, known in self._known.items():
                alternatives |= known.get(_key(row, code), {})
            others = [other for other in alternatives.values() if other.atoms != row]
            if others:
                return Match(start, end, tuple(others[:MOST_ALTERNATIVES]))
        return None

    def _add(self, code: str, this: Alternative, also: list[Alternative]) -> None:
        self._longest = max(self._longest, len(this.atoms))
        for row in {this.atoms, this.row}:
            others = self._known[code].setdefault(_key(row, code), {})
            for other in also:
                others.setdefault(other.written, other)


def _key(row: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(stem(form, code) for form in row) if code else row


def _alternative(words: str) -> Alternative | None:
    found = [run for _, run in runs(words)]
    atoms = tuple(atom for run in found for atom in run.atoms)
    row = tuple(form for run in found for form in ((run.whole,) if run.whole else run.atoms))
    return Alternative(words, atoms, found[0].whole if len(found) == 1 else "", row) if atoms else None
