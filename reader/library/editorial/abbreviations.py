"""Ask that every abbreviation that is often used is explained in abbreviations.yaml."""

import re
from collections import defaultdict
from collections.abc import Iterator

from reader.library.editorial.desk import Desk
from reader.library.model import Finding
from reader.library.source.passages import Kind
from reader.library.source.prose import plain

_OFTEN = 3
_CAPITALS = 2
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&]*(?:\([a-z]+\+\))?")
_TNM = re.compile(r"(?:c|p|yp|yc|r|s)?(?:[TNM](?:[0-4X](?:mi|is|[a-d])?)(?:\([a-z]+[+-]?\))?){1,3}")
_ROMAN = re.compile(r"[IVX]+[A-D]?")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|La|Le|O)[A-Z][a-z]+")
# Nobody looks these up.
_KNOWN = frozenset({"UK", "US", "USA", "DNA", "RNA"})


def unlisted(desk: Desk) -> Iterator[Finding]:
    """Yield each abbreviation that is used three times or more and isn't listed, where it is used first.

    An abbreviation is a word with two capitals or more. No abbreviations are codes of TNM, which the page on
    staging explains, Roman numbers, and surnames such as McDonald.
    """
    listed = _listed(desk)
    used: dict[str, list[Finding]] = defaultdict(list)
    for article in desk.articles:
        for passage in article.passages:
            if passage.kind is not Kind.BOX:
                for line, words in enumerate(plain(passage.text).split("\n"), start=passage.line):
                    for short in _abbreviations(listed.sub(" ", words)):
                        message = f"“{short}” is used often and isn't in abbreviations.yaml. Add a line there."
                        used[short].append(article.warning(line, message))
    yield from (places[0] for places in used.values() if len(places) >= _OFTEN)


def _abbreviations(words: str) -> Iterator[str]:
    for word in _WORD.findall(words):
        short = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        capitals = sum(letter.isupper() for letter in short)
        if capitals >= _CAPITALS and short not in _KNOWN and not _is_other(short):
            yield short


def _is_other(word: str) -> bool:
    return any(kind.fullmatch(word) for kind in (_TNM, _ROMAN, _SURNAME))


def _listed(desk: Desk) -> "re.Pattern[str]":
    """Return what finds the listed ones, in the plural too; the longest first, since one may begin another."""
    known = sorted(desk.pack.abbreviations, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(short)}(?:s|es)?(?!\w)" for short in known) or r"(?!)")
