"""Gather postings term by term, in memory that doesn't grow with the pack.

Whoosh's own writer makes a tuple for each posting and sorts them all. Here each term has one entry, to which the
next section's posting is added at the end: it is in order from the beginning. When there are many, they are written
out as a sorted run; in the end the runs are merged, one term in memory at a time.
"""

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

_MOST = 4_000_000  # numbers held in memory, of four bytes each
_TERM = 100  # numbers that a new term costs, all its objects included
_BATCH = 256  # terms of a run that are read at once


class Postings(NamedTuple):
    """The sections that have a term, in order, and what each has of it."""

    sections: "array[int]"
    counts: "array[int]"  # how often it stands there
    places: "array[int]"  # of all sections in a row, empty where the field keeps none


Term = tuple[str, str, Postings]  # field, form


class Inverter:
    """Collect the postings of one segment; its runs lie in `scratch`, a folder of this program's own."""

    def __init__(self, scratch: Path, most: int = _MOST) -> None:
        """Begin with nothing."""
        self._scratch = scratch
        self._most = most
        self._held = 0
        self._fields: dict[str, dict[str, Postings]] = {}
        self._runs: list[Path] = []
        self.postings = 0  # altogether

    def add_places(self, field: str, section: int, places: Mapping[str, Sequence[int]]) -> None:
        """Add where each form stands in a field of a section. Sections come in order."""
        held = self._fields.setdefault(field, {})
        numbers = 2 * len(places)
        for form, where in places.items():
            postings = held.get(form)
            if postings is None:
                postings = held[form] = Postings(array("I"), array("I"), array("I"))
                numbers += _TERM
            postings[0].append(section)
            postings[1].append(len(where))
            postings[2].extend(where)
            numbers += len(where)
        self._held += numbers
        self.postings += len(places)

    def add_counts(self, field: str, section: int, counts: Mapping[str, int]) -> None:
        """Add how often each form stands in a field that keeps no places."""
        held = self._fields.setdefault(field, {})
        numbers = 2 * len(counts)
        for form, count in counts.items():
            postings = held.get(form)
            if postings is None:
                postings = held[form] = Postings(array("I"), array("I"), _NO_PLACES)
                numbers += _TERM
            postings[0].append(section)
            postings[1].append(count)
        self._held += numbers
        self.postings += len(counts)

    def section_ended(self) -> None:
        """Write a run if much is held; never within a section, so that runs follow each other."""
        if self._held > self._most:
            self._write_run()

    def terms(self) -> Iterator[Term]:
        """Give every term once, in order of field and form; what was gathered is gone then."""
        runs = [_read_run(path) for path in self._runs]
        for (field, form), parts in groupby(merge(*runs, self._held_terms(), key=_key), key=_key):
            several = [postings for _, _, postings in parts]
            yield field, form, several[0] if len(several) == 1 else _joined(several)

    def _held_terms(self) -> Iterator[Term]:
        for field, terms in sorted(self._fields.items()):
            for form in sorted(terms):
                yield field, form, terms.pop(form)

    def _write_run(self) -> None:
        path = self._scratch / f"{len(self._runs)}.run"
        with path.open("xb") as file:
            batch: list[Term] = []
            for term in self._held_terms():
                batch.append(term)
                if len(batch) == _BATCH:
                    pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
                    batch = []
            pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
        self._runs.append(path)
        self._fields = {}
        self._held = 0


_NO_PLACES = array("I")
_key = itemgetter(0, 1)


def _joined(parts: list[Postings]) -> Postings:
    joined = Postings(array("I"), array("I"), array("I"))
    for part in parts:
        for whole, more in zip(joined, part, strict=True):
            whole.extend(more)
    return joined


def _read_run(path: Path) -> Iterator[Term]:
    with path.open("rb") as file:
        try:
            while True:
                yield from pickle.load(file)  # noqa: S301 — `_write_run` of this very process wrote it
        except EOFError:
            return
