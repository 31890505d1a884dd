"""Turn a filter into a mask over the sections of the shelf, numbered through all packs."""

from collections.abc import Callable, Iterable
from operator import and_

from whoosh.query import Term

from reader.search.filters import Filter, SectionKey
from reader.search.postings import PostingsReader
from reader.search.shelf_index import OpenPack, ShelfIndex

Mask = bytes  # one byte a section, 1 where it may be shown


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
        mask = self._of(self._in_packs(where.packs))
        for field, values in (("group", where.groups), ("audience", where.audiences)):
            if values is not None:
                mask = _both(mask, self._of(section for value in values for section in self._with(field, str(value))))
        if where.sections is not None:
            mask = _both(mask, self._of(self._named(where.sections)))
        return mask

    def _in_packs(self, packs: frozenset[str] | None) -> Iterable[int]:
        chosen = (pack for pack in self._shelf.packs if packs is None or pack.source.pack in packs)
        return (section for pack in chosen for section in _span(pack))

    def _named(self, keys: Iterable[SectionKey]) -> Iterable[int]:
        spans = {pack.source.pack: _span(pack) for pack in self._shelf.packs}
        for pack, topic, section in keys:
            for number in self._with("topic", topic):
                if number in spans.get(pack, ()) and section in {None, self._shelf.ids(number)[1]}:
                    yield number

    def _with(self, field: str, value: str) -> Iterable[int]:
        return self._postings.postings((Term(field, value),)).sections

    def _of(self, sections: Iterable[int]) -> Mask:
        mask = bytearray(sum(pack.size for pack in self._shelf.packs))
        for section in sections:
            mask[section] = 1
        return bytes(mask)


def allowing(mask: Mask | None) -> Callable[[int], bool] | None:
    """Return what tells whether a section may be shown; None where each may."""
    return None if mask is None else lambda section: mask[section] == 1


def _span(pack: OpenPack) -> range:
    return range(pack.first, pack.first + pack.size)


def _both(one: Mask, other: Mask) -> Mask:
    return bytes(map(and_, one, other))
