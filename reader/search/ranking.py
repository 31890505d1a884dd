"""Order what was found.

1. A section whose heading is the query itself comes first, or the beginning of a topic whose title is.
2. Sections with all words come before others; among four words or more, having all of them only adds a fifth to
   the score. In both cases, where more than two things are asked for, a section has a word that it has itself, not one
   that a synonym stands for or that its whole topic is to be found by. Others follow only where those with
   all words are fewer than ten: with two of the words, with half of them, or with what tells more than a third of
   what all tell; where there are none of those, with any.
3. A word counts by its strongest reason, a section by its weakest word. Where one or two things are asked for, and a
   section has them all, an exact match is never outranked by a synonym, nor that by a stem, nor that by a corrected
   typo. In a longer query each word's reason only weighs in the score: which sections have the telling words matters
   more than which ending a common one has there. Even so a corrected word outranks no exact one, since
   a word is corrected only if it stands nowhere: no other section can have it as it was typed.
4. Within all that the score tells. It is the sum over the words of what BM25 gives the stem, to which the exact form adds
   a third, or of what the best of its synonyms is given instead; what the author gave the topic to be found by is added.
   A word that was asked for several times counts for more, but less than as often; a bare number for less.
5. What lists the rest of the pack, as a glossary does, has less of its score, and no exact match of its own: it has every
   word that anybody may type, and answers no question.
6. To the hundred best is added what neighbours of the query give that stand near each other; see `nearness`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reader.search.evidence import Counts
from reader.search.nearness import nearness
from reader.search.plan import Plan, Wanted
from reader.search.posting_list import Numbers
from reader.search.postings import Postings, PostingsReader
from reader.search.results import Reason
from reader.search.schema import FROM_PACK
from reader.search.scoring import Scores

ENOUGH = 10  # sections with all words; with fewer, those with most of them follow
_SEVERAL = 2
_A_FEW = 3  # words; of more, a section need not have every one to be the right one
_WHOLE = 1.2  # times the score of a section that has them all even so
_LISTED = 0.6  # what the score of a glossary is worth beside that of what it lists
_NEARED = 100  # of the best, in which neighbours are looked for
MOST_OF_A_TOPIC = 3  # sections in a row before another topic shows
_RANKED = 1000  # of the best that are put in order; nobody leafs on
_FIRST = -1  # the tier of what is headed by the very query
_APART = 1e6  # between two ranks in one number; more than any score

_REASONS = tuple(Reason)
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
        self._weight = wanted.weight
        self._levels = [
            (_REASONS.index(evidence.reason), evidence, postings.postings(evidence.clauses)) for evidence in wanted.evidence
        ]
        self.sections = np.zeros(postings.size, np.bool_)
        self._levels = [level for level in self._levels if len(level[2].sections)]
        for _, _, found in self._levels:
            self.sections[found.sections] = True
        having = int(np.count_nonzero(self.sections))
        self.telling = postings.idf(having) if having else 0.0

    def judge(self, sections: Numbers, room: Scores) -> tuple[NDArray[np.uint8], Scores, Mask]:
        """Return each section's strongest reason, its score and whether it has the word itself; `room` is all zero."""
        strongest = np.full(len(sections), _MISSING, np.uint8)
        own, others, topic = (np.zeros(len(sections)) for _ in range(3))
        itself = np.zeros(len(sections), np.bool_)
        for reason, evidence, found in self._levels:
            scores = evidence.weight * _scores(found, sections, room)
            here = scores > 0
            strongest[here] = np.minimum(strongest[here], reason)
            if evidence.counts is Counts.FOR_TOPIC:
                topic += scores
                continue
            if evidence.counts is Counts.AS_ITSELF:
                own += scores
            else:
                others = np.maximum(others, scores)
            if evidence.counts is Counts.AS_ITSELF or reason == 0:
                itself |= here
        return strongest, self._weight * (np.maximum(own, others) + topic), itself


def rank(plan: Plan, postings: PostingsReader, allowed: Mask | None = None) -> Ranking:
    """Return the sections that the plan finds; `allowed` tells which ones may be shown."""
    words = [_Word(wanted, postings) for wanted in plan.wanted]
    if not words:
        return Ranking([], np.zeros(0, np.int32))
    kept = np.ones(postings.size, np.bool_) if allowed is None else allowed.copy()
    for clauses in plan.excluded:
        kept[postings.postings(clauses).sections] = False
    listed = np.zeros(postings.size, np.bool_)
    listed[postings.sections("origin", FROM_PACK)] = True
    sections = _candidates([word for word in words if word.required] or words, kept)
    tiers, reasons, scores = _judged(words, sections, np.zeros(postings.size), layered=plan.layered)
    _put_back(listed[sections], tiers, scores, layered=plan.layered)
    headed = np.zeros(postings.size, np.bool_)
    headed[postings.headed(plan.heading.forms, plan.heading.length)] = True
    tiers[headed[sections]] = _FIRST
    order = _ordered(tiers, scores, _first(tiers * _APART - scores))
    nearest = np.sort(order[:_NEARED])
    pairs = [wanted.near for wanted in plan.wanted if wanted.near]
    scores[nearest] += nearness(pairs, sections[nearest], postings)
    order[:_NEARED] = _ordered(tiers, scores, nearest)
    why = (_REASONS[reason] for reason in reasons[order].tolist())
    return Ranking(map(Found, sections[order].tolist(), why, scores[order].tolist()), sections)


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
    """Return the sections with all words; where these are few, also those with most of the words, or else with any."""
    counts, weights = np.zeros(len(kept), np.uint8), np.zeros(len(kept))
    for word in words:
        counts += word.sections
        weights += word.telling * word.sections
    counts[~kept] = 0
    sections = np.flatnonzero(counts == len(words))
    if len(sections) >= ENOUGH:
        return sections
    third = sum(word.telling for word in words) / 3
    standing = sum(word.telling > 0 for word in words)
    enough = (counts >= _SEVERAL) | (2 * counts >= standing) | (weights > third)
    most = np.flatnonzero(enough & (counts > 0))
    return most if len(most) else np.flatnonzero(counts)


def _judged(words: Sequence[_Word], sections: Numbers, room: Scores, *, layered: bool) -> tuple[Numbers, Numbers, Scores]:
    """Return for each section its tier, of which lower ones come first, its weakest reason and its score."""
    missing, replaced = np.zeros(len(sections), np.bool_), np.zeros(len(sections), np.bool_)
    weakest, total = np.zeros(len(sections), np.uint8), np.zeros(len(sections))
    for word in words:
        reasons, scores, own = word.judge(sections, room)
        total += scores
        here = reasons < _MISSING
        weakest[here] = np.maximum(weakest[here], reasons[here])
        if word.required:
            missing |= ~here
            replaced |= ~own
    if layered:
        return np.where(missing, _MISSING, weakest).astype(np.int64), weakest, total
    if sum(word.required for word in words) > _A_FEW:
        return np.zeros(len(sections), np.int64), weakest, np.where(replaced, total, _WHOLE * total)
    return replaced.astype(np.int64), weakest, total


def _put_back(listed: Mask, tiers: Numbers, scores: Scores, *, layered: bool) -> None:
    """Let what lists the rest of the pack, as a glossary does, stand behind what it lists."""
    scores[listed] *= _LISTED
    if layered:
        tiers[listed] = np.maximum(tiers[listed], _REASONS.index(Reason.SYNONYM))


def _ordered(tiers: Numbers, scores: Scores, places: Numbers) -> Numbers:
    """Return some places in order of tier and score; among equals the one that comes first in the packs is first."""
    return places[np.lexsort((places, -scores[places], tiers[places]))]


def _first(keys: Scores) -> Numbers:
    """Return the places of the lowest keys, in no order."""
    return np.argpartition(keys, _RANKED)[:_RANKED] if len(keys) > _RANKED else np.arange(len(keys))


def _scores(found: Postings, sections: Numbers, room: Scores) -> Scores:
    """Return the score of each section, zero where it wasn't found."""
    room[found.sections] = found.scores
    scores = room[sections]
    room[found.sections] = 0.0
    return scores
