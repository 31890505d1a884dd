"""Turn a theme and a text size into the style sheet of the page's document."""

from PySide6.QtGui import QFont

from reader.desktop.fonts import SERIF_FAMILIES
from reader.desktop.theme import Theme, fill
from reader.home import program_folder

_BASE_SIZE = 15  # px at a text size of 1.0; headings are multiples of it, the body has its own size
COLUMN = 572  # px: 72 characters of English prose in Source Serif at 18 px, which take 7.94 px each on average


def page_style(theme: Theme, scale: float) -> str:
    """Return the document's default style sheet; it has to be set before the HTML is."""
    template = (program_folder("resources") / "themes" / "page.css").read_text(encoding="utf-8")
    return fill(template, theme, scale)


def base_font(scale: float) -> QFont:
    """Return the document's default font, from which Qt computes the sizes of headings."""
    font = QFont(list(SERIF_FAMILIES))
    font.setPixelSize(round(_BASE_SIZE * scale))
    return font
