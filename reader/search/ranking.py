"""Order what was found: all words before most of them, stronger reasons before weaker ones, then by score.

A word counts by its strongest reason, a section by its weakest word. So, among sections with all words, an exact match
is never outranked by a synonym, nor that by a stem, nor that by a corrected typo. Where words are missing, only the score
tells: a stem of the telling word says more than the exact form of a common one.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reader.search.plan import Plan, Wanted
from reader.search.posting_list import Numbers
from reader.search.postings import Postings, PostingsReader
from reader.search.results import Reason
from reader.search.scoring import Scores

ENOUGH = 10  # sections with all words; with fewer, those with most of them follow
_SEVERAL = 2
MOST_OF_A_TOPIC = 3  # sections in a row before another topic shows
_RANKED = 1000  # of the best that are put in order; nobody leafs on
_APART = 1e6  # between two ranks in one number; more than any score

_REASONS = tuple(Reason)
_TYPO = _REASONS.index(Reason.TYPO)
_MISSING = len(_REASONS)  # as the reason of a word that a section hasn't got: behind all others

Mask = NDArray[np.bool_]  # of all sections


@dataclass(frozen=True, slots=True)
class Found:
    """A section and why it stands where it stands."""

    section: int
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best sections in order, and all that were found."""

    best: Iterable[Found]
    sections: Numbers


class _Word:
    """The sections that have one word, by reason."""

    def __init__(self, wanted: Wanted, postings: PostingsReader) -> None:
        self.required = wanted.required
        self._levels = [
            (_REASONS.index(evidence.reason), evidence.weight, postings.postings(evidence.clauses))
            for evidence in wanted.evidence
        ]
        self.sections = np.zeros(postings.size, np.bool_)
        for _, _, found in self._levels:
            self.sections[found.sections] = True

    def judge(self, sections: Numbers, room: Scores) -> tuple[NDArray[np.uint8], Scores]:
        """Return the strongest reason and the score of each section; `room` is all zero, before and after."""
        strongest, total = np.full(len(sections), _MISSING, np.uint8), np.zeros(len(sections))
        for reason, weight, found in self._levels:
            scores = _scores(found, sections, room)
            strongest[scores > 0] = np.minimum(strongest[scores > 0], reason)
            total += weight * scores
        return strongest, total


def rank(plan: Plan, postings: PostingsReader, allowed: Mask | None = None) -> Ranking:
    """Return the sections that the plan finds; `allowed` tells which ones may be shown."""
    words = [_Word(wanted, postings) for wanted in plan.wanted]
    if not words:
        return Ranking([], np.zeros(0, np.int32))
    kept = np.ones(postings.size, np.bool_) if allowed is None else allowed.copy()
    for clauses in plan.excluded:
        kept[postings.postings(clauses).sections] = False
    sections = _candidates([word for word in words if word.required] or words, kept)
    return Ranking(_best(words, sections, np.zeros(postings.size)), sections)


def spread(best: Iterable[Found], topic_of: Callable[[int], int]) -> Iterator[Found]:
    """Let another topic show after three sections of one, as long as there is another; look no further than needed."""
    coming = iter(best)
    waiting = deque[Found]()  # sections of one topic that had to let another go first
    topic, row = -1, 0
    while True:
        if row >= MOST_OF_A_TOPIC and all(topic_of(found.section) == topic for found in islice(waiting, 1)):
            found = _of_another(topic, coming, waiting, topic_of)
        else:
            found = waiting.popleft() if waiting else next(coming, None)
        if found is None:
            return
        row = row + 1 if topic_of(found.section) == topic else 1
        topic = topic_of(found.section)
        yield found


def _of_another(topic: int, coming: Iterator[Found], waiting: deque[Found], topic_of: Callable[[int], int]) -> Found | None:
    """Return the next section of another topic, and let those before it wait; where there is none, the next of all."""
    for found in coming:
        if topic_of(found.section) != topic:
            return found
        waiting.append(found)
    return waiting.popleft() if waiting else None


def _candidates(words: Sequence[_Word], kept: Mask) -> Numbers:
    """Return the sections with all words; where these are few, also those with several of the words, or else with any.

    No more is asked for, because in a long question most words only dress the few that tell; the score knows them.
    """
    counts = np.zeros(len(kept), np.uint8)
    for word in words:
        counts += word.sections
    counts[~kept] = 0
    sections = np.flatnonzero(counts == len(words))
    if len(sections) < ENOUGH:
        for least in (_SEVERAL, 1):
            most = np.flatnonzero(counts >= min(least, len(words)))
            if len(most):
                return most
    return sections


def _best(words: Sequence[_Word], sections: Numbers, room: Scores) -> Iterator[Found]:
    missing = np.zeros(len(sections), np.bool_)
    weakest, total = np.zeros(len(sections), np.uint8), np.zeros(len(sections))
    for word in words:
        reasons, scores = word.judge(sections, room)
        total += scores
        here = reasons < _MISSING
        weakest[here] = np.maximum(weakest[here], reasons[here])
        if word.required:
            missing |= ~here
    ranks = np.where(missing, 0, weakest)
    tiers = np.where(missing, _MISSING, weakest)
    first = _first(tiers * _APART - total)
    order = first[np.lexsort((sections[first], -total[first], tiers[first]))]
    # What is told of a section that rests on a correction is always that.
    told = np.where(weakest == _TYPO, weakest, ranks)
    why = (_REASONS[reason] for reason in told[order].tolist())
    return map(Found, sections[order].tolist(), why, total[order].tolist())


def _first(keys: Scores) -> Numbers:
    """Return the places of the lowest keys, in no order."""
    return np.argpartition(keys, _RANKED)[:_RANKED] if len(keys) > _RANKED else np.arange(len(keys))


def _scores(found: Postings, sections: Numbers, room: Scores) -> Scores:
    """Return the score of each section, zero where it wasn't found."""
    room[found.sections] = found.scores
    scores = room[sections]
    room[found.sections] = 0.0
    return scores
