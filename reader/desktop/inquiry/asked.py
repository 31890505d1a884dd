"""Say what the reader looks for, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.model import Audience, TopicEntry
from reader.search.filters import Filter, SectionKey


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the reader wants to look; everywhere, as long as nothing is named."""

    packs: frozenset[str] = frozenset()  # ids
    groups: frozenset[str] = frozenset()  # titles
    audience: Audience | None = None
    marked: bool = False  # only sections with notes or highlights of the reader's
    bookmarked: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self != Scope()

    def filter(self, marked: Iterable[SectionKey], bookmarked: Iterable[SectionKey]) -> Filter | None:
        """Return what the search may show, given the sections that the reader marked and bookmarked."""
        if not self:
            return None
        sides = [frozenset(keys) for wanted, keys in ((self.marked, marked), (self.bookmarked, bookmarked)) if wanted]
        return Filter(
            packs=self.packs or None,
            groups=self.groups or None,
            audiences=frozenset({self.audience}) if self.audience else None,
            sections=_in_all(sides) if sides else None,
        )


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the reader looks for: words as they stand in the field, where, and whether they are meant to the letter."""

    words: str
    scope: Scope = Scope()
    as_typed: bool = False


def allows(where: Filter | None, entry: TopicEntry) -> bool:
    """Tell whether a topic may be shown of which only the title is known."""
    if where is None:
        return True
    return (
        (where.packs is None or entry.pack in where.packs)
        and (where.groups is None or entry.group.title in where.groups)
        and (where.audiences is None or entry.audience in where.audiences)
        and (where.sections is None or any(key[:2] == (entry.pack, entry.id) for key in where.sections))
    )


def _in_all(sides: list[frozenset[SectionKey]]) -> frozenset[SectionKey]:
    """Return the sections that stand on every side; a whole topic on one side takes in its sections on the other."""
    kept = sides[0]
    for side in sides[1:]:
        narrower = {key for key in kept if key in side or _whole(key) in side}
        kept = frozenset(narrower | {key for key in side if _whole(key) in kept})
    return kept


def _whole(key: SectionKey) -> SectionKey:
    pack, topic, _ = key
    return pack, topic, None
