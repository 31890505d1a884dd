"""Mend words that stand nowhere; never one that does, and never one with digits in it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.search import clauses
from reader.search.evidence import gather
from reader.search.interpretation import Reading
from reader.search.posting_list import Numbers
from reader.search.postings import PostingsReader
from reader.search.typos import allowed_edits
from reader.search.vocabulary import Vocabulary

_TRIED = 6  # corrections that are compared by how well they go with the other words


class Corrector:
    """Correct the typos of queries."""

    def __init__(self, vocabulary: Vocabulary, codes: Sequence[str], postings: PostingsReader) -> None:
        """Take what tells whether a word stands anywhere."""
        self._vocabulary = vocabulary
        self._codes = codes
        self._postings = postings

    def correct(self, readings: Sequence[Reading]) -> bool:
        """Mend each strange word for which there is a likely one; tell whether any was mended."""
        strange = [reading for reading in readings if self._is_strange(reading)]
        familiar = [reading for reading in readings if reading.required and reading not in strange]
        for reading in strange:
            best = self._best(reading, familiar)
            if best:
                reading.form, reading.corrected = best, True
        return any(reading.corrected for reading in strange)

    def _is_strange(self, reading: Reading) -> bool:
        """Tell whether a word stands nowhere, in no form; only then may it be a typo."""
        part, form = reading.part, reading.form
        if part.quoted or len(part.atoms) != 1 or not allowed_edits(form) or not form.isalpha():
            return False
        if form in self._vocabulary or reading.alternatives or reading.completions:
            return False
        return not len(self._postings.postings(clauses.stems(form, self._codes)).sections)

    def _best(self, reading: Reading, others: Sequence[Reading]) -> str:
        """Return the word with the fewest edits; among equals the one that goes with the other words."""
        near = self._vocabulary.near(reading.form)
        if not near:
            return ""
        equals = [word for edits, word in near if edits == near[0][0]][:_TRIED]
        if len(equals) == 1 or not others:
            return equals[0]
        together = np.logical_and.reduce([self._having(other) for other in others])
        return max(equals, key=lambda word: np.count_nonzero(together[self._exactly(word)]))

    def _having(self, reading: Reading) -> NDArray[np.bool_]:
        """Return which sections have a word in any way."""
        having = np.zeros(self._postings.size, np.bool_)
        for evidence in gather(reading, self._vocabulary, self._codes):
            having[self._postings.postings(evidence.clauses).sections] = True
        return having

    def _exactly(self, word: str) -> Numbers:
        return self._postings.postings(clauses.exact((word,))).sections
