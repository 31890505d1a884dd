"""Mend words that stand nowhere; never one that does, never a code, and never one name into another.

The nearest word is taken, by the number of edits. Where several are equally near, the one that goes with the other words
of the query is, unless two of them are names, of drugs or diseases or whatever topics are about: then none is taken, and all
are offered. So is a drug from which the word is two edits away: there are more drugs than any list of ours has.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.search import clauses
from reader.search.common_words import is_common
from reader.search.evidence import gather
from reader.search.interpretation import Reading
from reader.search.names import are_opposite, known_names
from reader.search.posting_list import Numbers
from reader.search.postings import PostingsReader
from reader.search.typos import allowed_edits
from reader.search.vocabulary import Vocabulary

_TRIED = 6  # corrections that are compared by how well they go with the other words
_MOST_OFFERED = 3
_ANOTHER_DRUG = 2  # edits, from which on it may be one that we don't know: iproniazid is no isoniazid
_AN_ABBREVIATION = 6  # letters; what is longer and in capitals is shouted


class Corrector:
    """Correct the typos of queries."""

    def __init__(self, vocabulary: Vocabulary, codes: Sequence[str], postings: PostingsReader) -> None:
        """Take what tells whether a word stands anywhere."""
        self._vocabulary = vocabulary
        self._codes = codes
        self._postings = postings

    def correct(self, readings: Sequence[Reading]) -> bool:
        """Mend each strange word for which there is a likely one; tell whether any was mended."""
        shouted = all(reading.part.typed.isupper() for reading in readings)
        strange = [reading for reading in readings if self._is_strange(reading) and (shouted or not _is_abbreviation(reading))]
        familiar = [reading for reading in readings if reading.required and reading not in strange]
        for reading in strange:
            self._mend(reading, familiar)
        return any(reading.corrected for reading in strange)

    def nearest(self, reading: Reading) -> tuple[str, ...]:
        """Return words that may have been meant by a word that stands nowhere and wasn't mended, the likeliest first."""
        if not self._is_strange(reading, nor_named=False):
            return ()
        return reading.offered or tuple(self._vocabulary.nearest(reading.form)[:_MOST_OFFERED])

    def _is_strange(self, reading: Reading, *, nor_named: bool = True) -> bool:
        """Tell whether a word stands nowhere, in no form; only then may it be a typo."""
        part, form = reading.part, reading.form
        if part.quoted or len(part.atoms) != 1 or not allowed_edits(form) or not form.isalpha():
            return False
        if form in self._vocabulary or part.compound in self._vocabulary or reading.alternatives or reading.completions:
            return False
        if nor_named and (form in known_names() or is_common(part.typed.lower(), self._codes)):
            return False
        return not len(self._postings.postings(clauses.stems(form, self._codes)).sections)

    def _mend(self, reading: Reading, others: Sequence[Reading]) -> None:
        """Take the word with the fewest edits, or offer several that are names; a drug that isn't so near is offered, too."""
        near = [(edits, word) for edits, word in self._vocabulary.near(reading.form) if not are_opposite(reading.form, word)]
        equals = self._apart([word for edits, word in near if edits == near[0][0]])
        names = [word for word in equals if self._is_name(word)] if len(equals) > 1 else []
        drugs = [word for word in equals if word in known_names() and near[0][0] >= _ANOTHER_DRUG]
        if len(names) > 1 or drugs:
            reading.offered = tuple((names if len(names) > 1 else drugs)[:_MOST_OFFERED])
        elif equals:
            reading.form, reading.corrected = self._fitting(equals[:_TRIED], others), True

    def _apart(self, words: Sequence[str]) -> list[str]:
        """Leave out further endings of a word: `nodes` isn't another word than `node`."""
        stems = {tuple(clauses.stems(word, self._codes)): word for word in reversed(words)}
        return [word for word in dict.fromkeys(words) if word in stems.values()]

    def _is_name(self, word: str) -> bool:
        """Tell whether a word is a drug, or what a topic is about."""
        if word in known_names() or self._vocabulary.is_named(word):
            return True
        return bool(len(self._postings.postings(clauses.exact((word,), field=clauses.TITLE)).sections))

    def _fitting(self, words: Sequence[str], others: Sequence[Reading]) -> str:
        """Return the word that most often stands with the other words of the query; without any, the most frequent."""
        if len(words) == 1 or not others:
            return words[0]
        together = np.logical_and.reduce([self._having(other) for other in others])
        return max(words, key=lambda word: np.count_nonzero(together[self._exactly(word)]))

    def _having(self, reading: Reading) -> NDArray[np.bool_]:
        """Return which sections have a word in any way."""
        having = np.zeros(self._postings.size, np.bool_)
        for evidence in gather(reading, self._vocabulary, self._codes):
            having[self._postings.postings(evidence.clauses).sections] = True
        return having

    def _exactly(self, word: str) -> Numbers:
        return self._postings.postings(clauses.exact((word,))).sections


def _is_abbreviation(reading: Reading) -> bool:
    return reading.part.typed.isupper() and len(reading.part.typed) <= _AN_ABBREVIATION
