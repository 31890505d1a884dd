"""Follow a citation mark to its entry and back, by what the links say.

`cite:KEY` stands in the text and `cite:~KEY` in the list of sources; `cite:fn-1` in the text and `cite:fnref-1` at its
footnote. Each leads to the other.
"""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from reader.desktop.page.text_map import APPARATUS_STATE, CITE, blocks, fragments

_BACK = "~"  # a sign that addresses leave as it is
_NOTE, _NOTE_BACK = "fn-", "fnref-"


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark, or a link back to one, at its place in the document."""

    href: str
    position: int


def find_marks(document: QTextDocument) -> tuple[Mark, ...]:
    """Return every mark of the document, in its order."""
    found = []
    for block in blocks(document):
        for fragment in fragments(block):
            href = fragment.charFormat().anchorHref()
            if href.startswith(CITE):
                found.append(Mark(href, fragment.position()))
    return tuple(found)


def partner(href: str) -> str:
    """Return the link at the other end of a citation."""
    name = href.removeprefix(CITE)
    if name.startswith(_BACK):
        return CITE + name.removeprefix(_BACK)
    if name.startswith(_NOTE):
        return CITE + _NOTE_BACK + name.removeprefix(_NOTE)
    if name.startswith(_NOTE_BACK):
        return CITE + _NOTE + name.removeprefix(_NOTE_BACK)
    return CITE + _BACK + name


def whole_source(document: QTextDocument, position: int) -> tuple[int, int]:
    """Return the range of the source at a position, its number and its words; elsewhere, of the paragraph."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    block, table = cursor.block(), cursor.currentTable()
    if table is None or block.userState() != APPARATUS_STATE:
        return block.position(), block.position() + block.length()
    row = table.cellAt(cursor).row()
    last = table.cellAt(row, table.columns() - 1)
    return table.cellAt(row, 0).firstPosition(), last.lastPosition()


def keys_within(marks: tuple[Mark, ...], start: int, end: int) -> tuple[str, ...]:
    """Return the keys of the sources whose marks stand in a range of the document, each once, in order."""
    keys = (mark.href.removeprefix(CITE) for mark in marks if start <= mark.position <= end)
    return tuple(dict.fromkeys(key for key in keys if not key.startswith((_BACK, _NOTE, _NOTE_BACK))))
