"""Cut marks that lie over each other into pieces that don't, so that each piece is painted once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """A range of the document with a colour; of several at one place, the one that comes last lies on top."""

    start: int
    end: int
    colour: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the document and all the colours that lie there, the topmost last."""

    start: int
    end: int
    colours: tuple[str, ...]


def cut(layers: Sequence[Layer]) -> list[Piece]:
    """Return the pieces of all the layers, in the document's order."""
    changes: dict[int, list[tuple[bool, int]]] = {}
    for index, layer in enumerate(layers):
        if layer.start < layer.end:
            changes.setdefault(layer.start, []).append((True, index))
            changes.setdefault(layer.end, []).append((False, index))
    pieces: list[Piece] = []
    open_now: set[int] = set()
    last = 0
    for position in sorted(changes):
        if open_now:
            pieces.append(Piece(last, position, _colours(layers, open_now)))
        for begins, index in changes[position]:
            (open_now.add if begins else open_now.discard)(index)
        last = position
    return pieces


def _colours(layers: Sequence[Layer], indexes: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(layers[index].colour for index in sorted(indexes)))
