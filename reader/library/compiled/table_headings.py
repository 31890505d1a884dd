"""Name the row and column headings under which words of a section's tables stand, from its compiled HTML.

Without them a later edition can't tell that a marked "2 mg" has moved from the adults' column to the children's.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from reader.library.text import TextBuilder

Headings = tuple[tuple[str, ...], tuple[str, ...]]

_TABLE = '<table class="data"'  # other tables only draw a box
_CELLS = frozenset({"td", "th"})
_APPARATUS, _CITE = "apparatus", "cite:"
INLINE = frozenset({"a", "b", "strong", "i", "em", "s", "del", "u", "sub", "sup", "code", "abbr", "small", "span", "br", "img"})
_VOID = frozenset({"br", "hr", "img"})
_REMEMBERED = 64  # sections whose tables are held, since many marks stand in the same ones


@dataclass(slots=True)
class _Cell:
    begin: int  # in the source, as it was counted
    end: int = 0
    rows: range = range(0)
    columns: range = range(0)


@dataclass(slots=True)
class _Table:
    rows: int = 0
    heads: int = 0  # rows of headings, at the top
    cells: list[_Cell] = field(default_factory=list)
    taken: dict[tuple[int, int], _Cell] = field(default_factory=dict)

    def add(self, cell: _Cell, across: int, down: int) -> None:
        """Put a cell into the last row, where there is room."""
        row, column = self.rows - 1, 0
        while (row, column) in self.taken:
            column += 1
        cell.rows, cell.columns = range(row, row + down), range(column, column + across)
        self.cells.append(cell)
        self.taken.update({(y, x): cell for y in cell.rows for x in cell.columns})


def table_headings(html: str, start: int, end: int) -> Headings:
    """Return the row and the column headings of the cells in a range of a section's text, each once, in order.

    `html` is the section's. A range that begins outside of a table has none.
    """
    if _TABLE not in html:
        return (), ()
    text, tables = _tables_of(html)
    for table in tables:
        cells = [cell for cell in table.cells if cell.begin < max(end, start + 1) and start < cell.end]
        if cells and cells[0].begin <= start:
            return _headings_of(table, cells, text)
    return (), ()


def _headings_of(table: _Table, cells: list[_Cell], text: str) -> Headings:
    rows = range(max(cells[0].rows.start, table.heads), max(cell.rows.start for cell in cells) + 1)
    width = 1 + max(column for _, column in table.taken)
    columns = range(cells[0].columns.start, cells[-1].columns.start + 1) if len(rows) <= 1 else range(width)
    row_headings = (_words(table, row, 0, text) for row in rows if columns.stop > 1)
    column_headings = (" ".join(_words(table, row, column, text) for row in range(table.heads)) for column in columns)
    return _once(row_headings), _once(column_headings)


def _words(table: _Table, row: int, column: int, text: str) -> str:
    cell = table.taken.get((row, column))
    return text[cell.begin : cell.end].strip().replace("\n", " ") if cell else ""


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@lru_cache(maxsize=_REMEMBERED)
def _tables_of(html: str) -> tuple[str, tuple[_Table, ...]]:
    """Return the one text of a section and its tables, with the places of their cells in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text, origins = reader.builder.result()
    for cell in (cell for table in reader.tables for cell in table.cells):
        cell.begin, cell.end = bisect_left(origins, cell.begin), bisect_left(origins, cell.end)
    return text, tuple(reader.tables)


class _Reader(HTMLParser):
    """Read compiled HTML as `markup.content.one_text` reads the blocks that it was written from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TextBuilder()
        self.tables: list[_Table] = []
        self._at = 0  # how much was read; a tag counts too, so that no two cells touch
        self._silent: list[str] = []  # the apparatus we are in, and what is open within it
        self._open: list[_Table | None] = []  # the tables we are in; None for one that draws a box

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._step(tag)
        if tag not in _VOID and (self._silent or _is_apparatus(tag, given)):
            self._silent.append(tag)
        if tag == "br":
            self.builder.feed(" ", self._at)
        elif tag == "table":
            self._begin_table(given)
        elif self._open and (table := self._open[-1]) is not None:
            if tag == "tr":
                table.rows += 1
            elif tag in _CELLS:
                table.add(_Cell(self._at), int(given.get("colspan", "1")), int(given.get("rowspan", "1")))

    def handle_endtag(self, tag: str) -> None:
        table = self._open[-1] if self._open else None
        if table is not None and tag in _CELLS:
            table.cells[-1].end = self._at
        elif table is not None and tag == "thead":
            table.heads = table.rows
        self._step(tag)
        if self._silent:
            self._silent.pop()
        if tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for number, line in enumerate(data.split("\n")):
            if number and not self._silent:
                self.builder.block(self._at)
            if not self._silent:
                self.builder.feed(line, self._at)
            self._at += len(line) + 1

    def _begin_table(self, given: dict[str, str]) -> None:
        table = _Table() if given.get("class", "").startswith("data") else None
        self._open.append(table)
        if table is not None:
            self.tables.append(table)

    def _step(self, tag: str) -> None:
        if tag not in INLINE and not self._silent:
            self.builder.block(self._at)
        self._at += 1


def _is_apparatus(tag: str, given: dict[str, str]) -> bool:
    return _APPARATUS in given.get("class", "").split() or (tag == "a" and given.get("href", "").startswith(_CITE))
