"""Order what was found: all words before most of them, stronger reasons before weaker ones, then by score.

A word counts by its strongest reason, a section by its weakest word. So, among sections with all words, an exact match
is never outranked by a synonym, nor that by a stem, nor that by a corrected typo. Where words are missing, only the score
tells: a stem of the telling word says more than the exact form of a common one.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest

from reader.search.plan import Plan, Wanted
from reader.search.postings import PostingsReader
from reader.search.results import Reason

ENOUGH = 10  # sections with all words; with fewer, those with most of them follow
_SEVERAL = 2
MOST_OF_A_TOPIC = 3  # sections in a row before another topic shows
_RANKED = 1000  # of the best that are put in order; nobody leafs on

_REASONS = tuple(Reason)
_TYPO = _REASONS.index(Reason.TYPO)
_MISSING = len(_REASONS)  # as the reason of a word that a section hasn't got: behind all others


@dataclass(frozen=True, slots=True)
class Found:
    """A section and why it stands where it stands."""

    section: int
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best sections in order, and all that were found."""

    best: list[Found]
    sections: set[int]


class _Word:
    """The sections that have one word, by reason."""

    def __init__(self, wanted: Wanted, postings: PostingsReader) -> None:
        self.required = wanted.required
        self.levels = [
            (_REASONS.index(evidence.reason), evidence.weight, postings.scores(evidence.clauses)) for evidence in wanted.evidence
        ]
        self.sections = set[int]().union(*(scores for _, _, scores in self.levels))

    def judge(self, section: int) -> tuple[int, float]:
        """Return the strongest reason and the score."""
        strongest, total = _MISSING, 0.0
        for reason, weight, scores in self.levels:
            score = scores.get(section)
            if score is not None:
                strongest = min(strongest, reason)
                total += weight * score
        return strongest, total


def rank(plan: Plan, postings: PostingsReader, allowed: Callable[[int], bool] | None = None) -> Ranking:
    """Return the sections that the plan finds; `allowed` tells which ones may be shown."""
    words = [_Word(wanted, postings) for wanted in plan.wanted]
    if not words:
        return Ranking([], set())
    barred = {section for clauses in plan.excluded for section in postings.postings(clauses).sections}
    required = [word for word in words if word.required] or words
    sections = _kept(set.intersection(*(word.sections for word in required)), barred, allowed)
    if len(sections) < ENOUGH and len(required) > 1:
        sections |= _with_most(required, barred, allowed)
    keys = (_key(words, section) for section in sections)
    best = nsmallest(_RANKED, keys)
    return Ranking([Found(section, _REASONS[reason], -score) for _, _, score, section, reason in best], sections)


def spread(best: Iterable[Found], topic_of: Callable[[int], int]) -> Iterable[Found]:
    """Let another topic show after three sections of one, as long as there is another."""
    waiting = deque(best)
    topic, row = -1, 0
    while waiting:
        place = 0
        if row >= MOST_OF_A_TOPIC:
            place = next((i for i, found in enumerate(waiting) if topic_of(found.section) != topic), 0)
        found = waiting[place]
        del waiting[place]
        row = row + 1 if topic_of(found.section) == topic else 1
        topic = topic_of(found.section)
        yield found


def _key(words: list[_Word], section: int) -> tuple[int, int, float, int, int]:
    """Return what to sort by, and last the reason that is told: one that rests on a correction always says so."""
    missing, weakest, total = 0, 0, 0.0
    for word in words:
        reason, score = word.judge(section)
        total += score
        if reason < _MISSING:
            weakest = max(weakest, reason)
        elif word.required:
            missing = 1
    rank = 0 if missing else weakest
    return missing, rank, -total, section, weakest if weakest == _TYPO else rank


def _with_most(words: list[_Word], barred: set[int], allowed: Callable[[int], bool] | None) -> set[int]:
    """Return the sections with several of the words; where there is none at all, those with any.

    No more is asked for, because in a long question most words only dress the few that tell; the score knows them.
    """
    counts = Counter[int]()
    for word in words:
        counts.update(word.sections)
    for least in (_SEVERAL, 1):
        sections = _kept({section for section, count in counts.items() if count >= least}, barred, allowed)
        if sections:
            return sections
    return set()


def _kept(sections: set[int], barred: set[int], allowed: Callable[[int], bool] | None) -> set[int]:
    kept = sections - barred
    return {section for section in kept if allowed(section)} if allowed else kept
