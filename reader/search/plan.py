"""Decide what to look for, and what to tell about it."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.search import clauses
from reader.search.analysis import forms, tokens
from reader.search.clauses import Clauses
from reader.search.corrections import Corrector
from reader.search.evidence import Evidence, apart, gather
from reader.search.interpretation import Interpreter, Reading
from reader.search.languages import stem
from reader.search.matches import Matcher
from reader.search.postings import PostingsReader
from reader.search.query import Query
from reader.search.telling import telling
from reader.search.thesaurus import Thesaurus
from reader.search.vocabulary import Vocabulary

_BREAK = re.compile(r"[.,;:?!()\n]")  # words on either side of it needn't stand near
_MOST_SUGGESTED = 3
_MOST_MENDED = 4  # words that near ones are looked for, where nothing was found
_FEW = 2  # things asked for, up to which nothing but the reason matters first


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two forms that should stand near each other; `bound` are a negation and what it negates."""

    left: str
    right: str
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word or phrase, and the evidence that counts for it, the strongest first."""

    evidence: tuple[Evidence, ...]
    required: bool = True
    weight: float = 1.0  # within the score
    near: Neighbours | None = None  # its form and that of the word before it, which should stand near


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading in a row, and how many the index has of it."""

    forms: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for, and what to tell about it."""

    wanted: tuple[Wanted, ...]
    layered: bool  # whether a stronger reason comes first whatever the score
    heading: Heading  # what the whole query would be as a heading
    excluded: tuple[Clauses, ...]
    corrected: str | None
    offered: tuple[str, ...]  # queries with a name in place of a word that is as near to another one
    also_searched: tuple[str, ...]
    matcher: Matcher


class Planner:
    """Make plans for what is on the shelf."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus, codes: Sequence[str], postings: PostingsReader) -> None:
        """`codes` are the languages of the shelf that have a stemmer."""
        self._vocabulary = vocabulary
        self._codes = tuple(codes)
        self._interpreter = Interpreter(vocabulary, thesaurus, codes)
        self._postings = postings
        self._corrector = Corrector(vocabulary, codes, postings)

    def plan(self, query: Query, *, as_typed: bool = False) -> Plan:
        """Return what to look for; `as_typed` leaves typos as they are."""
        understood = self._interpreter.interpret(query.wanted)
        corrected = not as_typed and self._corrector.correct([reading for reading in understood if not reading.silent])
        if corrected:
            self._interpreter.find_alternatives(understood)
        readings = telling(understood, self._codes, self._idf)
        rewritten = self._rewritten(query, understood)
        also = {other.written: None for reading in readings for other in reading.alternatives}
        return Plan(
            wanted=tuple(self._wanted(query, readings)),
            layered=_things(readings) <= _FEW,
            excluded=tuple(
                clauses.exact(part.atoms, part.whole, field=clauses.TITLE if part.title_only else clauses.TEXT)
                for part in self._interpreter.barring(query.excluded)
            ),
            heading=Heading(forms(rewritten), sum(1 for _ in tokens(rewritten))),
            corrected=rewritten if corrected else None,
            offered=tuple(
                _with(query, reading, self._vocabulary.written(word)) for reading in understood for word in reading.offered
            ),
            also_searched=tuple(also),
            matcher=self._matcher(readings),
        )

    def suggest(self, query: Query) -> tuple[str, ...]:
        """Return queries that find something, for one that doesn't: each with a word in place of one that stands nowhere."""
        understood = self._interpreter.interpret(query.wanted)
        asked = [reading for reading in understood if not reading.silent][:_MOST_MENDED]
        words = ((reading, word) for reading in asked for word in self._corrector.nearest(reading))
        return tuple(_with(query, reading, self._vocabulary.written(word)) for reading, word in islice(words, _MOST_SUGGESTED))

    def _wanted(self, query: Query, readings: Sequence[Reading]) -> Iterator[Wanted]:
        before: Reading | None = None
        for reading in readings:
            near = None
            if before is not None and not _BREAK.search(query.text, before.part.end, reading.part.start):
                near = _neighbours(before, reading)
            evidence = tuple(gather(reading, self._vocabulary, self._codes))
            yield Wanted(evidence, reading.required, reading.weight, near)
            before = reading

    def _idf(self, reading: Reading) -> float:
        """Return about how telling a word is; nought where it stands nowhere."""
        having = self._vocabulary.sections(reading.form)
        if not having and reading.form:
            having = len(self._postings.postings(clauses.stems(reading.form, self._codes)).sections)
        if not having and not (reading.alternatives or reading.completions or reading.part.quoted):
            return 0.0
        return self._postings.idf(having)

    def _rewritten(self, query: Query, readings: Sequence[Reading]) -> str:
        """Return the query with the corrections as the texts write them."""
        text = query.text
        for reading in reversed(readings):
            if reading.corrected:
                text = text[: reading.part.start] + self._vocabulary.written(reading.form) + text[reading.part.end :]
        return text.rstrip()

    def _matcher(self, readings: Sequence[Reading]) -> Matcher:
        rows = {row for reading in readings for row in self._rows(reading)}
        stemmed = {reading.form for reading in readings if reading.form and not reading.part.quoted}
        stems = tuple((code, frozenset(stem(form, code) for form in stemmed)) for code in self._codes) if stemmed else ()
        single = {row[0] for row in rows if len(row) == 1}.union(*(reading.completions for reading in readings))
        return Matcher(frozenset(single - {""}), stems, frozenset(row for row in rows if len(row) > 1))

    def _rows(self, reading: Reading) -> list[tuple[str, ...]]:
        """Return the words, and the rows of words, that stand for one part."""
        rows = [(reading.form,), (reading.part.compound,), apart(reading.form, self._vocabulary)]
        if not reading.corrected:
            rows.append(reading.part.atoms)
        return rows + [row for other in reading.alternatives for row in (other.atoms, (other.whole,))]


def _with(query: Query, reading: Reading, word: str) -> str:
    """Return the query with a word in place of a part."""
    return (query.text[: reading.part.start] + word + query.text[reading.part.end :]).strip()


def _things(readings: Sequence[Reading]) -> int:
    """Return how many things are asked for: words that have a synonym together, such as `sentinel node biopsy`, are one."""
    pairs = itertools.pairwise(readings)
    return len(readings) - sum(1 for one, next_ in pairs if one.alternatives and one.alternatives is next_.alternatives)


def _neighbours(left: Reading, right: Reading) -> Neighbours | None:
    """Return the two forms that should stand near each other, if there are two."""
    one, other = left.form or left.part.atoms[-1], right.form or right.part.atoms[0]
    if one == other or left.part.title_only or right.part.title_only:
        return None
    return Neighbours(one, other, bound=left.negating)
