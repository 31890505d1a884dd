"""Fold the white space of a block's runs as a reader sees it, so that Qt has nothing left to decide."""

import re

from reader.library.markup.content import Run

# QTextDocument takes every other space for a plain one; a narrow no-break space would lose what it is for.
_TO_NO_BREAK = {0x202F: 0xA0}
# Frame marks and noncharacters mean something to QTextDocument; controls mean nothing to anyone.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffc\ufdd2-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_PLAIN = re.compile(r"[!-~]*(?: [!-~]+)* ?")  # most runs: nothing to fold
_FOLDED = re.compile("[^\\S\xa0]+")
_SPACES_BUT_BLANKS = re.compile("[^\\S \xa0]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Take out what no page can show, and make every frame mark the space that it is read as."""
    text = _UNFIT.sub("", text.translate(_TO_NO_BREAK))
    return text.replace("\ufdd0", " ").replace("\ufdd1", " ")


def folded(runs: list[Run]) -> list[Run]:
    """Return `runs` with every stretch of white space one blank, and none at the ends or around line breaks."""
    kept: list[Run] = []
    after_space = True
    for run in runs:
        if run.atom:
            if run.atom == "br":
                _strip_end(kept)
            after_space = run.atom == "br" or (run.atom == "anchor" and after_space)
            kept.append(run)
            continue
        text = run.text if _PLAIN.fullmatch(run.text) else _FOLDED.sub(" ", clean(run.text))
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            after_space = text.endswith(" ")
            kept.append(Run(text, run.marks))
    _strip_end(kept)
    return kept


def lines(runs: list[Run]) -> list[Run]:
    r"""Return preformatted `runs` cut at line ends, each of which becomes a run "\n" of its own."""
    cut: list[Run] = []
    for run in runs:
        if run.atom == "br":
            cut.append(Run("\n"))
        elif run.atom:
            cut.append(run)
        else:
            for number, line in enumerate(_LINE_BREAK.split(run.text)):
                cut += [Run("\n")] * bool(number)
                if line:
                    cut.append(Run(_SPACES_BUT_BLANKS.sub(" ", clean(line)), run.marks))
    return _without_empty_ends(cut)


def has_content(runs: list[Run]) -> bool:
    """Tell whether anything of `runs` can be seen; a lone no-break space can't."""
    return any(run.atom in ("img", "missing") or (run.text and not run.text.isspace()) for run in runs)


def _strip_end(runs: list[Run]) -> None:
    """Take the white space off the end, looking through anchors, which show nothing."""
    for place in range(len(runs) - 1, -1, -1):
        run = runs[place]
        if run.atom == "anchor":
            continue
        if run.atom or not run.text.endswith(" "):
            return
        run.text = run.text[:-1]
        if run.text:
            return
        del runs[place]


def _without_empty_ends(runs: list[Run]) -> list[Run]:
    start, end = 0, len(runs)
    while start < end and runs[start].text == "\n":
        start += 1
    while end > start and runs[end - 1].text == "\n":
        end -= 1
    return runs[start:end]
