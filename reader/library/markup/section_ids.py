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
    taken = {INTRO}
    seen: set[tuple[str, str]] = set()  # parent and base
    named: list[Named] = []
    chapter = ""
    for heading, base in zip(headings, bases, strict=True):
        parent = chapter if heading.level > 2 else ""  # noqa: PLR2004 - the level of a chapter
        wanted = base
        if not heading.explicit and times[base] > 1 and parent:
            wanted = f"{parent}-{base}"
        free = _free(wanted, taken if heading.explicit else taken | reserved)
        named.append(Named(free, repeated=(parent, base) in seen))
        seen.add((parent, base))
        taken.add(free)
        if not parent:
            chapter = free if heading.level == 2 else ""  # noqa: PLR2004 - the same
    return named


def _free(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
