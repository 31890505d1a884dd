"""Break a text into at most so many lines, some words in bold; where it goes on, an ellipsis says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

Marks = Sequence[tuple[int, int]]  # in code points

_LOOSE = " .,;:·…"  # what doesn't stand before an ellipsis


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for."""

    font: QFont
    width: int
    lines: int
    align: Qt.AlignmentFlag


def wrapped(text: str, room: Room, marks: Marks = ()) -> QTextLayout:
    """Return the text laid out, ready to be drawn."""
    layout, end = _laid_out(text, room, marks)
    if end >= _units(text):
        return layout
    shortened = text.encode("utf-16-le")[: end * 2].decode("utf-16-le", "ignore").rstrip(_LOOSE)
    layout, end = _laid_out(f"{shortened}…", room, marks)
    while end <= _units(shortened) and " " in shortened:  # the ellipsis itself needs room
        shortened = shortened.rsplit(" ", 1)[0].rstrip(_LOOSE)
        layout, end = _laid_out(f"{shortened}…", room, marks)
    return layout


def _laid_out(text: str, room: Room, marks: Marks) -> tuple[QTextLayout, int]:
    """Return the lines that there is room for, and where they end, in UTF-16 units."""
    layout = QTextLayout(text, room.font)
    option = QTextOption(room.align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_bold_ranges(text, marks))
    layout.beginLayout()
    end, top = 0, 0.0
    for _ in range(room.lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _bold_ranges(text: str, marks: Marks) -> list[QTextLayout.FormatRange]:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    ranges = []
    for start, end in marks:
        found = QTextLayout.FormatRange()
        found.start = _units(text[:start])
        found.length = _units(text[start:end])
        found.format = bold
        ranges.append(found)
    return ranges


def _units(text: str) -> int:
    """Return the length in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2
