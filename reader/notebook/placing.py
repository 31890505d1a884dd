"""Find a target's words in a section's text, and never guess.

A highlight drawn on other words is worse than one that isn't drawn: here only what stands as it stood is
placed. What became of the others is told later, by anchors that know a changed sentence from a moved one.
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.library.sentences import sentences_around
from reader.notebook.describe import stands_once
from reader.notebook.marks import Target, clean


class Kind(StrEnum):
    """Whether the words were found."""

    PLACED = "placed"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a target's words stand in the section's text; nowhere, when unplaced."""

    kind: Kind
    start: int = 0
    end: int = 0


UNPLACED = Placement(Kind.UNPLACED)


def place(target: Target, text: str) -> Placement:
    """Return where the target's words stand in `text`, the text of its section in any edition.

    They are placed if their whole sentence stands once in the section, unchanged and as a whole sentence;
    if it stands more than once, only at the old place and where its surroundings still tell it apart.
    """
    text = clean(text)
    within = _place_in_sentence(target)
    if within is None or not stands_once(target.sentence, text):
        return _placed_if(_stands_as_it_stood(target, text), target.start, target.end)
    found = text.index(target.sentence)
    start, end = found + within, found + within + len(target.exact)
    whole = sentences_around(text, start, end) == (found, found + len(target.sentence))
    return _placed_if(whole, start, end)


def _placed_if(sure: bool, start: int, end: int) -> Placement:  # noqa: FBT001 -- the condition is the function's subject
    return Placement(Kind.PLACED, start, end) if sure else UNPLACED


def _stands_as_it_stood(target: Target, text: str) -> bool:
    """Tell whether the same words stand at the old place, in the same sentence and in surroundings that stand once."""
    start, end = target.start, target.end
    surroundings = target.prefix + target.exact + target.suffix
    if not (stands_once(surroundings, text) and text.startswith(surroundings, start - len(target.prefix))):
        return False
    first, last = sentences_around(text, start, end)
    return text[first:last] == target.sentence


def _place_in_sentence(target: Target) -> int | None:
    """Return where in its sentence the quote begins; None if that can't be told."""
    fitting = []
    at = target.sentence.find(target.exact)
    while at >= 0:
        before, after = target.sentence[:at], target.sentence[at + len(target.exact) :]
        if _agree_at_end(before, target.prefix) and _agree_at_end(after[::-1], target.suffix[::-1]):
            fitting.append(at)
        at = target.sentence.find(target.exact, at + 1)
    return fitting[0] if len(fitting) == 1 else None


def _agree_at_end(one: str, other: str) -> bool:
    """Tell whether the shorter of two texts ends the longer one."""
    return one.endswith(other) or other.endswith(one)
