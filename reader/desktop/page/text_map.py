"""Map the document's positions to sections and offsets of the one text, and back.

Qt counts UTF-16 units, the one text counts code points; they meet in this module and nowhere else.
Apparatus is left out as the compiler leaves it out: whole blocks by their user state, marks by their `cite:` link.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

from reader.library.text import TextBuilder

APPARATUS_STATE = 7
CITE = "cite:"
_SECTION_LEVELS = (2, 3)
_LAST_OF_ONE_UNIT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the text: a section, by its order in the topic, and an offset in code points."""

    section: int
    offset: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one section's text, in code points."""

    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text, and where in the document each of its code points stands."""

    text: str
    origins: list[int]

    def before(self, position: int) -> int:
        """Return how many code points stand before a document position."""
        return bisect_left(self.origins, position)

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's range that shows text[start:end]; a range that isn't there is cut to what is."""
        size = len(self.text)
        start, end = max(0, min(start, size)), max(0, min(end, size))
        if start >= end:
            point = self._point(start)
            return point, point
        return self.origins[start], self.origins[end - 1] + units(self.text[end - 1])

    def _point(self, offset: int) -> int:
        if not self.text:
            return 0
        return self.origins[offset] if offset < len(self.text) else self.origins[-1] + units(self.text[-1])


class TextMap:
    """Know where every section's text stands in one document; to be made anew after each setHtml."""

    def __init__(self, document: QTextDocument, *, introduction: bool) -> None:
        """Read the document; `introduction` tells whether the topic's first section has no heading."""
        self._starts: list[int] = []
        self._builders: list[TextBuilder] = []
        if introduction:
            self._begin(0)
        for block in blocks(document):
            if block.userState() == APPARATUS_STATE:
                continue
            if block.blockFormat().headingLevel() in _SECTION_LEVELS:
                self._begin(block.position())
            if self._builders:
                feed_block(self._builders[-1], block)
        self.sections = tuple(MappedText(*builder.result()) for builder in self._builders)

    def _begin(self, position: int) -> None:
        self._starts.append(position)
        self._builders.append(TextBuilder())

    def position(self, point: Point) -> int:
        """Return the document's position of a point; one past a section's text gives its end."""
        section = self.sections[point.section]
        if not section.text:
            return self._starts[point.section]
        return section.positions(point.offset, point.offset)[0]

    def point(self, position: int) -> Point | None:
        """Return the point at a document's position, or the next one after it in its section; None before any section."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        return Point(index, self.sections[index].before(position))

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return the text that a range of the document shows, a piece for each section, without outer white space."""
        found = []
        for index, section in enumerate(self.sections):
            piece = _trimmed(section.text, section.before(start), section.before(end))
            if piece[0] < piece[1]:
                found.append(Stretch(index, *piece))
        return found

    def range(self, stretch: Stretch) -> tuple[int, int]:
        """Return the document's range that shows a piece of a section."""
        return self.sections[stretch.section].positions(stretch.start, stretch.end)

    def words(self, start: int, end: int) -> str:
        """Return the text that a range of the document shows, apparatus left out."""
        return "\n".join(self.sections[s.section].text[s.start : s.end] for s in self.stretches(start, end))


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the document's blocks in its order, those of table cells among them."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield a block's fragments: pieces of one format each."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def feed_block(builder: TextBuilder, block: QTextBlock) -> None:
    """Feed a block's words and its end, marks left out."""
    for fragment in fragments(block):
        if not fragment.charFormat().anchorHref().startswith(CITE):
            feed_text(builder, fragment.text(), fragment.position())
    builder.block(block.position() + block.length() - 1)


def feed_text(builder: TextBuilder, text: str, origin: int) -> None:
    """Feed text that stands at a document's position: each piece of it ends where code points and units part."""
    start = 0
    for index, character in enumerate(text):
        if ord(character) > _LAST_OF_ONE_UNIT:
            builder.feed(text[start : index + 1], origin)
            origin += index + 2 - start
            start = index + 1
    builder.feed(text[start:], origin)


def units(character: str) -> int:
    """Return how many UTF-16 units a code point takes."""
    return 2 if ord(character) > _LAST_OF_ONE_UNIT else 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
