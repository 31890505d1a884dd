"""Fold titles, so that `Œdème` is found by `oedeme` and stands under O, while there is no index yet."""

import re
import unicodedata

OTHER_INITIAL = "#"  # digits, signs and whatever has no letter in front

_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d"})
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return `text` without case, accents and ligatures."""
    lowered = text.casefold().translate(_SPELT_OUT)
    decomposed = unicodedata.normalize("NFKD", lowered)
    # Once more without case: ℠ and its like only now are letters.
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded."""
    return _WORD.findall(fold(text))


def initial(title: str) -> str:
    """Return the letter under which a title stands in a long group."""
    words = folded_words(title)
    first = words[0][0].upper() if words else OTHER_INITIAL
    return first if first.isalpha() else OTHER_INITIAL
