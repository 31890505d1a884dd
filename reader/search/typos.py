"""Measure how far a mistyped word is from the words that there are, without reading far into most of them."""

from collections.abc import Iterable

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


def near_words(word: str, candidates: Iterable[str], most: int) -> list[tuple[int, str]]:
    """Return the candidates within `most` edits, each with their number."""
    letters = frozenset(word)
    length = len(word)
    found = []
    for candidate in candidates:
        # An edit changes the length by one at most and brings one new letter at most: a cheap look spares most work.
        if -most <= len(candidate) - length <= most and len(letters.difference(candidate)) <= most:
            edits = distance(word, candidate, most)
            if edits <= most:
                found.append((edits, candidate))
    return found


def distance(left: str, right: str, most: int) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours; more than `most` is told as `most` + 1.

    Optimal string alignment: a swapped pair isn't edited again.
    """
    far = most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        current = [i] + [far] * len(right)
        for j in range(max(1, i - most), min(len(right), i + most) + 1):
            other = right[j - 1]
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            current[j] = cost
        if min(current) > most:
            return far
        before, row = row, current
    return min(row[-1], far)
