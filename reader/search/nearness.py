"""Tell in which of the best sections neighbours of the query stand near each other, as in `frozen section margin`.

Source: Büttcher, Clarke and Lushman, Term proximity scoring for ad-hoc retrieval on very large text collections, 2006;
here only neighbours in the query count, and each word only the nearest of the others.
"""

from collections.abc import Iterable

import numpy as np

from reader.search.clauses import exact
from reader.search.plan import Neighbours
from reader.search.posting_list import ROOM, Numbers
from reader.search.postings import PostingsReader
from reader.search.scoring import K1, Scores

_WEIGHT, _BOUND = 0.3, 1.0  # of what a word weighs; `no radiotherapy` is almost a word
_NEAR = 8  # places


def nearness(pairs: Iterable[Neighbours], sections: Numbers, postings: PostingsReader) -> Scores:
    """Return what is added to the scores of some sections, which are in ascending order, for the words that stand near."""
    added = np.zeros(len(sections))
    for pair in dict.fromkeys(pairs):
        telling = (_telling(pair.left, postings) + _telling(pair.right, postings)) / 2
        often = _often(postings.places(pair.left, sections), postings.places(pair.right, sections), len(sections))
        added += (_BOUND if pair.bound else _WEIGHT) * telling * often * (K1 + 1) / (often + K1)
    return added


def _telling(form: str, postings: PostingsReader) -> float:
    return postings.idf(len(postings.postings(exact((form,))).sections))


def _often(left: Numbers, right: Numbers, size: int) -> Scores:
    """Return for each section how often the two stand near each other, those that stand nearer counting for more."""
    if not len(left) or not len(right):
        return np.zeros(size)
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    after = np.searchsorted(many, few)
    gaps = np.minimum(
        np.abs(many[np.minimum(after, len(many) - 1)] - few),
        np.abs(few - many[np.maximum(after - 1, 0)]),
    )
    near = (gaps > 0) & (gaps <= _NEAR)
    return np.bincount(few[near] // ROOM, weights=1 / gaps[near], minlength=size).astype(np.float64)
