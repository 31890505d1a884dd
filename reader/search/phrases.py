"""Find where words stand in a row, comparing all their places at once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.search.posting_list import ROOM, Numbers, PostingList, distinct


def in_a_row(words: Sequence[str], lists: Mapping[str, PostingList], size: int) -> Numbers:
    """Return the sections, of `size`, in which the words follow one another; `lists` come with their places."""
    sections = np.flatnonzero(common_sections([lists[word].sections for word in lists], size))
    if not len(sections) or len(words) == 1:
        return sections
    places = {word: found.places_in(sections) for word, found in lists.items()}
    rarest_first = sorted(range(len(words)), key=lambda step: len(places[words[step]]))
    found = places[words[rarest_first[0]]] - rarest_first[0]
    for step in rarest_first[1:]:
        others = places[words[step]] - step
        found = found[others[np.minimum(np.searchsorted(others, found), len(others) - 1)] == found]
    return sections[distinct(found // ROOM)]


def common_sections(rows: Sequence[Numbers], size: int) -> NDArray[np.bool_]:
    """Return which of `size` sections stand in all rows."""
    kept = np.ones(size, np.bool_)
    for sections in rows:
        here = np.zeros(size, np.bool_)
        here[sections] = True
        kept &= here
    return kept
