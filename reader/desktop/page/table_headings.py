"""Name the row and column headings under which words of a table stand.

Without them a later edition can't tell that a marked "2 mg" has moved from the adults' column to the children's.
"""

from collections.abc import Iterable

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable, QTextTableCell

from reader.desktop.page.text_map import TextMap

Headings = tuple[tuple[str, ...], tuple[str, ...]]


def headings_of(document: QTextDocument, start: int, end: int, text_map: TextMap) -> Headings:
    """Return the row and the column headings of the cells in a range of the document, each once, in order."""
    table = _data_table(document, start)
    if table is None:
        return (), ()
    first, last = table.cellAt(start), table.cellAt(max(start, end - 1))
    if not last.isValid():  # the range goes on beyond the table
        last = table.cellAt(table.rows() - 1, table.columns() - 1)
    rows = range(max(first.row(), _heading_rows(table)), last.row() + 1)
    columns = range(first.column(), last.column() + 1) if len(rows) <= 1 else range(table.columns())
    row_headings = (_words(table.cellAt(row, 0), text_map) for row in rows if columns.stop > 1)
    column_headings = (
        " ".join(_words(table.cellAt(row, column), text_map) for row in range(_heading_rows(table))) for column in columns
    )
    return _once(row_headings), _once(column_headings)


def _data_table(document: QTextDocument, position: int) -> QTextTable | None:
    """Return the table a position stands in, unless it is one that only draws a box."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    table = cursor.currentTable()
    return table if table is not None and (table.rows() > 1 or _heading_rows(table)) else None


def _heading_rows(table: QTextTable) -> int:
    return table.format().headerRowCount()


def _words(cell: QTextTableCell, text_map: TextMap) -> str:
    return text_map.words(cell.firstPosition(), cell.lastPosition()).replace("\n", " ")


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
