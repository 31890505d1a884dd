"""Part a topic's blocks into sections, at each heading of level 2 or 3."""

import re
from collections import Counter

from reader.library.markup.content import Block, one_text, words_of
from reader.library.markup.section_ids import INTRO, Heading, Named, section_ids
from reader.library.markup.write import html_of
from reader.library.model import Section

_LEVELS = {"h2": 2, "h3": 3}
_UNFIT = re.compile(r"[\s#/]+")


def sections_of(blocks: list[Block]) -> tuple[list[Section], list[tuple[str, int]]]:
    """Return the sections, and the headings that repeat under one parent: their words, and how often they stood before."""
    starts = [i for i, block in enumerate(blocks) if block.tag in _LEVELS]
    headings = [_heading(blocks[start]) for start in starts]
    named = section_ids(headings)
    before = blocks[: starts[0]] if starts else blocks
    sections = [_introduction(before)] if before or not starts else []
    chapter = ""
    for number, (start, heading) in enumerate(zip(starts, headings, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(blocks)
        path = (heading.words,) if heading.level == _LEVELS["h2"] or not chapter else (chapter, heading.words)
        if heading.level == _LEVELS["h2"]:
            chapter = heading.words
        sections.append(_section(blocks[start:end], heading, named[number].id, path))
    return sections, _repeated(headings, named)


def _repeated(headings: list[Heading], named: list[Named]) -> list[tuple[str, int]]:
    before: Counter[str] = Counter()
    repeated = []
    for heading, name in zip(headings, named, strict=True):
        if name.repeated:
            repeated.append((heading.words, before[heading.words]))
        before[heading.words] += 1
    return repeated


def _heading(block: Block) -> Heading:
    explicit = _UNFIT.sub("-", block.id.strip()).strip("-")
    return Heading(_LEVELS[block.tag], words_of(block.runs), explicit)


def _introduction(blocks: list[Block]) -> Section:
    return Section(INTRO, 0, "", (), html_of(blocks), one_text(blocks), 0)


def _section(blocks: list[Block], heading: Heading, name: str, path: tuple[str, ...]) -> Section:
    return Section(
        id=name,
        level=heading.level,
        heading=heading.words,
        path=path,
        html=html_of(blocks),
        text=one_text(blocks),
        heading_length=len(heading.words),
        formerly=tuple(old for old in blocks[0].formerly if old != name),
    )
