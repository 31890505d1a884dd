"""Read postings out of Whoosh, scored by Whoosh, and keep those that were read lately.

Only this module and `shelf_index` see Whoosh's searcher. What Whoosh raises on a damaged file can be anything at all;
it is translated here, once.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from whoosh.query import Query
from whoosh.searching import Searcher

from reader.search.checksums import DamagedIndexError
from reader.search.clauses import Clauses

_KEPT = 1_500_000  # postings, of 12 bytes each


@dataclass(frozen=True, slots=True)
class Postings:
    """Sections, in no order, and their scores."""

    sections: "array[int]"
    scores: "array[float]"


class PostingsReader:
    """Answer which sections match some clauses, and how well."""

    def __init__(self, searcher: Searcher) -> None:
        """Read through `searcher`, which stays open as long as this."""
        self._searcher = searcher
        self._lately: OrderedDict[Clauses, Postings] = OrderedDict()
        self._kept = 0

    def scores(self, clauses: Clauses) -> dict[int, float]:
        """Return the score of each section that matches any of the clauses."""
        found = self.postings(clauses)
        return dict(zip(found.sections, found.scores, strict=True))

    def postings(self, clauses: Clauses) -> Postings:
        """Return the sections that match any of the clauses. Raises DamagedIndexError."""
        if clauses in self._lately:
            self._lately.move_to_end(clauses)
            return self._lately[clauses]
        try:
            summed = self._read(clauses)
        except Exception as error:  # the edge to Whoosh: a damaged file makes it raise anything
            raise DamagedIndexError from error
        found = Postings(array("I", summed.keys()), array("d", summed.values()))
        self._keep(clauses, found)
        return found

    def _read(self, clauses: Clauses) -> dict[int, float]:
        summed: dict[int, float] = {}
        for clause in clauses:
            # The weight is put on here: Whoosh would wrap the matcher in another, which takes twice the time.
            weight, plain = clause.boost, clause.with_boost(1.0)
            for section, score in self._each(plain):
                summed[section] = summed.get(section, 0.0) + weight * score
        return summed

    def _each(self, clause: Query) -> Iterator[tuple[int, float]]:
        context = self._searcher.context()
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = clause.matcher(leaf, context)
            while matcher.is_active():
                yield matcher.id() + offset, matcher.score()
                matcher.next()

    def _keep(self, clauses: Clauses, found: Postings) -> None:
        self._lately[clauses] = found
        self._kept += len(found.sections)
        while self._kept > _KEPT and len(self._lately) > 1:
            self._kept -= len(self._lately.popitem(last=False)[1].sections)
