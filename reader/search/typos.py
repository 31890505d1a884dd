"""Find the words that are near a mistyped one."""

from collections.abc import Sequence
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ONE_EDIT = 4  # letters from which one edit is allowed
_TWO_EDITS = 8
_TWO_AT_LAST = 6  # two in so short a word lead astray, unless nothing is nearer


def allowed_edits(word: str) -> int:
    """Return how many edits a word of this length may be mended by."""
    if len(word) < _ONE_EDIT:
        return 0
    return 1 if len(word) < _TWO_EDITS else 2


def last_edits(word: str) -> int:
    """Return how many edits may be tried where the allowed ones lead to no word: athsma is two from asthma."""
    return 2 if _TWO_AT_LAST <= len(word) < _TWO_EDITS else 0


def near_words(word: str, candidates: Sequence[str], most: int) -> list[tuple[int, str]]:
    """Return the candidates within `most` edits, each with their number, in the candidates' order.

    An edit is an insertion, a deletion, a replacement or a swap of neighbours; a swapped pair isn't edited again
    (optimal string alignment).
    """
    found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(edits, near) for near, edits, _ in sorted(found, key=itemgetter(2))]
