"""Say what was found for an inquiry: in the library, by titles where that is all there is, and in the reader's notes."""

from dataclasses import dataclass, field

from reader.desktop.inquiry.asked import Inquiry
from reader.errors import ReaderError
from reader.search.results import Hit, Results


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A mark of the reader's that holds the words."""

    mark: str  # its id
    pack: str
    topic: str
    section: str | None  # None: the whole topic
    where: str  # the topic's title, and the heading within it
    text: str  # the note, else the quote
    colour: str | None = None  # of a highlight
    marks: tuple[tuple[int, int], ...] = ()  # matched words of `text`, in code points


@dataclass(frozen=True, slots=True)
class Answer:
    """What one inquiry found."""

    inquiry: Inquiry
    results: Results
    limit: int  # of the hits that were asked for
    full: bool = True  # every pack was searched, not titles only
    by_title: tuple[Hit, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    waiting: tuple[str, ...] = ()  # the titles of the packs of which only titles are searched
    failures: tuple[ReaderError, ...] = field(default=(), compare=False)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found in the library, best first."""
        return self.results.hits + self.by_title

    @property
    def has_more(self) -> bool:
        """Tell whether there are more hits than were asked for."""
        return len(self.results.hits) < self.results.total and len(self.results.hits) >= self.limit

    @property
    def is_empty(self) -> bool:
        """Tell whether the library has nothing."""
        return not self.hits


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer as it stands in the sidebar: the row that is chosen, none if it is -1, and how far it is scrolled."""

    answer: Answer
    row: int = -1
    scrolled: int = 0
