"""Say where a line may end: never within a word or T-DM1, nor between a number and its unit, which could be a dose.

Qt breaks at the boundaries of words only. What is added here for it, no-break spaces, word joiners and zero-width
spaces, is the one text's white space or nothing at all, so that no offset moves: see reader/library/text.py.
"""

import re

_NO_BREAK, _JOIN, _MAY_BREAK = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"
_LONGEST_WORD = 36  # characters without a break; what is longer is an address or a sequence, and no word
_STEP = 18

_TAGS = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")
_KEPT = re.compile(r"<(/?)pre\b")
_LETTER = r"(?:&(?:[a-zA-Z]+|#\w+);|[^\s&/‐–—-])"  # or another sign after which no line ends by itself
_UNIT = (
    r"(?:[cdkmnµμ]?[gmlL]|mc?g|[munµμ]?mol|m?IU|k?U|[cm]?Gy|[mk]?Bq|mmHg|kcal|°C|%|[m]?s|min|h|hours?|days?|weeks?|months?"
    r"|years?|units?|cells?|nodes?|doses?|fractions?|tablets?|times)"
)
_WITH_UNIT = re.compile(rf"(?<=\d) (?={_UNIT}(?![A-Za-z]))")
_COMPARED = re.compile(r"(?:(?<=[<>≤≥=±×~≈])|(?<=&lt;)|(?<=&gt;)) (?=\d)")
_RANGE = re.compile(r"(?<=\d)([–−-]|/)(?=\d)")
_PER = re.compile(rf"((?<=\d\s){_UNIT}|(?<=\d){_UNIT})/(?=[a-zA-Zµμ²\d])")
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])-(?=\w)")  # T-DM1, X-ray
_LONG = re.compile(rf"{_LETTER}{{{_LONGEST_WORD + 1},}}")
_PARTS = re.compile(rf"{_LETTER}{{1,{_STEP}}}")


def with_breaks(html: str) -> str:
    """Return safe HTML whose measures hold together and whose endless words may break; preformatted text stays."""
    parts: list[str] = []
    kept, before = False, ""  # the last character, which may stand in another element: <b>2</b> mm
    for part in _TAGS.split(html):
        if part.startswith("<"):
            if found := _KEPT.match(part):
                kept = not found[1]
            parts.append(part)
        elif part:
            parts.append(part if kept else _broken(before + part)[len(before) :])
            before = part[-1]
    return "".join(parts)


def _broken(text: str) -> str:
    text = _WITH_UNIT.sub(_NO_BREAK, text)
    text = _COMPARED.sub(_NO_BREAK, text)
    text = _PER.sub(rf"\1{_JOIN}/{_JOIN}", text)
    text = _RANGE.sub(rf"{_JOIN}\1{_JOIN}", text)
    text = _INITIAL.sub(rf"\1-{_JOIN}", text)
    return _LONG.sub(lambda word: _MAY_BREAK.join(_PARTS.findall(word[0])), text)
