"""Give each section of a topic its id.

The id is the explicit one, else the heading's slug. When a slug occurs again in the topic, each is made from its
parent heading and its own, so that no id moves when a heading is added above. What then still repeats is numbered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.slug import slug

INTRO = "intro"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that begins a section."""

    level: int  # 2 or 3
    words: str
    explicit: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The id of a section, and whether it had to be numbered because a neighbour has the same heading."""

    id: str
    repeated: bool = False


def section_ids(headings: Sequence[Heading]) -> list[Named]:
    """Return the names of the sections that `headings` begin, in order."""
    bases = [heading.explicit or slug(heading.words) for heading in headings]
    times = Counter(bases)
    reserved = {heading.explicit for heading in headings if heading.explicit}
    taken = _Taken({INTRO}, reserved)
    seen: set[tuple[str, str]] = set()  # parent and base
    named: list[Named] = []
    chapter = ""
    for heading, base in zip(headings, bases, strict=True):
        parent = chapter if heading.level > 2 else ""  # noqa: PLR2004 - the level of a chapter
        wanted = base
        if not heading.explicit and times[base] > 1 and parent:
            wanted = f"{parent}-{base}"
        free = taken.take(wanted, explicit=bool(heading.explicit))
        named.append(Named(free, repeated=(parent, base) in seen))
        seen.add((parent, base))
        if not parent:
            chapter = free if heading.level == 2 else ""  # noqa: PLR2004 - the same
    return named


class _Taken:
    """Know which ids are gone, and by which number a repeated one goes on."""

    def __init__(self, taken: set[str], reserved: set[str]) -> None:
        self._taken = taken
        self._reserved = reserved  # for the headings that ask for them by name
        self._numbers: Counter[str] = Counter()

    def take(self, wanted: str, *, explicit: bool) -> str:
        """Return `wanted`, or `wanted-2` and so on, and keep it."""
        free = wanted
        while free in self._taken or (free in self._reserved and not (explicit and free == wanted)):
            self._numbers[wanted] += 1
            free = f"{wanted}-{self._numbers[wanted] + 1}"
        self._taken.add(free)
        return free
