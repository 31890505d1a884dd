"""Cut a file of annotations into its items without reading them, so that a bad one spoils no other.

A hostile item may be nested a million deep or be one long string: its extent is found all the same, in one pass and
without recursion, and whoever reads it knows beforehand how long and how deep it is.
"""

import re
from dataclasses import dataclass, field

from reader.notebook.exchange.terms import TOMBSTONES

MOST_ITEMS = 500_000
_MOST_AROUND = 100_000  # signs outside of the items: ours have a few dozen

# A string up to its end, or to the end of the file where it has none.
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)'
_SIGN = re.compile(_STRING + rb"|[{}\[\],:]", re.DOTALL)
_RUN = re.compile(_STRING + rb"|[{\[]++|[}\]]++", re.DOTALL)
_MIRROR = bytes.maketrans(b"}]", b"{[")
_QUOTE, _COMMA, _COLON = b'",:'
_OPEN, _CLOSE, _OPEN_LIST, _CLOSE_LIST = b"{}[]"
_FIRST = b'"first"'
_LISTS = {(b"", b'"items"'): False, (_FIRST, b'"items"'): False, (b"", f'"{TOMBSTONES}"'.encode()): True}


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
    broken: int | None = None  # the byte from which on nothing could be understood


def split(data: bytes) -> Split:
    """Return the items of the lists in which a file holds annotations."""
    return _Cutter(data).cut()


class _BrokenError(Exception):
    """Tell at which byte the file stops making sense."""


class _Cutter:
    """Walk over a file once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found = Split()
        self._around: list[bytes] = []
        self._copied = 0  # up to where what is around the items was collected
        self._signs = 0

    def cut(self) -> Split:
        """Return what was found."""
        first = _SIGN.search(self._data)
        try:
            if first is not None and self._data[first.start()] == _OPEN:
                self._cut_object(first.end(), b"")
            elif first is not None and self._data[first.start()] == _OPEN_LIST:
                self._cut_items(first.end(), deleted=False)
        except _BrokenError as error:
            self._found.broken = error.args[0]
        self._around.append(self._data[self._copied :])
        self._found.around = b"".join(self._around)
        return self._found

    def _cut_object(self, at: int, inside: bytes) -> int:
        """Walk over the object that has just been opened, the root or its first page; return where it ends."""
        key = b""
        while True:
            token, sign = self._next(at)
            at = token.end()
            if sign == _QUOTE:
                key = key or token.group()
            elif sign == _COMMA:
                key = b""
            elif sign == _CLOSE:
                return at
            elif sign == _CLOSE_LIST:
                raise _BrokenError(token.start())
            elif sign == _OPEN_LIST and (inside, key) in _LISTS:
                at = self._cut_items(at, deleted=_LISTS[inside, key])
            elif sign == _OPEN and not inside and key == _FIRST:
                at = self._cut_object(at, key)
            elif sign != _COLON:
                at, depth = self._skip(token.start())
                self._found.depth = max(self._found.depth, depth + 2)

    def _cut_items(self, at: int, *, deleted: bool) -> int:
        """Note the extent of each item of the list that has just been opened; return where it ends."""
        self._around.append(self._data[self._copied : at])
        self._copied = len(self._data)
        start, depth = at, 0
        while True:
            token, sign = self._next(at, counted=False)
            at = token.end()
            if sign in {_COMMA, _CLOSE_LIST}:
                self._note(Extent(start, token.start(), depth, deleted))
                start, depth = at, 0
                if sign == _CLOSE_LIST:
                    self._copied = token.start()
                    return at
            elif sign == _CLOSE:
                raise _BrokenError(token.start())
            elif sign in {_OPEN, _OPEN_LIST}:
                at, depth = self._skip(token.start())

    def _skip(self, at: int) -> tuple[int, int]:
        """Return where what opens here ends, and how deep it is; brackets are taken in runs, for there may be millions."""
        opened, deepest = bytearray(), 0
        while True:
            token = _RUN.search(self._data, at)
            if token is None:
                raise _BrokenError(at)
            at, run = token.end(), token.group()
            if run[0] == _QUOTE:
                self._require_end(token)
            elif run[0] in {_OPEN, _OPEN_LIST}:
                opened += run
                deepest = max(deepest, len(opened))
            else:
                closed = run[: len(opened)]
                if opened[-len(closed) :] != closed.translate(_MIRROR)[::-1]:
                    raise _BrokenError(token.start())
                del opened[-len(closed) :]
                at = token.start() + len(closed)
            if not opened:
                return at, deepest

    def _next(self, at: int, *, counted: bool = True) -> tuple[re.Match[bytes], int]:
        """Return the next sign, which has to be there."""
        token = _SIGN.search(self._data, at)
        self._signs += counted
        if token is None or self._signs > _MOST_AROUND:
            raise _BrokenError(at)
        self._require_end(token)
        return token, self._data[token.start()]

    def _require_end(self, token: re.Match[bytes]) -> None:
        """Refuse a string that has no end."""
        if self._data[token.start()] == _QUOTE and not token.group(1):
            raise _BrokenError(token.start())

    def _note(self, extent: Extent) -> None:
        if not self._data[extent.start : extent.end].strip():
            return
        if len(self._found.items) == MOST_ITEMS:
            raise _BrokenError(extent.start)
        self._found.items.append(extent)
