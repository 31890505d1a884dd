"""Tell under which headings words stand, from plain text, as far as it can be seen there.

A section's text begins with its heading, and a table's cells are lines of it, row by row. Whoever knows more, as the
program does of a compiled pack, says so by a function of its own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands above words: headings of sections, its own last, and those of its table's rows and columns."""

    path: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


HeadingsAt = Callable[[str, int, int], Headings]  # of a section's words, from one code point to another

_LONGEST = 120  # code points of a heading
_LONGEST_CELL = 60
_MOST_COLUMNS = 8
_FURTHEST = 60  # lines above in which a table's headings are looked for
_ALIKE = 75  # of 100: what may be the same heading after a change
_MARKED = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_RULED = re.compile(r"[\s|:+=-]*-[\s|:+=-]*$")  # the line below a table's heading in Markdown
_PROSE = re.compile(r"""[.!?;:…。！？؟।]["'”’)\]]*$""")
_LEAD_IN = re.compile(r"[:：]$")


def headings_in(text: str, start: int) -> Headings:
    """Return the headings of the words at `start`, as far as the text shows them."""
    above, row = text[:start].split("\n"), _line_at(text, start)
    lines = above[:-1]
    return Headings(own_headings(lines, row), *_of_table(lines, row, len(above[-1]), text, start))


def own_headings(lines: Sequence[str], row: str) -> tuple[str, ...]:
    """Return the heading of the section, and the one next above if the text has several; `row` is the line below `lines`."""
    if not lines:
        return ()
    first = (lines[0],) if _is_heading(lines[0], [*lines[1:2], row][0]) else ()
    marked = next((found[1] for line in reversed(lines) if (found := _MARKED.match(line))), None)
    return tuple(dict.fromkeys((*map(_unmarked, first), *((marked,) if marked else _next_above(lines, row)))))


def lead_in(text: str, start: int) -> str:
    """Return the line above that leads to the one at `start`, as "Do not give:" leads to the items below it."""
    for line in reversed(text[:start].split("\n")[1:-1]):
        if _LEAD_IN.search(line.rstrip()):
            return line.strip()
        if _PROSE.search(line.rstrip()) and len(line) > _LONGEST:
            return ""
    return ""


def nearest_like(heading: str, text: str, start: int) -> str | None:
    """Return the cell above `start` that is `heading`, or what has become of it; None if there is neither."""
    from rapidfuzz.fuzz import ratio

    for line in reversed(text[:start].rsplit("\n", _FURTHEST)):
        for cell in _cells(line) if "|" in line or "\t" in line else (line.strip(),):
            if cell == heading or (len(cell) <= 2 * len(heading) and ratio(cell, heading) >= _ALIKE):
                return cell
    return None


def _is_heading(line: str, below: str) -> bool:
    return bool(line.strip()) and len(line) <= _LONGEST and not _PROSE.search(line.rstrip()) and bool(below.strip())


def _next_above(lines: Sequence[str], row: str) -> tuple[str, ...]:
    """Return the nearest short line that stands right above prose."""
    below = row
    for line in reversed(lines):
        if _is_heading(line, below) and _PROSE.search(below.rstrip()) and not _PROSE.search(line.rstrip()) and "|" not in line:
            return (line.strip(),)
        below = line
    return ()


def _unmarked(line: str) -> str:
    found = _MARKED.match(line)
    return found[1] if found else line.strip()


def _line_at(text: str, at: int) -> str:
    stop = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : stop if stop >= 0 else len(text)]


def _of_table(lines: Sequence[str], row: str, within: int, text: str, start: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the row and the column headings of the cell at `within` the line `row`."""
    for stroke in ("|", "\t"):
        if stroke in row:
            return _of_drawn_row(lines, row, within, stroke)
    return _of_cells(lines, text, start)


def _of_drawn_row(lines: Sequence[str], row: str, within: int, stroke: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    above = 0
    while above < len(lines) and stroke in lines[-1 - above]:
        above += 1
    cells, heads = _cells(row), _cells(lines[-above]) if above else []
    column = row.strip(" |")[: max(0, within - (len(row) - len(row.lstrip(" |"))))].count(stroke)
    column_heading = heads[column : column + 1] if not _RULED.match(row) else []
    return tuple(cells[:1]) if above and column else (), tuple(filter(None, column_heading))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"[|\t]", line.strip(" |"))]


def _of_cells(lines: Sequence[str], text: str, start: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headings of a cell that is a line of its own, if the lines around it can only be a table."""
    begin = len(lines)
    while begin and _is_cell(lines[begin - 1]):
        begin -= 1
    at = len(lines) - begin
    block = [*lines[begin:], *_cells_below(text, start)]
    for columns, skipped in _shapes(len(block)):
        cells = block[skipped:]
        if at >= skipped + columns and _is_table(cells, columns):
            row, column = divmod(at - skipped, columns)
            return (cells[row * columns],) if column else (), (cells[column],)
    return (), ()


def _is_cell(line: str) -> bool:
    return len(line) <= _LONGEST_CELL and not _PROSE.search(line)


def _cells_below(text: str, start: int) -> Iterator[str]:
    for line in text[text.rfind("\n", 0, start) + 1 :].split("\n"):
        if not _is_cell(line):
            return
        yield line


def _shapes(cells: int) -> Iterator[tuple[int, int]]:
    """Yield how many columns the cells may make, and how many lines above them are none."""
    for skipped in range(3):
        for columns in range(2, _MOST_COLUMNS + 1):
            if cells - skipped >= 2 * columns and (cells - skipped) % columns == 0:
                yield columns, skipped


def _is_table(cells: Sequence[str], columns: int) -> bool:
    """Tell whether the first row has words alone, the first column too, and another one numbers alone."""
    heads, names = cells[:columns], cells[::columns]
    if any(_counts(cell) for cell in (*heads, *names)):
        return False
    return any(all(_counts(cell) for cell in cells[columns + column :: columns]) for column in range(1, columns))


def _counts(cell: str) -> bool:
    return cell[:1].isdigit() or cell[:1] in {"<", ">", "≤", "≥", "±"}
