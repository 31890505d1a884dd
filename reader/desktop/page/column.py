"""Keep the text in a column of fixed width, so that resizing the window moves margins and reflows nothing."""

from dataclasses import dataclass

from reader.desktop.page.style import COLUMN

DOCUMENT_MARGIN = 24  # px of paper around the text, inside the column


@dataclass(frozen=True, slots=True)
class Column:
    """The column's width, paper around the text included, and what is left beside it, in px."""

    left: int
    width: int
    right: int


def place_column(available: int, scale: float) -> Column:
    """Return the column for `available` px: as wide as 72 characters need, or what a narrow window leaves."""
    width = max(1, min(text_width(scale) + 2 * DOCUMENT_MARGIN, available))
    left = (available - width) // 2
    return Column(left, width, available - width - left)


def text_width(scale: float) -> int:
    """Return how wide the text is where there is room, in px."""
    return round(COLUMN * scale)
