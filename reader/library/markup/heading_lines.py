"""Find the line of a heading again in the Markdown from which it was made."""

import re
from collections import defaultdict

_HEADING = re.compile(
    r"^[ >]*(?:#{1,6}(?P<hashed>[^\n]*)|(?P<underlined>[^\n]*\S[^\n]*)\n[ >]*(?:=+|-+)[ ]*$|<h[1-6][^>]*>(?P<raw>[^\n]*))",
    re.MULTILINE | re.IGNORECASE,
)
_MARKUP = re.compile(r"\{[^{}]*\}\s*$|<[^>]*>|\]\([^)]*\)|\[@[^\]]*\]|\[\^[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")


class HeadingLines:
    """Know where the headings of a topic stand, by their words; made only when something is wrong with one."""

    def __init__(self, body: str) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for heading in _HEADING.finditer(body):
            written = heading["hashed"] or heading["underlined"] or heading["raw"] or ""
            self._places[_plain(_MARKUP.sub("", written))].append(heading.start())

    def take(self, words: str) -> int | None:
        """Return the place of the next heading with these words, or None when there is none (any more)."""
        places = self._places.get(_plain(words))
        return places.pop(0) if places else None


def _plain(words: str) -> str:
    return _NO_WORD.sub("", words).casefold()
