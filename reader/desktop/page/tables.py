"""Know a wide table of data by its first row, so that the style sheet can make room for it."""

import re

_MANY_COLUMNS = 6
_FIRST_ROW = re.compile(r'<table class="data"(?P<rest>[^>]*>.*?</tr>)', re.DOTALL)
_CELL = re.compile(r"<t[hd]\b")


def with_wide_tables(html: str) -> str:
    """Return compiled HTML whose tables of many columns are of the class `wide` too."""
    return _FIRST_ROW.sub(_classed, html)


def _classed(found: re.Match[str]) -> str:
    wide = len(_CELL.findall(found["rest"])) >= _MANY_COLUMNS
    return f'<table class="data wide"{found["rest"]}' if wide else found[0]
