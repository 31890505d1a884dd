"""Say which sections a search may show at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.model import Audience

SectionKey = tuple[str, str, str | None]  # pack, topic, section; None: the whole topic


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be shown; None leaves a side open, and a section must be allowed on all sides.

    Groups are told by their titles: what two packs call by one name is one group to whoever reads both.
    """

    packs: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    audiences: frozenset[Audience] | None = None
    sections: frozenset[SectionKey] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return any(side is not None for side in (self.packs, self.groups, self.audiences, self.sections))


def only(
    *,
    packs: Iterable[str] = (),
    groups: Iterable[str] = (),
    audiences: Iterable[Audience] = (),
    sections: Iterable[SectionKey] | None = None,
) -> Filter:
    """Return a filter that is open on each side of which nothing is named; no sections at all is a side of its own."""
    return Filter(
        packs=frozenset(packs) or None,
        groups=frozenset(groups) or None,
        audiences=frozenset(audiences) or None,
        sections=None if sections is None else frozenset(sections),
    )
