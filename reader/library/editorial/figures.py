"""Ask that every figure says what it shows and where it is from."""

import re
from collections.abc import Iterator

from reader.library.editorial.desk import Desk
from reader.library.model import Finding
from reader.library.source.passages import Kind
from reader.library.source.prose import cites
from reader.library.source.report import FileReport
from reader.library.source.source_text import read_source

_FIGURE = re.compile(r"!\[([^\]]*)\]\(\s*([^\s)]+)(?:\s+[\"'](.*)[\"'])?\s*\)", re.DOTALL)
_SOURCE_LINE = re.compile(r">\s*Sources?\b")


def bare(desk: Desk) -> Iterator[Finding]:
    """Yield figures without a text for those who can't see them, without a caption, or without a source.

    The source is a citation in the caption, or a line “Source: …” within an SVG.
    """
    for article in desk.articles:
        for passage in article.read(Kind.FIGURE):
            if figure := _FIGURE.match(passage.text):
                alt, name, caption = (part or "" for part in figure.groups())
                for message in _missing(desk, alt, name, caption):
                    yield article.warning(passage.line, message)


def _missing(desk: Desk, alt: str, name: str, caption: str) -> Iterator[str]:
    if not alt.strip():
        yield f"{name} has no text in its square brackets. Say there what it shows, for those who can't see it."
    if not caption.strip():
        yield f'{name} has no caption. Write one after its address: ({name} "What it shows.").'
    if name in desk.pack.figures and not (cites(caption) or _names_source(desk, name)):  # a missing one is told elsewhere
        yield f"{name} names no source. Cite it in the caption, or write a line “Source: …” into the SVG."


def _names_source(desk: Desk, name: str) -> bool:
    if not name.endswith(".svg"):
        return False
    return _SOURCE_LINE.search(read_source(desk.pack.folder, FileReport(name)) or "") is not None
