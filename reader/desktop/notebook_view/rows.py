"""Turn marks into rows, with a heading wherever another topic, or another day, begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from PySide6.QtCore import QCoreApplication, QLocale

from reader.desktop.notebook_view.choice import Topic
from reader.desktop.panel.card_text import flattened
from reader.desktop.panel.when import spoken_date
from reader.notebook.burying import RECENTLY
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Target, settled_for, words_of_targets
from reader.notebook.ordering import spot_of
from reader.notebook.wanted import Kind


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows under it have in common."""

    text: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark, as a row shows it."""

    id: str
    topic: Topic
    section: str
    start: int
    kind: Kind
    where: str
    when: str
    quote: str = ""
    words: str = ""  # of the reader's own
    colour: Colour | None = None
    tags: tuple[str, ...] = ()
    deleted: bool = False
    removed: bool = False  # its topic is no longer on the shelf


Row = Heading | MarkRow


class RowMaker:
    """Make the rows of one list, piece by piece."""

    def __init__(
        self,
        title_of: Callable[[Topic], str],
        edition_of: Callable[[str], str],
        state_of: Callable[[Mark], str],
        now: datetime,
        *,
        by_time: bool,
    ) -> None:
        """Take what names a topic and the present edition of a pack, and what tells how a mark stands there.

        What is no longer on the shelf has no name.
        """
        self._state_of = state_of
        self._title_of = title_of
        self._edition_of = edition_of
        self._now = now
        self._by_time = by_time
        self._titles: dict[Topic, str] = {}
        self._last = ""

    def rows(self, marks: Sequence[Mark]) -> list[Row]:
        """Return the rows of the marks that come next."""
        made: list[Row] = []
        for mark in marks:
            row = self._row(mark)
            heading = self._heading(mark, row)
            if heading != self._last:
                self._last = heading
                made.append(Heading(heading))
            made.append(row)
        return made

    def _row(self, mark: Mark) -> MarkRow:
        spot = spot_of(mark)
        topic = (spot.pack, spot.topic)
        title = self._title(topic)
        highlight = mark if isinstance(mark, Highlight) else None
        return MarkRow(
            id=mark.id,
            topic=topic,
            section=spot.section,
            start=max(spot.start, 0),
            kind=Kind.HIGHLIGHT if highlight else Kind.BOOKMARK if isinstance(mark, Bookmark) else Kind.NOTE,
            where=" · ".join(
                filter(None, (self._where(mark, title or spot.topic, named=self._by_time or not title), self._state_of(mark)))
            ),
            when=self._when(mark),
            quote=self._quote(highlight) if highlight else "",
            words=flattened(mark.label if isinstance(mark, Bookmark) else mark.note),
            colour=highlight.colour if highlight else None,
            tags=mark.tags,
            deleted=mark.deleted is not None,
            removed=not title,
        )

    def _quote(self, mark: Highlight) -> str:
        _, targets = settled_for(mark, self._edition_of(mark.targets[0].pack))
        return flattened(words_of_targets(targets))

    def _title(self, topic: Topic) -> str:
        if topic not in self._titles:
            self._titles[topic] = self._title_of(topic)
        return self._titles[topic]

    def _heading(self, mark: Mark, row: MarkRow) -> str:
        if self._by_time:
            return _spoken_day((mark.deleted or mark.modified).astimezone().date(), self._now.astimezone().date())
        return self._title(row.topic) or QCoreApplication.translate("Notebook", "Removed topics")

    def _when(self, mark: Mark) -> str:
        if mark.deleted is None:
            return f"{mark.modified.astimezone():%H:%M}" if self._by_time else spoken_date(mark.modified, self._now)
        left = max(ceil((mark.deleted + RECENTLY - self._now) / timedelta(days=1)), 0)
        return QCoreApplication.translate("Notebook", "kept for %n more days", None, left)

    def _where(self, mark: Mark, title: str, *, named: bool) -> str:
        place: Target | Mark = mark.targets[0] if isinstance(mark, Highlight) else mark
        path = () if isinstance(place, Highlight) else place.heading_path
        section = path[-1] if path else ""
        if not section and not named:
            section = _of_the_topic(mark)
        kind = ""
        if isinstance(mark, Bookmark):
            kind = QCoreApplication.translate("Notebook", "Bookmark")
            section = "" if section == mark.label else section
        return " · ".join(filter(None, (kind, " › ".join(filter(None, (title if named else "", section))))))


def _of_the_topic(mark: Mark) -> str:
    if isinstance(mark, Highlight):
        return QCoreApplication.translate("Notes", "Introduction")
    return QCoreApplication.translate("Notebook", "Whole topic")


def _spoken_day(day: date, today: date) -> str:
    if day == today:
        return QCoreApplication.translate("Notebook", "Today")
    if (today - day).days == 1:
        return QCoreApplication.translate("Notebook", "Yesterday")
    return f"{day.day} {QLocale().standaloneMonthName(day.month)} {day.year}"
