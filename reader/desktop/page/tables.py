"""Know a wide table of data by its first row, so that the style sheet can make room on its page."""

import re

_MANY_COLUMNS = 6
_FIRST_ROW = re.compile(r'<table class="data"(?P<rest>[^>]*>.*?</tr>)', re.DOTALL)
_CELL = re.compile(r"<t[hd]\b")


def with_wide_tables(html: str) -> str:
    """Return a page's HTML; where one table has many columns all are of the class `wide` too, so that all look alike."""
    if all(len(_CELL.findall(found["rest"])) < _MANY_COLUMNS for found in _FIRST_ROW.finditer(html)):
        return html
    return all_wide(html)


def all_wide(html: str) -> str:
    """Return a page's HTML with all tables of data of the class `wide`: smaller words, and less paper between them."""
    return html.replace('<table class="data"', '<table class="data wide"')
