"""Cut a file of annotations into its items without reading them, so that a bad one spoils no other.

A hostile item may be nested a million deep or be one long string: its extent is found all the same, in one pass and
without recursion, and whoever reads it knows beforehand how long and how deep it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.notebook.exchange.terms import TOMBSTONES

MOST_ITEMS = 500_000

# A string up to its end, or to the end of the file where it has none; and whatever gives JSON its shape.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[{}\[\],:]', re.DOTALL)
_CLOSES = {ord("}"): ord("{"), ord("]"): ord("[")}
_ITEMS = ((), (b'"items"',), (b'"first"', b'"items"'))  # where the lists of annotations are
_GONE = ((f'"{TOMBSTONES}"'.encode(),),)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an item stands in the file, and how deeply it is nested."""

    start: int
    end: int
    depth: int
    deleted: bool  # it is among the tombstones


@dataclass(slots=True)
class Split:
    """The items of a file, what is around them, and where the file is broken, if it is."""

    items: list[Extent] = field(default_factory=list)
    around: bytes = b""
    depth: int = 0  # of what is around them
    broken: int | None = None  # the place from which on nothing could be understood


def split(data: bytes) -> Split:
    """Return the items of the lists in which a file holds annotations."""
    cutter = _Cutter(data)
    return cutter.cut()


class _Cutter:
    """Walk over a file once, knowing at each place what is open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: list[int] = []  # brackets
        self._path: list[bytes] = []  # the key of each object that is open, b"" in lists
        self._found = Split()
        self._around: list[bytes] = []
        self._copied = 0  # up to where what is around the items was collected

    def cut(self) -> Split:
        """Return what was found."""
        tokens = _TOKEN.finditer(self._data)
        for token in tokens:
            sign = self._data[token.start()]
            if not self._take(sign, token):
                self._found.broken = token.start()
            elif sign == ord("[") and self._where() in (*_ITEMS, *_GONE):
                self._found.broken = self._cut_items(tokens, token.end())
            if self._found.broken is not None:
                break
        else:
            if self._open:
                self._found.broken = len(self._data)
        self._around.append(self._data[self._copied :])
        self._found.around = b"".join(self._around)
        return self._found

    def _take(self, sign: int, token: re.Match[bytes]) -> bool:
        """Follow one sign; return whether it can stand there."""
        if sign == ord('"'):
            if self._path and self._open[-1] == ord("{") and not self._path[-1]:
                self._path[-1] = token.group()
            return bool(token.group(1))
        if sign in _CLOSES:
            return self._close(sign)
        if sign in _CLOSES.values():
            self._open.append(sign)
            self._path.append(b"")
            self._found.depth = max(self._found.depth, len(self._open))
        elif sign == ord(",") and self._path:
            self._path[-1] = b""
        return True

    def _close(self, sign: int) -> bool:
        if not self._open or self._open.pop() != _CLOSES[sign]:
            return False
        self._path.pop()
        return True

    def _where(self) -> tuple[bytes, ...]:
        return tuple(self._path[:-1])

    def _cut_items(self, tokens: Iterator[re.Match[bytes]], start: int) -> int | None:
        """Note the extent of each item of the list that has just been opened; return where it is broken, if it is."""
        deleted = self._where() in _GONE
        self._around.append(self._data[self._copied : start])
        floor, deepest = len(self._open), 0
        for token in tokens:
            sign = self._data[token.start()]
            if len(self._open) == floor and sign in b",]":
                self._note(Extent(start, token.start(), deepest, deleted))
                start, deepest = token.end(), 0
                if sign == ord("]"):
                    self._copied = token.start()
                    return None if self._close(sign) else token.start()
            elif not self._follow(sign, token):
                break
            deepest = max(deepest, len(self._open) - floor)
            if len(self._found.items) > MOST_ITEMS:
                break
        self._copied = len(self._data)
        return start

    def _follow(self, sign: int, token: re.Match[bytes]) -> bool:
        """Follow one sign within an item, of which only the brackets matter."""
        if sign == ord('"'):
            return bool(token.group(1))
        if sign in _CLOSES:
            return bool(self._open) and self._open.pop() == _CLOSES[sign]
        if sign in _CLOSES.values():
            self._open.append(sign)
        return True

    def _note(self, extent: Extent) -> None:
        if self._data[extent.start : extent.end].strip():
            self._found.items.append(extent)
