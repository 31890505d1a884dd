"""Find changed words, by what is left of them and of the words around them.

Each rare word of the anchor votes for the place where it would have to stand; the places with the most votes are
compared word by word. Rare words weigh more than common ones throughout.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.notebook.anchoring.identical import Found
from reader.notebook.anchoring.sought import Sought
from reader.notebook.anchoring.words import Words, is_spoken, words_of

_RARE = 24  # times a word stands in a text, at the most, to have a vote
_GRAIN = 4  # places this near to each other are one
_TRIED = 4  # places that are compared
_BESIDE = 16  # words on each side that count
_LEFT_OF_THEM = 0.67  # how much of the words must be left
_LEFT_IN_FRAME = 0.5  # where what stands right before and after them has stayed
_FRAMED = 4  # words on each side that make a frame
_NOT_FOREIGN = 0.55  # how much of the new words must be old ones
_ALIKE = 0.45  # how like the place must be, surroundings included
_AHEAD = 0.12  # how much more alike than any other
_FEW = 3  # words that may have been replaced one and all, if those around them stand


@dataclass(frozen=True, slots=True)
class Similar:
    """A place where the words may have stood before they were changed, and how like it is."""

    place: Found
    likeness: float


def similar(sought: Sought, sections: Iterable[tuple[str, str]]) -> Found | None:
    """Return the place that is most like; None where none is like enough, or two are about as like."""
    found = sorted(
        (place for section, text in sections for place in _similar_in(sought, section, text)),
        key=lambda one: one.likeness,
        reverse=True,
    )
    if not found:
        return None
    best = found[0]
    others = (one for one in found if not one.place.overlaps(best.place))
    second = next(others, None)
    return None if second is not None and best.likeness - second.likeness < _AHEAD else best.place


def _similar_in(sought: Sought, section: str, text: str) -> list[Similar]:
    words = words_of(text)
    shifts, where = _likely_shifts(sought, words), words.where
    weights = [1 / (1 + len(where.get(word, ()))) ** 0.5 for word in sought.words] if shifts else []
    compared = (_compared(sought, section, words, shift, weights) for shift in shifts)
    return [one for one in compared if one is not None]


def _likely_shifts(sought: Sought, words: Words) -> list[int]:
    """Return by how many words the anchor seems to have moved, the likeliest first."""
    votes: defaultdict[int, float] = defaultdict(float)
    where = words.where
    for number, word in enumerate(sought.words):
        places = where.get(word)
        if places is not None and len(places) <= _RARE:
            share = 1 / len(places)
            for place in places:
                votes[(place - number) // _GRAIN] += share
    if not votes:
        return []
    joined = {shift: votes[shift] + 0.7 * (votes.get(shift - 1, 0) + votes.get(shift + 1, 0)) for shift in votes}
    chosen: list[int] = []
    for shift in sorted(joined, key=joined.__getitem__, reverse=True):
        if all(abs(shift - other) > 1 for other in chosen):
            chosen.append(shift)
        if len(chosen) == _TRIED:
            break
    return [shift * _GRAIN for shift in chosen]


def _compared(sought: Sought, section: str, words: Words, shift: int, weights: Sequence[float]) -> Similar | None:
    from rapidfuzz.distance import Indel

    begin = max(0, sought.first - 2 * _BESIDE)
    stop = min(len(sought.words), sought.last + 2 * _BESIDE)
    slack = 12 + (stop - begin) // 4
    low, high = max(0, begin + shift - slack), max(0, stop + shift + slack)
    kept = {
        begin + step.src_start + at: low + step.dest_start + at
        for step in Indel.opcodes(sought.words[begin:stop], words[low:high])
        if step.tag == "equal"
        for at in range(step.src_end - step.src_start)
    }
    found = _mapped(sought, words, kept)
    if found is None:
        return None
    first, last = found
    quoted = [at for at in range(sought.first, sought.last) if at in kept and first <= kept[at] < last]
    beside = [*range(max(begin, sought.first - _BESIDE), sought.first), *range(sought.last, min(stop, sought.last + _BESIDE))]
    near = range(first - 2 * _BESIDE, last + 2 * _BESIDE)
    stood = [at for at in beside if at in kept and kept[at] in near]
    whole = sum(weights[at] for at in (*beside, *range(sought.first, sought.last)))
    likeness = sum(weights[at] for at in (*quoted, *stood)) / whole
    left, right = sought.agreement(words, first, last)
    place = Found(section, words, first, last, left, right)
    if not _is_enough(sought, place, quoted, likeness):
        return None
    return Similar(place, likeness)


def _is_enough(sought: Sought, place: Found, quoted: Sequence[int], likeness: float) -> bool:
    here = sum(map(is_spoken, place.words[place.first : place.last]))
    if not here or not sought.spoken:
        return False
    framed = min(place.left, place.right) >= _FRAMED
    if framed and sought.spoken <= _FEW:
        return here <= 2 * sought.spoken + 2
    left = sum(is_spoken(sought.words[at]) for at in quoted)
    needed = _LEFT_IN_FRAME if framed else _LEFT_OF_THEM
    return left >= needed * sought.spoken and left >= _NOT_FOREIGN * here and likeness >= _ALIKE


def _mapped(sought: Sought, words: Words, kept: dict[int, int]) -> tuple[int, int] | None:
    """Return which words stand now for the quote's.

    From the first that was kept to the last, with what was put for those at its ends.
    """
    before, after = kept.get(sought.first - 1), kept.get(sought.last)
    stood = [kept[at] for at in range(sought.first, sought.last) if at in kept]
    if not stood:
        if before is None or after is None or after - before < 2:  # noqa: PLR2004 -- nothing between two words side by side
            return None
        return before + 1, after
    stood = _together(stood, len(sought.quote))
    first, last = stood[0], stood[-1] + 1
    if sought.first not in kept or kept[sought.first] != first:
        missing = next(at for at in range(sought.first, sought.last) if kept.get(at) == first) - sought.first
        first = before + 1 if before is not None and 0 < first - before <= 2 * missing + 2 else _back(words, first, missing)
    if sought.last - 1 not in kept or kept[sought.last - 1] != last - 1:
        missing = sought.last - 1 - next(at for at in reversed(range(sought.first, sought.last)) if kept.get(at) == last - 1)
        last = after if after is not None and 0 < after - last + 1 <= 2 * missing + 2 else _on(words, last, missing)
    return first, last


def _together(stood: list[int], length: int) -> list[int]:
    """Leave out what was kept only by chance, far from the rest."""
    apart = max(6, length // 2)
    groups: list[list[int]] = [[stood[0]]]
    for place in stood[1:]:
        if place - groups[-1][-1] > apart:
            groups.append([])
        groups[-1].append(place)
    return max(groups, key=len)


def _back(words: Words, first: int, missing: int) -> int:
    """Go back over words that may have been put for those that are missing, but not into another sentence."""
    while missing and first and is_spoken(words[first - 1]) and "\n" not in _gap(words, first):
        first, missing = first - 1, missing - 1
    return first


def _on(words: Words, last: int, missing: int) -> int:
    while missing and last < len(words) and is_spoken(words[last]) and "\n" not in _gap(words, last):
        last, missing = last + 1, missing - 1
    return last


def _gap(words: Words, at: int) -> str:
    return words.text[words.ends[at - 1] : words.starts[at]]
