r"""Fold what is shown into the one text that is indexed, marked and anchored.

The compiler feeds it the words of compiled HTML, the page feeds it the blocks of a QTextDocument; because both
use this class, a position in the one is a position in the other.

- Characters without a shape or width are dropped: object replacement (images), soft hyphen, zero-width space,
  word joiner, byte order mark.
- Everything that Unicode or Qt uses as space counts as white space; Qt's frame marks U+FDD0 and U+FDD1 too.
- A run of white space folds to one character: "\n" if a block ends within the run, else " ".
- Nothing stands before the first word or after the last.

Offsets are code points.
"""

import re

_DROPPED = "\ufffc\u00ad\u200b\u2060\ufeff"
_SPACE = r"\s\u2028\u2029\ufdd0\ufdd1"
_WORD = f"[^{_SPACE}{_DROPPED}]+"
# Words with one blank between them are folded already: taken together, they cost one step instead of hundreds.
_RUN = re.compile(f"(?P<words>{_WORD}(?: {_WORD})*)|(?P<space>[{_SPACE}]+)")


class TextBuilder:
    """Build the one text from pieces and block ends, and remember where each character came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._origins: list[int] = []
        self._end = 0  # just after the last position that was fed
        self._gap = ""  # the white space that the next word will bring with it
        self._gap_origin = 0

    def feed(self, text: str, origin: int = 0) -> None:
        """Add `text`, whose first code point stands at `origin` in the source."""
        for run in _RUN.finditer(text):
            start, end = run.span()
            if run.lastgroup == "space":
                self._space(" ", origin + start)
            else:
                self._words(run.group(), range(origin + start, origin + end))
        self._end = origin + len(text)

    def block(self, origin: int | None = None) -> None:
        """End a block; `origin` is where its end stands in the source, by default after what was fed last."""
        self._space("\n", self._end if origin is None else origin)

    def result(self) -> tuple[str, list[int]]:
        """Return the text so far and the source position of each of its characters."""
        return "".join(self._parts), list(self._origins)

    def _space(self, character: str, origin: int) -> None:
        if not self._gap:
            self._gap_origin = origin
        if self._gap != "\n":
            self._gap = character

    def _words(self, words: str, origins: range) -> None:
        if self._gap and self._parts:
            self._parts.append(self._gap)
            self._origins.append(self._gap_origin)
        self._gap = ""
        self._parts.append(words)
        self._origins.extend(origins)


def normalise(text: str) -> str:
    """Return `text` as one block of the one text; line ends in it are mere white space."""
    builder = TextBuilder()
    builder.feed(text)
    return builder.result()[0]


def fold_lines(text: str) -> str:
    """Turn the block ends of a one text into spaces, as texts are compared; every offset stays."""
    return text.replace("\n", " ")
