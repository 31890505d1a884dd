"""Take the lines off the top of a claim's box that say something about it and are no text: its verdict and so on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LINE = re.compile(r"\s*(verdict|about|id):([^\n]*)\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BoxLines:
    """What stood at the top of a box by its key, and the text that is left."""

    values: Mapping[str, str]
    rest: str


def take_lines(text: str) -> BoxLines:
    """Return the lines `verdict:`, `about:` and `id:` with which `text` begins, in any order, and what follows them."""
    values: dict[str, str] = {}
    place = 0
    while (line := _LINE.match(text, place)) and line[1].lower() not in values:
        values[line[1].lower()] = line[2].strip()
        place = line.end()
    return BoxLines(values, text[place:])
