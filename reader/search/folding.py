"""Fold the ways of writing one word into one form, in what is indexed and in what is asked.

Case, accents, ligatures and widths go; a lone Greek letter becomes its name; spelling is folded by `spelling`.
A form is what the index holds: it is compared, never shown.
"""

import re
import unicodedata
from functools import lru_cache

from reader.search.spelling import fold_spelling

LONGEST_FORM = 64  # code points; nobody types more, and a pasted gene sequence mustn't fill the index

_SPELT_OUT = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ـ": None,
        "\u200c": None,
        "\u200d": None,
    }
)
# Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Indic vowels are letters in all but name.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff]")
_GREEK = "\u03b1-\u03c9"
_MICRO = re.compile(r"\u03bc(?=(?:g|l|m|s|mol|sv|gy|ci)$)")
_LONE_GREEK = re.compile(rf"(?<![{_GREEK}])[{_GREEK}](?![{_GREEK}])")
_GREEK_NAMES = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        (
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
            *("nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
        ),
        strict=True,
    )
)


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """Return the form of one word; empty when nothing of it can be searched for."""
    return fold_spelling(plain(word))[:LONGEST_FORM]


def plain(word: str) -> str:
    """Return `word` without case, accents and ligatures, in its own spelling."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_SPELT_OUT)
    folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    folded = _MICRO.sub("u", folded)
    folded = _LONE_GREEK.sub(lambda letter: _GREEK_NAMES.get(letter.group(), letter.group()), folded)
    return unicodedata.normalize("NFC", folded)
