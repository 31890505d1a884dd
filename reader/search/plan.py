"""Decide what to look for, and what to tell about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.search import clauses
from reader.search.clauses import Clauses
from reader.search.corrections import Corrector
from reader.search.evidence import Evidence, apart, gather
from reader.search.interpretation import Interpreter, Reading
from reader.search.languages import stem
from reader.search.matches import Matcher
from reader.search.postings import PostingsReader
from reader.search.query import Query
from reader.search.thesaurus import Thesaurus
from reader.search.vocabulary import Vocabulary


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


class Planner:
    """Make plans for what is on the shelf."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus, codes: Sequence[str], postings: PostingsReader) -> None:
        """`codes` are the languages of the shelf that have a stemmer."""
        self._vocabulary = vocabulary
        self._codes = tuple(codes)
        self._interpreter = Interpreter(vocabulary, thesaurus, codes)
        self._corrector = Corrector(vocabulary, codes, postings)

    def plan(self, query: Query, *, as_typed: bool = False) -> Plan:
        """Return what to look for; `as_typed` leaves typos as they are."""
        readings = self._interpreter.interpret(query.wanted)
        corrected = not as_typed and self._corrector.correct(readings)
        if corrected:
            self._interpreter.find_alternatives(readings)
        also = {other.written: None for reading in readings for other in reading.alternatives}
        return Plan(
            wanted=tuple(Wanted(tuple(gather(reading, self._vocabulary, self._codes)), reading.required) for reading in readings),
            excluded=tuple(clauses.exact(part.atoms, part.whole, title_only=part.title_only) for part in query.excluded),
            corrected=self._rewritten(query, readings) if corrected else None,
            also_searched=tuple(also),
            matcher=self._matcher(readings),
        )

    def _rewritten(self, query: Query, readings: Sequence[Reading]) -> str:
        """Return the query as it was understood, with the corrections as the texts write them."""
        text = query.text
        for reading in reversed(readings):
            if reading.corrected:
                text = text[: reading.part.start] + self._vocabulary.written(reading.form) + text[reading.part.end :]
        return text.rstrip()

    def _matcher(self, readings: Sequence[Reading]) -> Matcher:
        rows = {row for reading in readings for row in self._rows(reading)}
        stemmed = {reading.form for reading in readings if reading.form and not reading.part.quoted}
        stems = tuple((code, frozenset(stem(form, code) for form in stemmed)) for code in self._codes) if stemmed else ()
        forms = {row[0] for row in rows if len(row) == 1}.union(*(reading.completions for reading in readings))
        return Matcher(frozenset(forms - {""}), stems, frozenset(row for row in rows if len(row) > 1))

    def _rows(self, reading: Reading) -> list[tuple[str, ...]]:
        """Return the words, and the rows of words, that stand for one part."""
        rows = [(reading.form,), apart(reading.form, self._vocabulary)]
        if not reading.corrected:
            rows.append(reading.part.atoms)
        return rows + [row for other in reading.alternatives for row in (other.atoms, (other.whole,))]
