"""Understand each part of a query in the light of the shelf: what belongs together, goes on, has synonyms, or says nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.search.analysis import analyse
from reader.search.languages import negations, stop_words
from reader.search.query import Part
from reader.search.thesaurus import Alternative, Thesaurus
from reader.search.vocabulary import Vocabulary

_APOSTROPHE = re.compile("['\u2019]")
_SHORTEST_FORESEEN = 4  # letters of a beginning that has the synonyms of a word
_SHORTEST_COMPLETED = 2  # letters; a single one says too little to insist on


@dataclass(slots=True)
class Reading:
    """A part of the query while it is being understood."""

    part: Part
    form: str  # what is looked for: the part's own form, or its correction
    alternatives: tuple[Alternative, ...] = ()
    completions: tuple[str, ...] = ()
    corrected: bool = False
    offered: tuple[str, ...] = ()  # words that may be meant, of which none was taken for it
    required: bool = True
    silent: bool = False  # says nothing by itself, but may be part of a synonym, as in `the pill`
    negating: bool = False  # as `no` and `without` are
    weight: float = 1.0  # within the score


class Interpreter:
    """Understand queries to the packs whose vocabulary and synonyms it has."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus, codes: Sequence[str]) -> None:
        """`codes` are the languages of the shelf that have a stemmer."""
        self._vocabulary = vocabulary
        self._thesaurus = thesaurus
        self._negations = frozenset[str]().union(*(negations(code) for code in codes))
        self._stop_words = frozenset[str]().union(*(stop_words(code) for code in codes)) - self._negations

    def interpret(self, parts: Sequence[Part]) -> list[Reading]:
        """Return how each part is understood, with those that say nothing marked as silent."""
        readings = [self._reading(part) for part in self._joined(parts)]
        self._silence(readings)
        self._relax([reading for reading in readings if not reading.silent])
        self.find_alternatives(readings)
        return readings

    def barring(self, parts: Sequence[Part]) -> list[Part]:
        """Return what is to be excluded; a dash before `an` was no minus."""
        return [part for part in parts if part.quoted or part.title_only or part.form not in self._stop_words]

    def find_alternatives(self, readings: Sequence[Reading]) -> None:
        """Give each word that a synonym rule covers, alone or with its neighbours, what may stand for it."""
        row = [(atom, reading) for reading in readings for atom in self._row(reading)]
        for match in self._thesaurus.matches([atom for atom, _ in row]):
            known = tuple(other for other in match.alternatives if self._stands(other))
            covered = [reading for _, reading in row[match.start : match.end]]
            if not any(reading.part.quoted or reading.part.title_only for reading in covered):
                for reading in covered:
                    reading.alternatives = known

    def _joined(self, parts: Sequence[Part]) -> list[Part]:
        """Take two pieces as one where the texts write them in one: `CDK 4/6`, `HER 2`, `23 01`."""
        joined: list[Part] = []
        for part in parts:
            together = self._together(joined[-1], part) if joined else None
            if together:
                joined[-1] = together
                continue
            if joined and (compound := self._compound(joined[-1], part)):
                joined[-1], part = replace(joined[-1], compound=compound), replace(part, compound=compound)  # noqa: PLW2901 — the same
            joined.append(part)
        return joined

    def _compound(self, left: Part, right: Part) -> str:
        """Return the one word that texts write where two were typed, as in `post mastectomy`; empty where there is none."""
        if left.quoted or right.quoted or left.compound or right.compound or not (left.form and right.form):
            return ""
        if left.form in self._stop_words or right.form in self._stop_words:
            return ""
        compound = left.form + right.form
        return compound if compound in self._vocabulary else ""

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

    def _reading(self, part: Part) -> Reading:
        reading = Reading(part, part.form)
        if part.quoted or not part.form:
            return reading
        one_character = len(part.form) == 1 and not part.form.isascii()  # of CJK, where it is a word
        if (part.unfinished and len(part.form) >= _SHORTEST_COMPLETED) or one_character:
            found = self._vocabulary.beginning_with(part.form, without=self._stop_words)
            reading.completions = tuple(form for form in found if form != part.form)
        return reading

    def _silence(self, readings: Sequence[Reading]) -> None:
        """Leave words such as `of` aside, unless there are no others; one still being typed may become another word.

        Of a negation the order takes account, as `no radiotherapy` isn't `radiotherapy`; but texts have many words for it.
        """
        unquoted = [reading for reading in readings if not (reading.part.quoted or reading.part.title_only)]
        little = [reading for reading in unquoted if self._says_little(reading)]
        if len(little) == len(readings):
            return
        for reading in little:
            reading.required = reading.part.unfinished
            reading.negating = reading.form in self._negations
            reading.silent = not reading.part.unfinished and not reading.negating

    def _says_little(self, reading: Reading) -> bool:
        short = _APOSTROPHE.search(reading.part.typed) and reading.part.atoms[0] in self._stop_words  # I'd, what's, don't
        return bool(short) or reading.form in self._stop_words or reading.form in self._negations

    def _relax(self, readings: Sequence[Reading]) -> None:
        """Don't insist on a last letter, nor on a last `a` or `in`, which may become another word."""
        if len(readings) > 1:
            last = readings[-1]
            if last.part.unfinished and (len(last.form) < _SHORTEST_COMPLETED or last.form in self._stop_words):
                last.required = not last.form.isascii()

    def _row(self, reading: Reading) -> tuple[str, ...]:
        """Return the words of a part as synonym rules see them: a code in one piece, a word still being typed as it goes on."""
        if reading.corrected or reading.part.whole:
            return (reading.form,)
        return (self._likely_end(reading),) if reading.completions else reading.part.atoms

    def _likely_end(self, reading: Reading) -> str:
        """Return the word that most sections have of those that a beginning stands for; itself if it may be any."""
        if reading.form in self._vocabulary or len(reading.form) < _SHORTEST_FORESEEN:
            return reading.form
        standing = [self._vocabulary.sections(form) for form in reading.completions]
        return reading.completions[0] if 2 * standing[0] > sum(standing) else reading.form

    def _stands(self, other: Alternative) -> bool:
        return other.whole in self._vocabulary or all(atom in self._vocabulary for atom in other.atoms)


def _one_form(typed: str) -> str:
    run = analyse(typed)
    return run.whole or (run.atoms[0] if len(run.atoms) == 1 else "")
