"""Turn a filter into a mask over the sections of the shelf, numbered through all packs."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from reader.search.filters import Filter, SectionKey
from reader.search.postings import PostingsReader
from reader.search.shelf_index import OpenPack, ShelfIndex

Mask = NDArray[np.bool_]  # true where a section may be shown


class Masks:
    """Make masks out of the postings of the fields to filter by, and keep the last one: a filter outlives many queries."""

    def __init__(self, shelf: ShelfIndex, postings: PostingsReader) -> None:
        self._shelf = shelf
        self._postings = postings
        self._last: tuple[Filter, Mask] | None = None

    def of(self, where: Filter | None) -> Mask | None:
        """Return the mask of a filter; None where everything may be shown. Raises DamagedIndexError."""
        if not where:
            return None
        if self._last is None or self._last[0] != where:
            self._last = where, self._made(where)
        return self._last[1]

    def _made(self, where: Filter) -> Mask:
        mask = self._in_packs(where.packs)
        for field, values in (("group", where.groups), ("audience", where.audiences)):
            if values is not None:
                mask &= self._with(field, values)
        if where.sections is not None:
            mask &= self._named(where.sections)
        return mask

    def _in_packs(self, packs: frozenset[str] | None) -> Mask:
        mask = self._nothing()
        for pack in self._shelf.packs:
            mask[_span(pack)] = packs is None or pack.source.pack in packs
        return mask

    def _named(self, keys: Iterable[SectionKey]) -> Mask:
        mask = self._nothing()
        spans = {pack.source.pack: _span(pack) for pack in self._shelf.packs}
        for pack, topic, section in keys:
            span = spans.get(pack, slice(0, 0))
            for number in self._postings.sections("topic", topic).tolist():
                if span.start <= number < span.stop and section in {None, self._shelf.ids(number)[1]}:
                    mask[number] = True
        return mask

    def _with(self, field: str, values: Iterable[str]) -> Mask:
        mask = self._nothing()
        for value in values:
            mask[self._postings.sections(field, str(value))] = True
        return mask

    def _nothing(self) -> Mask:
        return np.zeros(self._postings.size, np.bool_)


def _span(pack: OpenPack) -> slice:
    return slice(pack.first, pack.first + pack.size)
