"""Pack the postings of one word in one field into flat arrays, and read them back in one go.

    header                           checksums, numbers and widths
    sections  1, 2 or 4 bytes each   differences of ascending numbers
    counts    0, 1, 2 or 4           how often the word stands there; nothing where it is once everywhere
    places    0, 2 or 4              where, ascending within each section; nothing for stems

Native byte order will do, as an index is read on the machine that wrote it. Each half has a checksum of its own,
because what isn't wanted isn't read, and a flipped bit must never become an answer.
"""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reader.search.checksums import DamagedIndexError

Numbers = NDArray[np.integer]
ROOM = np.int64(1) << 32  # for the places of a section, where those of several are laid end to end

_CHECKS = struct.Struct("=II")
_SIZES = struct.Struct("=IIBBBx")
_WIDTHS = {1: "B", 2: "H", 4: "I"}
_NARROWEST_PLACE = 2
_SHORT = 4096  # bytes; so much is read at once, as most lists are no longer


@dataclass(frozen=True, slots=True)
class PostingList:
    """The sections that have a word, in ascending order, and how often; `places` of all of them in a row."""

    sections: Numbers
    counts: Numbers
    places: Numbers

    @classmethod
    def read(cls, file: BinaryIO, offset: int, length: int, *, with_places: bool) -> Self:
        """Read the list that stands at `offset`. Raises DamagedIndexError."""
        file.seek(offset)
        data = file.read(_SHORT)
        checks, sizes = data[: _CHECKS.size], data[_CHECKS.size : _CHECKS.size + _SIZES.size]
        if len(checks) + len(sizes) < _CHECKS.size + _SIZES.size:
            raise DamagedIndexError
        first_check, second_check = _CHECKS.unpack(checks)
        size, placed, *widths = _SIZES.unpack(sizes)
        start = _CHECKS.size + _SIZES.size
        middle = start + size * (widths[0] + widths[1])
        end = middle + placed * widths[2]
        if end != length:  # before a damaged number asks for gigabytes
            raise DamagedIndexError
        wanted = end if with_places else middle
        if wanted > len(data):
            data += file.read(wanted - len(data))
        view = memoryview(data)
        if crc32(view[_CHECKS.size : middle]) != first_check or (with_places and crc32(view[middle:end]) != second_check):
            raise DamagedIndexError
        return cls(
            sections=np.add.accumulate(_numbers(view, start, size, widths[0]), dtype=np.int32),
            counts=_numbers(view, start + size * widths[0], size, widths[1]),
            places=_numbers(view, middle, placed if with_places else 0, widths[2]),
        )

    def places_in(self, sections: Numbers) -> Numbers:
        """Return every place in some sections, which ascend, those sections laid end to end with `ROOM` for each."""
        if not len(self.sections):
            return np.zeros(0, np.int64)
        rows = np.minimum(np.searchsorted(self.sections, sections), len(self.sections) - 1)
        there = np.flatnonzero(self.sections[rows] == sections)
        counts = self.counts[rows[there]]
        ends = np.cumsum(self.counts, dtype=np.int64)[rows[there]]
        return np.repeat(there * ROOM, counts) + self.places[_spans(ends - counts, counts)]


def encoded(sections: Sequence[int], counts: Sequence[int], places: "array[int]") -> bytes:
    """Return the bytes of a list; `places` are empty or as many as the counts say."""
    steps = _packed([sections[0], *(later - earlier for earlier, later in pairwise(sections))])
    often = _packed(counts) if max(counts) > 1 else array("B")
    where = _packed(places, _NARROWEST_PLACE) if places else places
    widths = (steps.itemsize, often.itemsize if often else 0, where.itemsize if where else 0)
    head = _SIZES.pack(len(sections), len(where), *widths) + steps.tobytes() + often.tobytes()
    tail = where.tobytes()
    return _CHECKS.pack(crc32(head), crc32(tail)) + head + tail


def distinct(numbers: Numbers) -> Numbers:
    """Leave repetitions out of ascending numbers; numpy's own way imports, at the first time, more than all the rest."""
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))] if len(numbers) else numbers


def _spans(starts: Numbers, widths: Numbers) -> Numbers:
    """Return the numbers from each start on, as many as its width says, in a row."""
    ends = np.cumsum(widths, dtype=np.int64)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + widths, widths)


def _packed(numbers: Sequence[int], narrowest: int = 1) -> "array[int]":
    most = max(numbers)
    width = next(width for width in _WIDTHS if width >= narrowest and most < 1 << (8 * width))
    return array(_WIDTHS[width], numbers)


def _numbers(data: memoryview, start: int, size: int, width: int) -> Numbers:
    if not width:
        return np.ones(size, np.uint8)
    return np.frombuffer(data, _WIDTHS[width], size, start)
