"""Answer which sections match some clauses, and how well; keep what was read lately.

What a damaged file makes Whoosh or numpy raise can be anything at all; it is translated here, once.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from whoosh.query import Phrase, Query, Term

from reader.search.checksums import DamagedIndexError
from reader.search.clauses import HEADING, TEXT, Clauses, exact
from reader.search.codec import Leaf
from reader.search.phrases import common_sections, in_a_row
from reader.search.posting_list import Numbers, distinct
from reader.search.scoring import Scores, Scoring

_KEPT = 160  # bytes for each section; a dozen words that stand in all of them
_KEPT_AT_LEAST = 1 << 20
_LONGEST_HEADING = 30  # words; whoever types more doesn't type a heading
_DENSE = 4  # where postings are more than a quarter of all sections, these are gone through one by one


@dataclass(frozen=True, slots=True)
class Postings:
    """Sections in ascending order, and their scores, which are greater than zero."""

    sections: Numbers
    scores: Scores


_NONE = np.zeros(0, np.int64)
_NOTHING = Postings(np.zeros(0, np.int32), np.zeros(0))


class PostingsReader:
    """Read the postings of all segments as one."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Read through `leaves`, which stay open as long as this."""
        self._firsts = list(accumulate((leaf.size for leaf in leaves), initial=0))
        self._leaves = leaves
        self._scoring = Scoring(leaves)
        self._lately: OrderedDict[Clauses, Postings] = OrderedDict()
        self._kept = 0
        self._most_kept = max(_KEPT * self.size, _KEPT_AT_LEAST)
        self._sums = np.zeros(self.size)

    @property
    def size(self) -> int:
        """How many numbers of sections there are, deleted ones included."""
        return self._firsts[-1]

    def postings(self, clauses: Clauses) -> Postings:
        """Return the sections that match any of the clauses. Raises DamagedIndexError."""
        if clauses in self._lately:
            self._lately.move_to_end(clauses)
            return self._lately[clauses]
        try:
            found = self._summed([self._read(clause) for clause in clauses])
        except Exception as error:  # the edge to Whoosh: a damaged file makes it raise anything
            raise DamagedIndexError from error
        self._keep(clauses, found)
        return found

    def sections(self, field: str, value: str) -> Numbers:
        """Return the sections that have a value in a field to filter by. Raises DamagedIndexError."""
        try:
            return self._everywhere(field, value)[0]
        except Exception as error:  # the edge to Whoosh, as above
            raise DamagedIndexError from error

    def headed(self, forms: Sequence[str], length: int) -> Numbers:
        """Return the sections whose heading is these words and no others. Raises DamagedIndexError."""
        asked = 0 < length <= _LONGEST_HEADING
        found = self.postings(exact(tuple(forms), field=HEADING)).sections if asked else _NOTHING.sections
        return found[self._scoring.lengths(HEADING)[found] == length] if len(found) else found

    def idf(self, having: int) -> float:
        """Return how telling a word is that so many sections have."""
        return self._scoring.idf(having)

    def places(self, form: str, sections: Numbers) -> Numbers:
        """Return every place of a form in `sections`, which ascend, laid end to end with `ROOM` for each."""
        try:
            found = [
                there.places_in(sections - first)
                for leaf, first in zip(self._leaves, self._firsts, strict=False)
                if (there := leaf.postings(TEXT, form, with_places=True)) is not None
            ]
        except Exception as error:  # the edge to Whoosh: a damaged file makes it raise anything
            raise DamagedIndexError from error
        return _joined(found) if found else _NONE

    def _summed(self, parts: Sequence[Postings]) -> Postings:
        parts = [part for part in parts if len(part.sections)]
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return _NOTHING
        for part in parts:
            self._sums[part.sections] += part.scores
        if sum(len(part.sections) for part in parts) * _DENSE > self.size:
            sections: Numbers = np.flatnonzero(self._sums).astype(np.int32)
        else:
            sections = distinct(np.sort(np.concatenate([part.sections for part in parts])))
        scores = self._sums[sections]
        self._sums[sections] = 0.0
        return Postings(sections, scores)

    def _read(self, clause: Query) -> Postings:
        found = self._term(clause.fieldname, clause.text) if isinstance(clause, Term) else self._phrase(clause)
        return Postings(found.sections, found.scores * clause.boost) if clause.boost != 1.0 else found

    def _term(self, field: str, word: str) -> Postings:
        sections, counts = self._everywhere(field, word)
        return Postings(sections, self._scoring.scores(field, sections, counts, len(sections))) if len(sections) else _NOTHING

    def _everywhere(self, field: str, word: str) -> tuple[Numbers, Numbers]:
        """Return sections, numbered through all segments, and counts."""
        there = [
            (found, first)
            for leaf, first in zip(self._leaves, self._firsts, strict=False)
            if (found := leaf.postings(field, word)) is not None
        ]
        if not there:
            return _NOTHING.sections, _NOTHING.sections
        sections = _joined([found.sections + np.int32(first) if first else found.sections for found, first in there])
        return sections, _joined([found.counts for found, _ in there])

    def _phrase(self, phrase: Phrase) -> Postings:
        """Return where words stand in a row; as in Whoosh, each of them counts as often as it stands anywhere."""
        field, words = phrase.fieldname, phrase.words
        everywhere = {}
        for word in dict.fromkeys(words):
            everywhere[word] = there, _ = self._everywhere(field, word)
            if not len(there):
                return _NOTHING
        kept = common_sections([there for there, _ in everywhere.values()], self.size)
        for leaf, start in zip(self._leaves, self._firsts, strict=False):
            part = kept[start : start + leaf.size]
            if part.any():
                lists = {word: found for word in everywhere if (found := leaf.postings(field, word, with_places=True))}
                rows = in_a_row(words, lists, leaf.size)
                part[:] = False
                part[rows] = True
        sections = np.flatnonzero(kept).astype(np.int32)
        scores = np.zeros(len(sections))
        for there, counts in (everywhere[word] for word in words) if len(sections) else ():
            scores += self._scoring.scores(field, sections, counts[np.searchsorted(there, sections)], len(there))
        return Postings(sections, scores)

    def _keep(self, clauses: Clauses, found: Postings) -> None:
        self._lately[clauses] = found
        self._kept += _bytes(found)
        while self._kept > self._most_kept and len(self._lately) > 1:
            self._kept -= _bytes(self._lately.popitem(last=False)[1])


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _bytes(found: Postings) -> int:
    return found.sections.nbytes + found.scores.nbytes
