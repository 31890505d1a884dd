"""Know the words of which a change can hurt a patient: numbers, units, signs, negations, doses, drugs, and for whom.

In doubt a word counts as dangerous: a reader who is asked to look once too often loses a minute.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reader.home import program_folder
from reader.notebook.anchoring.words import Words

_ALIKE = 0.6  # how like two words are that can be taken for each other: gentamicin and amikacin are 0.67
_SHORTEST = 4  # letters of a word that can be taken for another
_STEM = 3  # letters that two forms of one word share at the least


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What resources/anchors/danger.toml lists, in lower case."""

    always: frozenset[str]
    letter_units: frozenset[str]
    signs: frozenset[str]  # that count only where something is counted
    drug: re.Pattern[str]
    endings: frozenset[str]
    spellings: tuple[tuple[str, str], ...]


@cache
def vocabulary() -> Vocabulary:
    """Read the dangerous words."""
    lists = tomllib.loads((program_folder("resources") / "anchors" / "danger.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(text.casefold().split()) for name, text in lists.items() if isinstance(text, str)}
    return Vocabulary(
        words["units"] | words["negations"] | words["doses"] | words["comparisons"] | words["for_whom"],
        words["letter_units"],
        words["harmless_signs"],
        re.compile(rf"\w{{2,}}(?:{'|'.join(sorted(words['drug_endings']))})s?"),
        words["endings"] | {""},
        tuple((british, american) for british, american in lists["spellings"]),
    )


class Terms:
    """The drug names of a pack, each as its words."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names as they are written; case doesn't matter."""
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(Words(name.casefold()))
            if words:
                self._by_first.setdefault(words[0], []).append(words)

    def covered(self, words: Sequence[str]) -> set[int]:
        """Return which of `words` belong to a name."""
        found: set[int] = set()
        for at, word in enumerate(words) if self._by_first else ():
            for name in self._by_first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name:
                    found.update(range(at, at + len(name)))
        return found


@lru_cache(maxsize=8)
def terms_of(names: tuple[str, ...]) -> Terms:
    """Return the terms; those of the packs asked for lately are remembered."""
    return Terms(names)


class Dangers:
    """Which words of a text no reader may miss if they go, come or change."""

    def __init__(self, words: Sequence[str], terms: Terms) -> None:
        """Look for names at once, at single words when they are asked for."""
        self._words = [word.casefold() for word in words]
        self._named = terms.covered(self._words)

    def among(self, first: int, last: int) -> bool:
        """Tell whether one of `words[first:last]` is dangerous."""
        return any(at in self._named or _is_dangerous(self._words, at) for at in range(first, last))


def _is_dangerous(words: Sequence[str], at: int) -> bool:
    word, known = words[at], vocabulary()
    if _is_numeric(words, at):
        return True
    if word in known.letter_units or word in known.signs:
        return any(_is_numeric(words, beside) or _is_stroke(words, beside) for beside in (at - 1, at + 1))
    return word in known.always or word.endswith("n't") or known.drug.fullmatch(word) is not None


def _is_numeric(words: Sequence[str], at: int) -> bool:
    return 0 <= at < len(words) and not words[at].isalpha() and any(map(str.isnumeric, words[at]))


def _is_stroke(words: Sequence[str], at: int) -> bool:
    return 0 <= at < len(words) and words[at] in {"/", "%"}


def can_be_mistaken(old: str, new: str) -> bool:
    """Tell whether two words differ by few letters, and aren't two forms or spellings of one word."""
    old, new = old.casefold(), new.casefold()
    if min(len(old), len(new)) < _SHORTEST or not (old.isalpha() and new.isalpha()):
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(old, new) >= _ALIKE and not is_same_word(old, new)


def is_same_word(old: str, new: str) -> bool:
    """Tell whether these are two forms or spellings of one word: dose and dosing, tumour and Tumor."""
    old, new = old.casefold(), new.casefold()
    if min(len(old), len(new)) < _SHORTEST:
        return False  # mg isn't Mg
    return _is_inflected(old, new) or _respelt(old) == _respelt(new)


def _is_inflected(old: str, new: str) -> bool:
    shared = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    endings = vocabulary().endings
    return shared >= _STEM and old[shared:] in endings and new[shared:] in endings


def _respelt(word: str) -> str:
    for british, american in vocabulary().spellings:
        word = word.replace(british, american)
    return word
