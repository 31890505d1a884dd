"""Know the common words of a language: whoever types one means it, whether a text has it or not.

The lists are in resources/words, one a language; a language without a list has no common words.
"""

from collections.abc import Iterable
from functools import cache

from reader.home import program_folder


def is_common(word: str, codes: Iterable[str]) -> bool:
    """Tell whether a word, in lower case, is a common one in any of the languages."""
    return any(f"\n{word}\n" in _listed(code) for code in codes)


@cache
def _listed(code: str) -> str:
    """Return the list as it is, a word a line: to look through it takes no longer than a query has, a set much memory."""
    path = program_folder("resources") / "words" / f"{code}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""
