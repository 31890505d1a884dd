"""Say which words of the text a selection holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextCursor

from reader.desktop.page.text_map import Stretch, TextMap


@dataclass(frozen=True, slots=True)
class Span:
    """Selected words of one section, in code points of its text."""

    section: str
    start: int
    end: int


def selected_spans(cursor: QTextCursor, text_map: TextMap, section_ids: tuple[str, ...]) -> list[Span]:
    """Return the spans of a selection, in the document's order.

    A selection across cells of a table is a rectangle of cells; cells that follow each other in the text are one span.
    """
    found: list[Stretch] = []
    for start, end in _ranges(cursor):
        for stretch in text_map.stretches(start, end):
            if found and _follows(text_map, found[-1], stretch):
                stretch = Stretch(stretch.section, found.pop().start, stretch.end)  # noqa: PLW2901  # one span with the last
            found.append(stretch)
    return [_span(stretch, section_ids) for stretch in found]


def _ranges(cursor: QTextCursor) -> Iterator[tuple[int, int]]:
    table = cursor.currentTable()
    if not cursor.hasComplexSelection() or table is None:
        yield cursor.selectionStart(), cursor.selectionEnd()
        return
    first_row, rows, first_column, columns = _rectangle(cursor)
    seen = set()
    for row in range(first_row, first_row + rows):
        for column in range(first_column, first_column + columns):
            cell = table.cellAt(row, column)
            area = (cell.firstPosition(), cell.lastPosition())
            if area not in seen:  # a cell that spans several is met several times
                seen.add(area)
                yield area


def _rectangle(cursor: QTextCursor) -> tuple[int, int, int, int]:
    return cast("tuple[int, int, int, int]", cursor.selectedTableCells())


def _follows(text_map: TextMap, last: Stretch, next_one: Stretch) -> bool:
    if last.section != next_one.section:
        return False
    return not text_map.sections[last.section].text[last.end : next_one.start].strip()


def _span(stretch: Stretch, section_ids: tuple[str, ...]) -> Span:
    return Span(section_ids[stretch.section], stretch.start, stretch.end)
