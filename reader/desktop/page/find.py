"""Find words on the page as a reader sees it: across formats and lines, apparatus included."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from reader.desktop.page.text_map import MappedText, blocks, feed_block
from reader.library.text import TextBuilder, normalise

Range = tuple[int, int]

# Typed with the keyboard's signs, found with the printer's.
_ALIKE = ("-‐‑‒–—−", "'‘’ʼ′", '"“”„″')


class PageText:
    """The whole page's text; to be made anew after each setHtml."""

    def __init__(self, document: QTextDocument) -> None:
        builder = TextBuilder()
        for block in blocks(document):
            feed_block(builder, block)
        self._text = MappedText(*builder.result())

    def find(self, words: str) -> list[Range]:
        """Return the document's ranges that hold `words`, whatever their case and white space."""
        wanted = normalise(words)
        if not wanted:
            return []
        pattern = re.compile("".join(_one(character) for character in wanted), re.IGNORECASE)
        return [self._text.positions(*found.span()) for found in pattern.finditer(self._text.text)]


@dataclass(frozen=True, slots=True)
class Matches:
    """Places that were found, and the one at which the reader stands."""

    ranges: tuple[Range, ...] = ()
    current: int | None = None

    def stepped(self, step: int) -> "Matches":
        """Return the same places, the reader standing `step` further, round and round."""
        if not self.ranges:
            return self
        if self.current is None:
            return Matches(self.ranges, 0 if step > 0 else len(self.ranges) - 1)
        return Matches(self.ranges, (self.current + step) % len(self.ranges))

    def has_further(self, step: int) -> bool:
        """Tell whether another place follows, without going round."""
        return bool(self.ranges) if self.current is None else 0 <= self.current + step < len(self.ranges)

    @classmethod
    def at_or_after(cls, ranges: Sequence[Range], position: int) -> "Matches":
        """Return the places, the reader standing at the first one from a document's position on."""
        following = (index for index, (start, _) in enumerate(ranges) if start >= position)
        return cls(tuple(ranges), next(following, 0) if ranges else None)


def _one(character: str) -> str:
    if character.isspace():
        return r"\s"
    for alike in _ALIKE:
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)
