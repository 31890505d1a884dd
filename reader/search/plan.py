"""Decide what to look for: synonyms, stems, completions, and corrections where a word stands nowhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.search import clauses
from reader.search.analysis import analyse
from reader.search.clauses import Clauses
from reader.search.languages import stem, stop_words
from reader.search.matches import Matcher
from reader.search.postings import PostingsReader
from reader.search.query import Part, Query
from reader.search.results import Reason
from reader.search.thesaurus import Alternative, Thesaurus
from reader.search.typos import allowed_edits
from reader.search.vocabulary import Vocabulary

_NUMBERED = re.compile(r"([^\W\d_]+)(\d.*)")
_SHORTEST_COMPLETED = 2  # letters; a single one says too little to insist on
_TRIED = 6  # corrections that are compared by how well they go with the other words

_EXACT, _SYNONYM, _STEM, _COMPLETION = 1.0, 0.7, 0.6, 0.4  # how much evidence weighs within the score


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way in which a section may have a word."""

    reason: Reason
    weight: float
    clauses: Clauses


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word or phrase, and the evidence that counts for it, the strongest first."""

    evidence: tuple[Evidence, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for, and what to tell about it."""

    wanted: tuple[Wanted, ...]
    excluded: tuple[Clauses, ...]
    corrected: str | None
    also_searched: tuple[str, ...]
    matcher: Matcher


@dataclass(slots=True)
class _Reading:
    """A part of the query while it is being understood."""

    part: Part
    form: str
    alternatives: tuple[Alternative, ...] = ()
    completions: tuple[str, ...] = ()
    corrected: bool = False
    required: bool = True


class Planner:
    """Make plans for what is on the shelf."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus, codes: Sequence[str], postings: PostingsReader) -> None:
        """`codes` are the languages of the shelf that have a stemmer."""
        self._vocabulary = vocabulary
        self._thesaurus = thesaurus
        self._codes = tuple(codes)
        self._postings = postings
        self._stop_words = frozenset[str]().union(*(stop_words(code) for code in codes))

    def plan(self, query: Query) -> Plan:
        """Return what to look for."""
        readings = [self._reading(part) for part in self._telling(self._joined(query.wanted))]
        self._find_alternatives(readings)
        self._correct(readings)
        corrected = any(reading.corrected for reading in readings)
        if corrected:
            self._find_alternatives(readings)
        also = {other.written: None for reading in readings for other in reading.alternatives}
        return Plan(
            wanted=tuple(Wanted(tuple(self._evidence(reading)), reading.required) for reading in readings),
            excluded=tuple(clauses.exact(part.atoms, part.whole, title_only=part.title_only) for part in query.excluded),
            corrected=self._rewritten(query, readings) if corrected else None,
            also_searched=tuple(also),
            matcher=self._matcher(readings),
        )

    def _joined(self, parts: Sequence[Part]) -> list[Part]:
        """Take two pieces as one where the texts write them in one: `CDK 4/6`, `HER 2`, `23 01`."""
        joined: list[Part] = []
        for part in parts:
            together = self._together(joined[-1], part) if joined else None
            if together:
                joined[-1] = together
            else:
                joined.append(part)
        return joined

    def _together(self, left: Part, right: Part) -> Part | None:
        if left.quoted or right.quoted or left.title_only != right.title_only:
            return None
        if not any(character.isdigit() for character in left.typed + right.typed):
            return None
        link = "-" if left.typed[-1:].isdigit() and right.typed[:1].isdigit() else ""
        form = _one_form(left.typed + link + right.typed)
        if not form or form not in self._vocabulary:
            return None
        typed = f"{left.typed} {right.typed}"
        return replace(right, typed=typed, start=left.start, atoms=left.atoms + right.atoms, whole=form)

    def _telling(self, parts: list[Part]) -> list[Part]:
        """Leave out words such as `of`, unless there are no others."""
        telling = [part for part in parts if part.quoted or part.title_only or part.form not in self._stop_words]
        return telling or parts

    def _reading(self, part: Part) -> _Reading:
        reading = _Reading(part, part.form)
        if part.quoted or not part.form:
            return reading
        one_character = len(part.form) == 1 and not part.form.isascii()  # of CJK, where it is a word
        if (part.unfinished and len(part.form) >= _SHORTEST_COMPLETED) or one_character:
            found = self._vocabulary.beginning_with(part.form, without=self._stop_words)
            reading.completions = tuple(form for form in found if form != part.form)
        reading.required = not (part.unfinished and len(part.form) < _SHORTEST_COMPLETED and part.form.isascii())
        return reading

    def _find_alternatives(self, readings: list[_Reading]) -> None:
        """Give each word that a synonym rule covers, alone or with its neighbours, what may stand for it."""
        row = [(atom, reading) for reading in readings for atom in _row(reading)]
        for match in self._thesaurus.matches([atom for atom, _ in row]):
            known = tuple(other for other in match.alternatives if self._stands(other))
            covered = [reading for _, reading in row[match.start : match.end]]
            if not any(reading.part.quoted or reading.part.title_only for reading in covered):
                for reading in covered:
                    reading.alternatives = known

    def _stands(self, other: Alternative) -> bool:
        return other.whole in self._vocabulary or all(atom in self._vocabulary for atom in other.atoms)

    def _correct(self, readings: list[_Reading]) -> None:
        for reading in readings:
            if self._is_strange(reading):
                best = self._best_correction(reading, readings)
                if best:
                    reading.form, reading.corrected = best, True

    def _is_strange(self, reading: _Reading) -> bool:
        """Tell whether a word stands nowhere, in no form; only then may it be a typo."""
        part, form = reading.part, reading.form
        if part.quoted or len(part.atoms) != 1 or not allowed_edits(form) or not form.isalpha():
            return False
        if form in self._vocabulary or reading.alternatives or reading.completions:
            return False
        return not self._postings.postings(clauses.stems(form, self._codes)).sections

    def _best_correction(self, reading: _Reading, readings: list[_Reading]) -> str:
        """Return the word with the fewest edits; among equals the one that goes with the other words."""
        near = self._vocabulary.near(reading.form)
        if not near:
            return ""
        equals = [word for edits, word in near if edits == near[0][0]][:_TRIED]
        others = [other for other in readings if other is not reading and other.required and not self._is_strange(other)]
        if len(equals) == 1 or not others:
            return equals[0]
        together = set.intersection(*(self._sections(other) for other in others))
        return max(equals, key=lambda word: len(together.intersection(self._postings.postings(clauses.exact((word,))).sections)))

    def _sections(self, reading: _Reading) -> set[int]:
        return {section for found in self._evidence(reading) for section in self._postings.postings(found.clauses).sections}

    def _evidence(self, reading: _Reading) -> Iterator[Evidence]:
        """Give the evidence for one part, the strongest first; whatever rests on a correction is called so."""
        part, typo = reading.part, Reason.TYPO if reading.corrected else None
        atoms, whole = ((reading.form,), "") if reading.corrected else (part.atoms, part.whole)
        found = clauses.exact(atoms, whole, title_only=part.title_only)
        yield Evidence(typo or Reason.EXACT, _EXACT, found + self._apart(reading.form, title_only=part.title_only))
        if part.quoted:
            return
        if reading.alternatives:
            others = tuple(clause for other in reading.alternatives for clause in clauses.exact(other.atoms, other.whole))
            yield Evidence(typo or Reason.SYNONYM, _SYNONYM, others)
        if reading.form:
            yield Evidence(typo or Reason.STEM, _STEM, clauses.stems(reading.form, self._codes, title_only=part.title_only))
        if reading.completions:
            # A word that stands in the texts as it is wants first itself, then what it may be the beginning of.
            known = reading.alternatives or reading.form in self._vocabulary
            longer = (clauses.exact((form,), title_only=part.title_only) for form in reading.completions)
            yield Evidence(
                Reason.STEM if known else Reason.EXACT, _COMPLETION, tuple(clause for group in longer for clause in group)
            )

    def _apart(self, form: str, *, title_only: bool) -> Clauses:
        """Ask for HER 2 where HER2 is wanted, if the words are there at all."""
        numbered = _NUMBERED.fullmatch(form)
        if not numbered or not all(atom in self._vocabulary for atom in numbered.groups()):
            return ()
        return clauses.exact(numbered.groups(), title_only=title_only)

    def _rewritten(self, query: Query, readings: list[_Reading]) -> str:
        text = query.text
        for reading in reversed(readings):
            if reading.corrected:
                text = text[: reading.part.start] + self._vocabulary.written(reading.form) + text[reading.part.end :]
        return text.rstrip()

    def _matcher(self, readings: list[_Reading]) -> Matcher:
        forms: set[str] = set()
        phrases: set[tuple[str, ...]] = set()
        stemmed: set[str] = set()
        for reading in readings:
            part = reading.part
            rows = [(reading.form,)] if reading.corrected else [part.atoms, (part.whole,)]
            rows += [row for other in reading.alternatives for row in (other.atoms, (other.whole,))]
            if numbered := _NUMBERED.fullmatch(reading.form):
                rows.append(numbered.groups())
            forms.update(reading.completions, *(row for row in rows if len(row) == 1))
            phrases.update(row for row in rows if len(row) > 1)
            if reading.form and not part.quoted:
                stemmed.add(reading.form)
        stems = ((code, frozenset(stem(form, code) for form in stemmed)) for code in self._codes)
        return Matcher(frozenset(forms - {""}), tuple(stems) if stemmed else (), frozenset(phrases))


def _row(reading: _Reading) -> tuple[str, ...]:
    """Return the words of a part as synonym rules see them: a code in one piece."""
    if reading.corrected or reading.part.whole:
        return (reading.form,)
    return reading.part.atoms


def _one_form(typed: str) -> str:
    run = analyse(typed)
    return run.whole or (run.atoms[0] if len(run.atoms) == 1 else "")
