"""Find the line of a heading again in the Markdown from which it was made."""

import re
from collections import defaultdict
from collections.abc import Iterator

_HASHED = re.compile(r"[ >]*#{1,6}(.*)")
_UNDERLINE = re.compile(r"[ >]*(?:=+|-+) *")
_RAW = re.compile(r"<h[1-6]\b[^>]*>(.*)", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\{[^{}]*\}\s*$|<[^>]*>|\]\([^)]*\)|\[@[^\]]*\]|\[\^[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST = 500  # characters of a line that are looked at


class HeadingLines:
    """Know where the headings of a topic stand, by their words; made only when something is wrong with one."""

    def __init__(self, body: str) -> None:
        self._lines: dict[str, list[int]] = defaultdict(list)
        for number, written in _headings(body.split("\n")):
            self._lines[_plain(_MARKUP.sub("", written[:_LONGEST]))].append(number)

    def line(self, words: str, nth: int) -> int:
        """Return the line, from 0, of the nth heading with these words; 0 when it isn't found."""
        lines = self._lines.get(_plain(words[:_LONGEST]), [])
        return lines[nth] if nth < len(lines) else 0


def _headings(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the number and the words of every line that may be a heading."""
    for number, line in enumerate(lines):
        if hashed := _HASHED.match(line):
            yield number, hashed[1]
        elif number and _UNDERLINE.fullmatch(line) and lines[number - 1].strip():
            yield number - 1, lines[number - 1]
        elif raw := _RAW.search(line, 0, _LONGEST):
            yield number, raw[1]


def _plain(words: str) -> str:
    return _NO_WORD.sub("", words).casefold()
