"""Cut text into the words of the index, with their places in code points.

What people write in one piece stays findable in pieces and whole: `T-DM1` gives tdm1 (whole), t and dm1;
`CDK4/6` gives cdk4-6, cdk4, 6 and cdk6; `0.2mm` and `.2mm` give 0.2mm, 0.2 and mm; `pN0(i+)` gives pn0i+, pn0 and i+;
`Paget's` gives pagets and paget. Chinese, Japanese and Korean are cut into pairs of characters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.search.folding import LONGEST_FORM, fold

_MARKS = (  # signs that belong to the letter before them, which \w leaves out
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u109f\u135d-\u135f\u17b4-\u17d3\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
_LETTER = rf"[\w{_MARKS}]"
_DASHES = r"\-\u2010-\u2013\u2212\ufe63\uff0d"
_APOSTROPHES = "'\u2018\u2019\uff07"
_SLASHES = "/\u2044\u2215"
_CJK = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_JOINTS = rf"{_DASHES}{_APOSTROPHES}{_SLASHES}\u00b7"
# Nothing is ever tried twice, and after most words one look tells that no joint follows: that halves the time.
_RUN = re.compile(
    rf"(?:{_LETTER}|(?<![\w.])\.(?=\d)){_LETTER}*+"
    rf"(?:(?=[{_JOINTS}.,(])(?:(?:[{_JOINTS}]|(?<=\d)[.,](?=\d)|(?<!\w\w)\.(?=\w(?!\w))){_LETTER}++"
    rf"|\({_LETTER}{{1,4}}+[+{_DASHES}]?\)))*+\+{{0,2}}+"
)
_UNIT = (
    r"(?:[kcmnuµμ]?m|[kmnpuµμ]?g|mcg|[mdcuµμ]?l|[mnpuµμ]?mol|h|hrs?|min|s|sec|ms|[cm]?gy|iu|u|kcal|kj|mmhg|kpa|[kmg]?hz|[mk]v|mev"
    r"|yrs?|x)"
)
_ATOM = re.compile(
    rf"(?P<measure>(?:(?<!\w)\.)?\d+(?:[.,]\d+)*(?={_UNIT}(?!{_LETTER})))|(?P<number>(?<!\w)\.\d+|\d+(?:[.,]\d+)+)|(?P<word>{_LETTER}+)"
    rf"(?P<sign>[+{_DASHES}](?=\)))?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_NUMBERED = re.compile(r"(\D+)\d+")
_LONGEST_RUN = 80
_MOST_ATOMS = 12


class Token(NamedTuple):
    """A form, its place among the words of the text, and where it stands in code points."""

    form: str
    position: int
    start: int
    end: int


class Run(NamedTuple):
    """What one unbroken piece of writing yields; places are relative to its beginning."""

    tokens: tuple[Token, ...]  # everything that goes into the index
    atoms: tuple[str, ...]  # its words in a row, as a phrase would ask for them
    whole: str  # all in one, empty where that says nothing new
    width: int  # how many places it takes


_NOTHING = Run((), (), "", 0)


def tokens(text: str) -> Iterator[Token]:
    """Give every token of `text` in order of place."""
    position = 0
    for offset, run in runs(text):
        for form, place, start, end in run.tokens:
            yield Token(form, position + place, offset + start, offset + end)
        position += run.width


def runs(text: str) -> Iterator[tuple[int, Run]]:
    """Give every unbroken piece of `text` with its offset."""
    for found in _RUN.finditer(text.replace("_", " ")):
        for offset, run in _runs_of(found.group()):
            yield found.start() + offset, run


def _runs_of(piece: str) -> Iterable[tuple[int, Run]]:
    """Return what one unbroken piece yields; one of CJK, or too long to be one thing, is broken after all."""
    if len(piece) > _LONGEST_RUN:
        return _long_runs(piece, 0)
    if not piece.isascii() and _CJK.search(piece):
        return _mixed_runs(piece, 0)
    return ((0, analyse(piece)),)


def forms(text: str) -> tuple[str, ...]:
    """Return the words of `text` in a row, each in its form."""
    return tuple(form for _, run in runs(text) for form in run.atoms)


@lru_cache(maxsize=1 << 14)
def analyse(piece: str) -> Run:
    """Analyse one unbroken piece that has no CJK in it."""
    if piece.isalnum() and not piece[0].isdigit():
        return _one_word(piece)
    atoms, links = _atoms(piece)
    if not atoms:
        return _NOTHING
    words = tuple(atom.form for atom in atoms)
    whole = _whole(words, links, piece) if len(atoms) <= _MOST_ATOMS else ""
    if len(whole) > LONGEST_FORM or whole == words[0]:
        whole = ""
    found = list(atoms)
    if whole:
        found.append(Token(whole, 0, 0, len(piece)))
        found.extend(_inner(atoms, links, whole))
    return Run(tuple(sorted(found, key=lambda token: token.position)), words, whole, len(atoms))


def _atoms(piece: str) -> tuple[list[Token], list[str]]:
    """Return the words of a piece, and before each of them what linked it to the one before."""
    atoms: list[Token] = []
    links: list[str] = []
    end = 0
    for found in _ATOM.finditer(piece):
        link, end = piece[end : found.start()], found.end()
        form = _number(found.group()) if found["measure"] or found["number"] else fold(found["word"])
        if found["sign"]:
            form += "+" if found["sign"] == "+" else "-"
        possessive = link in _APOSTROPHES and link and form == "s"
        if form and not possessive:
            atoms.append(Token(form, len(atoms), found.start(), found.end()))
            links.append(link)
    return atoms, links


def _number(digits: str) -> str:
    if _THOUSANDS.fullmatch(digits):
        return digits.replace(",", "")
    return ("0" if digits.startswith(".") else "") + digits.replace(",", ".")


def _whole(words: tuple[str, ...], links: list[str], piece: str) -> str:
    """Join words into one form; only between digits does the link matter."""
    whole = words[0]
    for word, link in zip(words[1:], links[1:], strict=True):
        whole += _glue(whole, word, link) + word
    if piece.endswith("+"):
        whole += "+"
    elif piece[-2:-1] in _APOSTROPHES and piece[-1:] in "sS":
        whole += "s"
    return whole


def _glue(left: str, right: str, link: str) -> str:
    if not (left[-1].isdigit() and right[0].isdigit()):
        return ""
    return "." if link in {".", ","} else "-"


def _inner(atoms: list[Token], links: list[str], whole: str) -> Iterator[Token]:
    """Give forms between a word and the whole: 23-01 in IBCSG-23-01, and cdk6 in CDK4/6."""
    for left, right, link in zip(atoms, atoms[1:], links[1:], strict=False):
        glued = left.form + _glue(left.form, right.form, link) + right.form
        if left.form.isdigit() and right.form.isdigit() and glued != whole:
            yield Token(glued, left.position, left.start, right.end)
        numbered = _NUMBERED.fullmatch(left.form)
        if numbered and link and link in _SLASHES and right.form.isdigit():
            yield Token(numbered[1] + right.form, right.position, right.start, right.end)


def _long_runs(piece: str, offset: int) -> Iterator[tuple[int, Run]]:
    """Give the words of a piece too long to be one thing, such as an address."""
    for found in re.finditer(rf"{_LETTER}+", piece):
        word, start = found.group(), offset + found.start()
        if _CJK.search(word):
            yield from _mixed_runs(word, start)
        else:
            yield start, _one_word(word)


def _mixed_runs(piece: str, offset: int) -> Iterator[tuple[int, Run]]:
    """Give the CJK and the other parts of a piece one after the other."""
    end = 0
    for found in _CJK.finditer(piece):
        if end < found.start():
            yield offset + end, _other(piece[end : found.start()])
        yield offset + found.start(), _pairs(found.group())
        end = found.end()
    if end < len(piece):
        yield offset + end, _other(piece[end:])


def _other(piece: str) -> Run:
    return analyse(piece) if len(piece) <= _LONGEST_RUN else _one_word(piece)


def _one_word(piece: str) -> Run:
    form = fold(piece[: LONGEST_FORM * 2])
    return Run((Token(form, 0, 0, len(piece)),), (form,), "", 1) if form else _NOTHING


def _pairs(characters: str) -> Run:
    """Cut a row of CJK into overlapping pairs; the last character stands alone, so that each begins a token."""
    found = tuple(
        Token(fold(characters[place : place + 2]), place, place, min(place + 2, len(characters)))
        for place in range(len(characters))
    )
    atoms = tuple(token.form for token in found)
    return Run(found, atoms[:-1] or atoms, "", len(found))
