"""Compare old words with new ones: what went, what came, and whether that can hurt a patient."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.notebook.anchoring.danger import Dangers, Terms, can_be_mistaken, is_same_word
from reader.notebook.anchoring.words import Words

_MOST = 4_000  # words of a sentence that are compared one by one; no reader looks at more


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that were kept, removed or added together."""

    change: Change
    text: str
    critical: bool = False


_NEW_LINE = Piece(Change.KEPT, "\n")


@dataclass(frozen=True, slots=True)
class Difference:
    """The old words with their sentence, the new ones with theirs, and their difference, in order.

    A heading that has changed stands before them, on a line of its own.
    """

    old: str
    new: str
    pieces: tuple[Piece, ...]

    @property
    def critical(self) -> bool:
        """Tell whether the difference can hurt a patient."""
        return any(piece.critical for piece in self.pieces)


def differences(pairs: Iterable[tuple[str, str]], terms: Terms) -> Difference:
    """Return how texts differ, each old one from its new one, word by word; white space doesn't count."""
    parts = [(old, new, tuple(_pieces(old, new, terms))) for old, new in pairs]
    pieces = [piece for number, part in enumerate(parts) for piece in ((_NEW_LINE, *part[2]) if number else part[2])]
    old = "\n".join(old for old, _, _ in parts if old)
    new = "\n".join(new for _, new, _ in parts if new)
    return Difference(old, new, tuple(pieces))


def _pieces(old: str, new: str, terms: Terms) -> Iterator[Piece]:
    before, after = Words(old), Words(new)
    went, came = Dangers(before, terms), Dangers(after, terms)
    for kept, (i, j), (k, m) in _steps(before, after):
        if kept:
            yield Piece(Change.KEPT, _between(after, k, m))
            continue
        harmless = j - i == m - k and all(map(is_same_word, before[i:j], after[k:m]))
        mistaken = not harmless and any(can_be_mistaken(one, other) for one in before[i:j] for other in after[k:m])
        if j > i:
            yield Piece(Change.REMOVED, _between(before, i, j), mistaken or (not harmless and went.among(i, j)))
        if m > k:
            yield Piece(Change.ADDED, _between(after, k, m), mistaken or (not harmless and came.among(k, m)))


def same_words(old: str, new: str) -> bool:
    """Tell whether two texts have the same words, whatever white space stands between them."""
    return old == new or list(Words(old)) == list(Words(new))


def _between(words: Words, first: int, last: int) -> str:
    return words.text[words.starts[first] : words.ends[last - 1]]


def _steps(before: Words, after: Words) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Yield the stretches that were kept, and between them what was put for what."""
    if max(len(before), len(after)) > _MOST:
        yield False, (0, len(before)), (0, len(after))
        return
    i = k = 0
    for first, other, length in _kept(before[:], after[:]):
        if first > i or other > k:
            yield False, (i, first), (k, other)
        i, k = first + length, other + length
        if length:
            yield True, (first, i), (other, k)


def _kept(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where the stretches begin that stand in both, and how long they are; the last is empty, at the end."""
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            yield step.src_start, step.dest_start, step.src_end - step.src_start
    yield len(before), len(after), 0
