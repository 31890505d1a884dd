"""Read what people type: words, "phrases", -excluded, title:word, and a last word still being typed.

A parser of our own, because any string at all must get an answer in bounded time: it reads at most 1,000 characters and
100 words, in one pass, and nothing in them is an error. Of what it reads, `interpretation` uses the 16 most telling words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.search.analysis import runs

MOST_CHARACTERS = 1000
MOST_WORDS = 100
MOST_IN_A_ROW = 16  # words of one phrase
_A_QUESTION = 6  # parts; in a longer query a long quotation is a passage or a title, not something to insist on
_A_PASSAGE = 4  # words
_A_WORD = 3  # letters; `T-cell` and `follow-up` stay in one piece

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」", '"'))
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)[-\u2013\u2212](?=[^\s-]))?(?P<title>title:(?=[^\s]))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked for; `start` and `end` say where it stands in the query's text."""

    typed: str
    start: int
    end: int
    atoms: tuple[str, ...]  # its words in a row, in the index's form
    whole: str = ""  # the same in one, where it was written in one
    quoted: bool = False
    excluded: bool = False
    title_only: bool = False
    unfinished: bool = False
    compound: str = ""  # the form of what it was written as a part of: `micro-metastasis` may stand as one word

    @property
    def form(self) -> str:
        """The one form of it, as far as there is one; empty for a phrase of several words."""
        return self.whole or (self.atoms[0] if len(self.atoms) == 1 else "")


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: the text as far as it was used, and its parts."""

    text: str
    wanted: tuple[Part, ...]
    excluded: tuple[Part, ...]


def parse(typed: str) -> Query:
    """Read a query; no string is too odd."""
    text = typed.lstrip()[:MOST_CHARACTERS]
    found = list(_parts(text))
    found = [one for part in found for one in _loosened(part, passages=len(found) > _A_QUESTION)]
    parts = []
    room = MOST_WORDS
    for part in found:
        if room <= 0:
            break
        kept = replace(part, atoms=part.atoms[:room]) if len(part.atoms) > room else part
        room -= len(kept.atoms)
        parts.append(kept)
    wanted = tuple(part for part in parts if not part.excluded)
    return Query(text, wanted, tuple(part for part in parts if part.excluded))


def _loosened(part: Part, *, passages: bool) -> Iterator[Part]:
    """Take a compound such as `window-managers` as its words, and a quoted passage too where `passages` are no names."""
    compound = part.whole.isalpha() and min(map(len, part.atoms)) >= _A_WORD
    passage = passages and len(part.atoms) > _A_PASSAGE
    if part.excluded or not (passage if part.quoted else compound):
        yield part
        return
    for piece in _LETTERS.finditer(part.typed):
        start, end = part.start + piece.start(), part.start + piece.end()
        for _, run in runs(piece.group()):
            yield Part(
                piece.group(),
                start,
                end,
                run.atoms,
                run.whole,
                title_only=part.title_only,
                unfinished=part.unfinished and end == part.end,
                compound="" if part.quoted else part.whole,
            )


def _parts(text: str) -> Iterator[Part]:
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        excluded, title_only = bool(piece["minus"]), bool(piece["title"])
        if piece["word"] is None:
            yield from _phrase(text, piece, excluded=excluded, title_only=title_only)
            continue
        found = list(runs(piece["word"]))
        for number, (offset, run) in enumerate(found, start=1):
            start = piece.start("word") + offset
            end = start + max((token.end for token in run.tokens), default=0)
            unfinished = number == len(found) and end == len(text) and not excluded
            if run.atoms:
                yield Part(
                    text[start:end],
                    start,
                    end,
                    run.atoms,
                    run.whole,
                    excluded=excluded,
                    title_only=title_only,
                    unfinished=unfinished,
                )


def _phrase(text: str, piece: re.Match[str], *, excluded: bool, title_only: bool) -> Iterator[Part]:
    found = [run for _, run in runs(piece["phrase"])]
    atoms = tuple(atom for run in found for atom in run.atoms)[:MOST_IN_A_ROW]
    whole = found[0].whole if len(found) == 1 else ""
    start, end = piece.span("phrase")
    if atoms:
        yield Part(text[start:end], start, end, atoms, whole, quoted=True, excluded=excluded, title_only=title_only)
