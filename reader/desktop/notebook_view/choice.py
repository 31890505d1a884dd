"""Say which marks the reader wants to see, and turn that into what the notebook is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

from reader.notebook.marks import Colour
from reader.notebook.wanted import Kind, Sort, Wanted

Topic = tuple[str, str]  # pack and id


class Show(StrEnum):
    """What kind of marks is shown."""

    ALL = "all"
    HIGHLIGHTS = "highlights"
    WRITTEN = "written"  # highlights with a note, and notes
    NOTES = "notes"
    BOOKMARKS = "bookmarks"
    DISPUTED = "disputed"  # with words that were written elsewhere at the same time
    UNPLACED = "unplaced"  # without a place in the present edition of their pack
    DELETED = "deleted"  # in the last 30 days


class Period(Enum):
    """When a mark was changed last; the value is its length in days."""

    ALWAYS = None
    TODAY = 1
    WEEK = 7
    MONTH = 30
    YEAR = 365


class Removed(Enum):
    """Stand for all topics that are no longer on the shelf."""

    TOPICS = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose; nothing, at first."""

    show: Show = Show.ALL
    colours: frozenset[Colour] = frozenset()
    tags: frozenset[str] = frozenset()
    topic: Topic | Removed | None = None
    period: Period = Period.ALWAYS
    text: str = ""
    by_time: bool = False

    @property
    def narrows(self) -> bool:
        """Tell whether it leaves anything out, apart from the words that are typed."""
        return bool(self.show is not Show.ALL or self.colours or self.tags or self.topic) or self.period is not Period.ALWAYS


_KINDS = {
    Show.HIGHLIGHTS: frozenset({Kind.HIGHLIGHT}),
    Show.NOTES: frozenset({Kind.NOTE}),
    Show.BOOKMARKS: frozenset({Kind.BOOKMARK}),
}


def wanted(choice: Choice, now: datetime, removed: frozenset[Topic], editions: frozenset[str]) -> Wanted:
    """Return what to ask the notebook for; `removed` are the topics that are no longer on the shelf, `editions` those on it."""
    topics = None if choice.topic is None else removed if isinstance(choice.topic, Removed) else frozenset({choice.topic})
    return Wanted(
        kinds=_KINDS.get(choice.show),
        colours=choice.colours or None,
        tags=choice.tags,
        topics=topics,
        text=choice.text,
        since=_since(choice.period, now),
        written=choice.show is Show.WRITTEN,
        disputed=choice.show is Show.DISPUTED,
        unplaced_on=editions if choice.show is Show.UNPLACED else None,
        sort=Sort.NEWEST if choice.by_time else Sort.PLACE,
    )


def _since(period: Period, now: datetime) -> datetime | None:
    """Return the beginning of a period: the midnight, where the reader is, before as many days as it has."""
    if period.value is None:
        return None
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=period.value - 1)
