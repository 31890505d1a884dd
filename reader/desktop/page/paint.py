"""Paint marks and matches over the page, without touching the document.

Each is an extra selection of QTextEdit, one for each block: a selection that crosses cells would colour whole cells.
The four highlights differ by the line under them too, for whoever doesn't see their colours. Words that have changed
since they were marked are not filled until the reader has looked at them: they have a wavy line alone.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from reader.desktop.page.layers import Layer, cut
from reader.desktop.theme import Theme

_LINES = {
    "amber": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "green": QTextCharFormat.UnderlineStyle.DashUnderline,
    "blue": QTextCharFormat.UnderlineStyle.DotLine,
    "rose": QTextCharFormat.UnderlineStyle.DashDotLine,
}
WAITING, CRITICAL = "waiting", "critical"  # in a colour's place: words that have changed since they were marked
Range = tuple[int, int]


def paint(
    document: QTextDocument, theme: Theme, highlights: Sequence[Layer], matches: Sequence[Range], current: int | None
) -> list[QTextEdit.ExtraSelection]:
    """Return what is to be drawn: highlights, matches over them, and the current match over all."""
    drawn: list[QTextEdit.ExtraSelection] = []
    pieces = cut(highlights)
    for piece in pieces:
        drawn += _selections(document, (piece.start, piece.end), _highlight_format(theme, piece.colours))
    usual, chosen, over = _match_format(theme), _current_format(theme), _match_format(theme, over_highlight=True)
    for index, (start, end) in enumerate(matches):
        marked = any(piece.start < end and start < piece.end for piece in pieces)
        drawn += _selections(document, (start, end), chosen if index == current else over if marked else usual)
    return drawn


def tint(document: QTextDocument, colour: str, area: Range) -> list[QTextEdit.ExtraSelection]:
    """Return what is to be drawn under everything else: where the reader has arrived, or the caret is."""
    how = QTextCharFormat()
    how.setBackground(QColor(colour))
    return list(_selections(document, area, how))


def _selections(document: QTextDocument, area: Range, how: QTextCharFormat) -> Iterator[QTextEdit.ExtraSelection]:
    for start, end in _by_block(document, *area):
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = how
        yield selection


def _by_block(document: QTextDocument, start: int, end: int) -> Iterator[Range]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        last = block.position() + block.length() - 1  # the block's own end is no character of it
        if start < last:
            yield max(start, block.position()), min(end, last)
        block = block.next()


def _highlight_format(theme: Theme, colours: Sequence[str]) -> QTextCharFormat:
    top = colours[-1]
    filled = [theme.colour(colour) for colour in colours if colour in _LINES]
    how = QTextCharFormat()
    if filled:
        how.setBackground(_mixed(filled))
        how.setForeground(QColor(theme.ink))
    # Without a ground no letters are drawn either, the line alone: Qt passes over letters on no ground of their own as
    # soon as they wrap, or overlap what is drawn.
    if top in (WAITING, CRITICAL):
        how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        how.setUnderlineColor(QColor(theme.danger_line if top == CRITICAL else theme.caution_line))
        return how
    how.setUnderlineStyle(_LINES[top])
    how.setUnderlineColor(QColor(theme.colour(f"{top}-line")))
    return how


def _match_format(theme: Theme, *, over_highlight: bool = False) -> QTextCharFormat:
    """Return how a match looks; over a highlight only as its line, since the reader's own colour must stay in sight."""
    how = QTextCharFormat()
    if not over_highlight:
        how.setBackground(QColor(theme.match))
        how.setForeground(QColor(theme.ink))
    how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    how.setUnderlineColor(QColor(theme.match_line))
    return how


def _current_format(theme: Theme) -> QTextCharFormat:
    how = QTextCharFormat()
    how.setBackground(QColor(theme.current))
    how.setForeground(QColor(theme.on_current))
    return how


def _mixed(colours: Sequence[str]) -> QColor:
    parts = [QColor(colour) for colour in colours]
    count = len(parts)
    return QColor(
        sum(part.red() for part in parts) // count,
        sum(part.green() for part in parts) // count,
        sum(part.blue() for part in parts) // count,
    )
