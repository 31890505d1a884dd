"""Score postings as Whoosh's BM25F does, all at once.

Numbers of sections and lengths are those of the sections that aren't deleted, so that an index that was brought up to
date scores as one built afresh; with nothing deleted, they are Whoosh's own.
"""

from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from reader.search.codec import LENGTHS, Leaf
from reader.search.posting_list import Numbers

K1 = 1.2
_B = 0.65  # how much length counts; less than usual, as titles that count several times make short sections look dense
_SPARSE_B = 0.2  # the same in fields that many sections haven't got
_SPARSE = ("words",)

Scores = NDArray[np.float64]


def length_weight(field: str) -> float:
    """Return how much the length of a field counts, stemmed or not."""
    return _SPARSE_B if field.partition("_")[0] in _SPARSE else _B


class Scoring:
    """Know what the scores of a word depend on beside its own postings."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Score in all segments as one."""
        self._leaves = leaves
        self._sections = sum(leaf.alive for leaf in leaves)
        self._lengths = cache(self._length_norms)

    def scores(self, field: str, sections: Numbers, counts: Numbers, having: int) -> Scores:
        """Return the score of some postings of a word that `having` sections have in all."""
        table, lengths = self._lengths(field)
        often = counts.astype(np.float64)
        return self.idf(having) * (often * (K1 + 1) / (often + table[lengths[sections]]))

    def lengths(self, field: str) -> NDArray[np.float64]:
        """Return how long a field is in each section; short ones exactly."""
        return LENGTHS[self._lengths(field)[1]]

    def idf(self, having: int) -> float:
        """Return how telling a word is that so many sections have."""
        return log(self._sections / (having + 1)) + 1

    def _length_norms(self, field: str) -> tuple[Scores, NDArray[np.uint8]]:
        """Return what is added to a count, by length byte, and the length byte of each section."""
        b = length_weight(field)
        mean = sum(leaf.total_length(field) for leaf in self._leaves) / (self._sections or 1) or 1
        return K1 * ((1 - b) + b * LENGTHS / mean), np.concatenate([leaf.length_bytes(field) for leaf in self._leaves])
