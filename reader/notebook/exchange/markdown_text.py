"""Write marks as Markdown: a heading for each topic and each section, then quotes with their notes and sources."""

import re
from collections.abc import Iterable
from itertools import groupby

from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.exchange.chapters import Chapter, Entry, chapters
from reader.notebook.exchange.telling import facts
from reader.notebook.marks import Bookmark, Mark
from reader.notebook.stamps import words_of

_SPECIAL = re.compile(r"[\\`*_\[\]]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
# What begins a list, a heading, a quote, a rule or a code block.
_LINE_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|-+$|[>#]))")
_RULE_START = re.compile(r"^(?:=(?==*$)|~(?=~~))")


def as_markdown(marks: Iterable[Mark], catalogue: Catalogue) -> str:
    """Return marks as a Markdown text."""
    blocks = ["# Notes"]
    for chapter in chapters(marks, catalogue):
        blocks += _chapter(chapter)
    if len(blocks) == 1:
        blocks.append("Nothing has been marked yet.")
    return "\n\n".join(blocks) + "\n"


def _chapter(chapter: Chapter) -> list[str]:
    loss = f" ({chapter.loss})" if chapter.loss else ""
    blocks = [f"## {_inline(chapter.title)}{loss}"]
    for path, entries in groupby(chapter.entries, key=lambda entry: entry.path):
        if path:
            blocks.append(f"### {' › '.join(map(_inline, path))}")
        for entry in entries:
            blocks += _entry(entry)
    return blocks


def _entry(entry: Entry) -> list[str]:
    """Return the paragraphs that tell of one mark."""
    blocks = ["\n>\n".join("\n".join(f"> {line}" for line in _lines(quote)) for quote in entry.quotes)] if entry.quotes else []
    if entry.standing:
        blocks.append(f"**{_inline(entry.standing)}**")
    words = words_of(entry.mark)
    if isinstance(entry.mark, Bookmark):
        blocks.append(f"Bookmark: {_inline(words)}" if words else "Bookmark")
    elif words:
        blocks.append("\n".join(_lines(words)))
    for other in entry.others:
        blocks += ["Also written at the same time:", "\n".join(_lines(other))]
    return [*blocks, f"*— {_inline(str(entry.citation))}*  \n*{_inline(facts(entry.mark))}*"]


def _lines(text: str) -> list[str]:
    """Return the lines of `text` as Markdown that keeps each break, a single one by the two spaces before it."""
    lines = [_LINE_START.sub(r"\1\\", _RULE_START.sub(_entity, _inline(line))) for line in text.split("\n")]
    return [f"{line}  " if line and following else line for line, following in zip(lines, [*lines[1:], ""], strict=True)]


def _inline(text: str) -> str:
    """Return `text` so that Markdown shows its characters as they are, wherever it would take them for its own."""
    words = " ".join(text.replace("\0", "").split())
    return _SPECIAL.sub(lambda found: _entity(found) if found.group() in "<&" else f"\\{found.group()}", words)


def _entity(found: re.Match[str]) -> str:
    """Return a character by its number: not every Markdown knows a backslash before it."""
    return f"&#{ord(found.group())};"
