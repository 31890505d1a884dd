"""Part a topic's Markdown into passages, each with the line on which it stands.

Rendering keeps no lines, and a check of the text must name one. This knows the Markdown that editors write:
paragraphs, lists, tables, boxes, figures, definitions and fences. What it doesn't know is a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from reader.library.markup.section_ids import INTRO, Heading, section_ids
from reader.library.model import TopicSource
from reader.library.source.box_lines import take_lines
from reader.library.source.prose import plain

_HASHES = re.compile(r"(#{1,6})(?!#)\s*(.*?)\s*#*\s*")
_UNDERLINE = re.compile(r"(=+|-+)\s*")
_ATTRIBUTES = re.compile(r"\s*\{:?([^{}]*)\}\s*$")
_ID = re.compile(r"#([^\s#]+)")
_BOX = re.compile(r'!!!\s?([\w-]+)(?:\s+[\w-]+)*(?:\s+"(.*?)")?\s*')
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(.*)")
_DEFINITION = re.compile(r":\s+(.*)")
_NOTE = re.compile(r"\[\^[^\]]+\]:\s*")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FIGURE = re.compile(r"!\[[^\]]*\]\(.*\)(?:\{[^{}]*\})?", re.DOTALL)
_INDENT = 4
_LOWEST = 3  # the deepest heading that begins a section


class Kind(Enum):
    """What a passage is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    HEAD = auto()  # the heading row of a table
    ROW = auto()
    FIGURE = auto()
    BOX = auto()  # a whole box, whose passages follow
    TITLE = auto()  # what stands in quotes after its kind


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of Markdown that is read as one."""

    kind: Kind
    text: str  # as it was written, without the marks of lists and boxes
    line: int  # of the file
    block: int  # the line on which its block begins: the paragraph, the list or the table of which it is part
    box: str = ""  # the kind of the box in which it stands, or which it is
    level: int = 0  # of a heading
    section: str = INTRO  # the id of the section in which it stands


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    def moved_left(self) -> "_Line":
        return _Line(self.number, self.text[min(self.indent, _INDENT) :])


_Lines = Sequence[_Line]


def passages(source: TopicSource) -> list[Passage]:
    """Return the passages of what the author of a topic wrote, in order."""
    body = source.body.expandtabs(_INDENT).split("\n")
    found = list(_walk([_Line(number, text) for number, text in enumerate(body, start=source.body_line)]))
    return list(_sectioned(found, source.meta.title))


def heading_words(passage: Passage) -> str:
    """Return the words of a heading, without its attributes and marks."""
    return plain(_ATTRIBUTES.sub("", passage.text)).strip()


def _sectioned(found: Sequence[Passage], title: str) -> Iterator[Passage]:
    """Tell each passage its section, by the rule by which rendering names them."""
    starts = [place for place, passage in enumerate(found) if _begins_section(passage, title)]
    names = section_ids([_heading(found[place]) for place in starts])
    ids = dict(zip(starts, (name.id for name in names), strict=True))
    section = INTRO
    for place, passage in enumerate(found):
        section = ids.get(place, section)
        yield replace(passage, section=section)


def _begins_section(passage: Passage, title: str) -> bool:
    if passage.kind is not Kind.HEADING or passage.box or passage.level > _LOWEST:
        return False
    return passage.level > 1 or heading_words(passage) != title


def _heading(passage: Passage) -> Heading:
    attributes = _ATTRIBUTES.search(passage.text)
    explicit = _ID.search(attributes[1]) if attributes else None
    return Heading(max(passage.level, 2), heading_words(passage), explicit[1] if explicit else "")


def _walk(lines: _Lines, box: str = "", *, listed: bool = False) -> Iterator[Passage]:
    place = 0
    while place < len(lines):
        if lines[place].blank:
            place += 1
            continue
        end = _end_of_block(lines, place, listed=listed)
        yield from _block(lines[place:end], box, listed=listed)
        place = end


def _end_of_block(lines: _Lines, start: int, *, listed: bool) -> int:
    """Return where the block that begins at `start` ends."""
    first = lines[start].text
    if fence := _FENCE.match(first.lstrip()):
        closing = (n for n in range(start + 1, len(lines)) if lines[n].text.strip().startswith(fence[1]))
        return next(closing, len(lines) - 1) + 1
    if _HASHES.fullmatch(first):
        return start + 1
    if _BOX.fullmatch(first):
        return _end_of_indented(lines, start + 1)
    if _ITEM.match(first):
        return _end_of_list(lines, start)
    end = start + 1
    while end < len(lines) and not lines[end].blank and not _interrupts(lines[end].text, listed=listed):
        end += 1
    return end


def _interrupts(text: str, *, listed: bool) -> bool:
    """Tell whether a line ends a paragraph though no blank line stands before it."""
    return bool(_HASHES.fullmatch(text) or _BOX.fullmatch(text) or (listed and _ITEM.match(text)))


def _end_of_indented(lines: _Lines, start: int) -> int:
    end = start
    while end < len(lines) and (lines[end].blank or lines[end].indent >= _INDENT):
        end += 1
    return end


def _end_of_list(lines: _Lines, start: int) -> int:
    """Return where a list ends: below a blank line it goes on with another item or with what is indented."""
    end = start + 1
    while end < len(lines):
        line, after_blank = lines[end], lines[end - 1].blank
        if not line.blank and after_blank and line.indent < _INDENT and not _ITEM.match(line.text):
            break
        if _HASHES.fullmatch(line.text) or _BOX.fullmatch(line.text):
            break
        end += 1
    return end


def _block(lines: _Lines, box: str, *, listed: bool) -> Iterator[Passage]:
    first = lines[0]
    text = "\n".join(line.text.strip() for line in lines if not line.blank)
    base = Passage(Kind.ITEM if listed else Kind.PARAGRAPH, text, first.number, first.number, box)
    if _FENCE.match(first.text.lstrip()) or first.indent >= _INDENT:
        return  # code
    if hashes := _HASHES.fullmatch(first.text):
        yield replace(base, kind=Kind.HEADING, text=hashes[2], level=len(hashes[1]))
    elif opened := _BOX.fullmatch(first.text):
        yield from _box(lines, opened, base)
    elif _ITEM.match(first.text):
        yield from _items(lines, base)
    elif len(lines) > 1 and "|" in first.text and _RULE.fullmatch(lines[1].text):
        yield from _rows(lines, base)
    elif len(lines) > 1 and (under := _UNDERLINE.fullmatch(lines[1].text)):
        yield replace(base, kind=Kind.HEADING, text=first.text.strip(), level=1 if under[1][0] == "=" else 2)
        yield from _walk(lines[2:], box, listed=listed)
    elif _FIGURE.fullmatch(text):
        yield replace(base, kind=Kind.FIGURE)
    elif any(_DEFINITION.match(line.text) for line in lines):
        yield from _definitions(lines, base)
    else:
        yield replace(base, text=_NOTE.sub("", text, count=1))


def _box(lines: _Lines, opened: re.Match[str], base: Passage) -> Iterator[Passage]:
    kind = opened[1].lower()
    inside = [line.moved_left() for line in lines[1:]]
    whole = "\n".join(line.text for line in inside)
    yield replace(base, kind=Kind.BOX, text=whole, box=kind)
    if opened[2]:
        yield replace(base, kind=Kind.TITLE, text=opened[2], box=kind)
    while inside and kind == "claim" and take_lines(inside[0].text).values:
        del inside[0]  # it speaks of the box, and isn't shown in it
    yield from _walk(inside, kind)


def _items(lines: _Lines, base: Passage) -> Iterator[Passage]:
    starts = [n for n, line in enumerate(lines) if line.indent < _INDENT // 2 and _ITEM.match(line.text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        item = _ITEM.match(lines[start].text)
        assert item is not None
        inside = [_Line(lines[start].number, item[1]), *(line.moved_left() for line in lines[start + 1 : end])]
        for passage in _walk(inside, base.box, listed=True):
            yield replace(passage, block=base.block) if passage.kind is Kind.ITEM else passage


def _rows(lines: _Lines, base: Passage) -> Iterator[Passage]:
    for place, line in enumerate(lines):
        if place != 1:
            yield replace(base, kind=Kind.ROW if place else Kind.HEAD, text=line.text.strip(), line=line.number)


def _definitions(lines: _Lines, base: Passage) -> Iterator[Passage]:
    for line in lines:
        words = _DEFINITION.match(line.text)
        yield replace(base, kind=Kind.ITEM, text=words[1] if words else line.text.strip(), line=line.number)
