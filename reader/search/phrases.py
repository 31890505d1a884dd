"""Find where words stand in a row, comparing all their places at once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.search.posting_list import Numbers, PostingList, distinct


def in_a_row(words: Sequence[str], lists: Mapping[str, PostingList], size: int) -> Numbers:
    """Return the sections, of `size`, in which the words follow one another; `lists` come with their places."""
    kept = common_sections([lists[word].sections for word in lists], size)
    rarest_first = sorted(range(len(words)), key=lambda step: len(lists[words[step]].places))
    if not kept.any() or len(words) == 1:
        return np.flatnonzero(kept)
    starts, room = _first_places(kept, lists, len(words))
    found: Numbers | None = None
    for step in rarest_first:
        places = _places(lists[words[step]], kept, starts) - step
        if found is None:
            found = places
        else:
            here = np.zeros(room, np.bool_)
            here[places] = True
            found = found[here[found]]
        if not len(found):
            break
    return _sections_of(found, kept, starts)


def common_sections(rows: Sequence[Numbers], size: int) -> NDArray[np.bool_]:
    """Return which of `size` sections stand in all rows."""
    kept = np.ones(size, np.bool_)
    for sections in rows:
        here = np.zeros(size, np.bool_)
        here[sections] = True
        kept &= here
    return kept


def _first_places(kept: NDArray[np.bool_], lists: Mapping[str, PostingList], steps: int) -> tuple[Numbers, int]:
    """Return where each kept section begins when all are laid end to end, with room between, and where the last ends."""
    last = np.zeros(len(kept), np.int64)
    for found in lists.values():
        ends = np.cumsum(found.counts, dtype=np.int64) - 1
        last[found.sections] = np.maximum(last[found.sections], found.places[ends])
    widths = np.where(kept, last + 1 + steps, 0)
    ends = np.cumsum(widths)
    return ends - widths + steps, int(ends[-1]) + steps


def _places(found: PostingList, kept: NDArray[np.bool_], starts: Numbers) -> Numbers:
    """Return every place of a word in the kept sections, counted through all of them."""
    chosen = kept[found.sections]
    counts = found.counts.astype(np.int64)
    bases = np.repeat(starts[found.sections[chosen]], counts[chosen])
    return bases + found.places[np.repeat(chosen, counts)]


def _sections_of(found: Numbers | None, kept: NDArray[np.bool_], starts: Numbers) -> Numbers:
    sections = np.flatnonzero(kept)
    if found is None:
        return sections
    return distinct(sections[np.searchsorted(starts[sections], found, side="right") - 1])
