"""Find the same words, wherever they stand, and tell how far the words around them agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reader.notebook.anchoring.sought import ENOUGH, Sought
from reader.notebook.anchoring.words import Words, words_of

_MANY = 64  # places of the same words that are looked at one by one


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a section that may be the ones that are sought, and how many beside them agree."""

    section: str
    words: Words
    first: int
    last: int
    left: int
    right: int

    @property
    def agreed(self) -> int:
        """How many words around agree, of both sides together."""
        return self.left + self.right

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand in their text."""
        return self.words.starts[self.first], self.words.ends[self.last - 1]

    def overlaps(self, other: "Found") -> bool:
        """Tell whether both speak of the same place."""
        return self.section == other.section and self.first < other.last and other.first < self.last


def identical(sought: Sought, section: str, text: str) -> Iterator[Found]:
    """Yield the places of the sought words in one section."""
    telling = max(sought.quote, key=len)
    if telling.isascii() and telling.isalnum() and telling not in text:
        return  # nothing is parted into words in vain
    words = words_of(text)
    before, after = sought.words.stands_free(sought.first, sought.last)
    for first in _places(sought, words):
        last = first + len(sought.quote)
        free = words.stands_free(first, last)
        if (before and not free[0]) or (after and not free[1]):
            continue  # a part of something longer: 5 mg of 2-5 mg
        yield Found(section, words, first, last, *sought.agreement(words, first, last))


def _places(sought: Sought, words: Words) -> list[int]:
    places = list(islice(words.runs(sought.quote), _MANY + 1))
    if len(places) <= _MANY:
        return places
    # Words as common as these are told apart by those beside them.
    own, first, last = sought.words, sought.first, sought.last
    begin = max(0 if sought.from_start else 1, first - ENOUGH)
    before = (place + first - begin for place in words.runs(own[begin:last]))
    after = words.runs(own[first : min(last + ENOUGH, len(own) - 1)])
    return sorted({*islice(before, _MANY), *islice(after, _MANY)})
