"""What a card says, and how much of it."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from reader.notebook.marks import Colour

_LONGEST_QUOTE = 220  # characters: a card recalls the words, the page shows them
_LONGEST_NOTE = 2000  # characters: a label lays all of its text out at once, and a megabyte takes seconds
_GAP = " · "  # between cells, list items and lines, which end without a stop, as snippets set it
_BLOCK_END = re.compile(r"(?<![.?!:;\n])\n")


class Kept(Enum):
    """Stand for words that a card shows, as they are when the reader has chosen."""

    OWN = auto()  # those of the note
    ALL = auto()  # these, and those from elsewhere after them


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card shows of a highlight, or of a note on a section or a topic: that has neither quote nor colour."""

    id: str
    where: str
    when: str
    quote: str
    colour: Colour | None
    note: str
    tags: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # words that were written elsewhere at the same time as the note
    placed: bool = True
    waits: bool = False  # its words have changed, and the reader hasn't looked at them yet
    saved: bool = True


def flattened(text: str) -> str:
    """Return text in one line, its blocks held apart."""
    return " ".join(_BLOCK_END.sub(_GAP, text.strip()).split())


def begun(note: str) -> str:
    """Return as much of a note as a card shows; whoever writes in it sees the whole."""
    return note if len(note) <= _LONGEST_NOTE else note[:_LONGEST_NOTE].rsplit(" ", 1)[0] + " …"


def shortened(quote: str) -> str:
    """Return as much of a quote as recalls it."""
    flat = flattened(quote)
    return flat if len(flat) <= _LONGEST_QUOTE else flat[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
