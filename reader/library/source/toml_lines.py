"""Read TOML and remember on which line each key stands, which tomllib doesn't tell."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*[=.]")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")

# tomllib takes quadratic time over a key of many parts, and a line with so many full stops is no text of a pack.
_MAX_DOTS = 300

_Place = tuple[str, int, str]  # a table's name, which one of that name from 0, and a key or ""


class UnreadableTomlError(Exception):
    """Say why a text can't be read as TOML, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        """Keep both for the finding."""
        super().__init__(line, message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Toml:
    """A TOML document and its lines."""

    values: dict[str, object]
    lines: dict[_Place, int]

    def line(self, table: str = "", index: int = 0, key: str = "") -> int:
        """Return the line of a key, else of its table, else 1."""
        return self.lines.get((table, index, key)) or self.lines.get((table, index, "")) or 1


def read_toml(text: str) -> Toml:
    """Return the document in `text`.

    Raises UnreadableTomlError.
    """
    for number, row in enumerate(text.split("\n"), start=1):
        if row.count(".") > _MAX_DOTS:
            raise UnreadableTomlError(number, f"This line has over {_MAX_DOTS} full stops. Make it shorter.")
    try:
        return Toml(tomllib.loads(text), _lines(text))
    except RecursionError as error:
        raise UnreadableTomlError(1, "Its values are nested too deeply. Write them flatter.") from error
    except ValueError as error:  # TOMLDecodeError, and Python's own for a number of thousands of digits
        place = _PLACE.search(str(error))
        problem = _PLACE.sub("", str(error)).rstrip(".")
        line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1 if place else 1
        raise UnreadableTomlError(line, f"This isn't valid TOML: {problem}. Put texts into double quotes.") from error


def _lines(text: str) -> dict[_Place, int]:
    """Find each key's line by its look; within a text of several lines a wrong one may be found, which does no harm."""
    lines: dict[_Place, int] = {}
    count: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = header[1]
            count[table] += 1
            lines.setdefault((table, count[table] - 1, ""), number)
        elif key := _KEY.match(line):
            lines.setdefault((table, max(count[table] - 1, 0), key[1]), number)
    return lines
