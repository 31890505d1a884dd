"""Keep the text in a column of fixed width, so that resizing the window moves margins and reflows nothing."""

from dataclasses import dataclass

from reader.desktop.page.style import COLUMN

DOCUMENT_MARGIN = 24  # px of paper around the text, inside the column
_LEAST_SHARE = 30 / 72  # of the column's characters: with fewer in a line nobody reads well
_SCROLL_BAR = 10  # px


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


def narrowest(scale: float) -> int:
    """Return how wide a page has to be for about 30 characters a line, in px."""
    return round(text_width(scale) * _LEAST_SHARE) + 2 * DOCUMENT_MARGIN + _SCROLL_BAR
