"""Keep what is painted over the page: highlights, the words of a search, and what was found on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit

from reader.desktop.page.find import Matches, Range
from reader.desktop.page.layers import Layer
from reader.desktop.page.paint import CRITICAL, WAITING, paint, tint
from reader.desktop.page.shown import Shown
from reader.desktop.theme import Theme

FindMatches = Callable[[str], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A highlight as the page draws it: one target of it, in code points of a section's text."""

    id: str
    section: str
    start: int
    end: int
    colour: str  # amber, green, blue or rose
    waits: bool = False  # its words have changed, and the reader hasn't looked at them yet
    critical: bool = False  # they have changed where it can matter


class Overlay:
    """Hold marks and matches of one page, and turn them into selections that QTextEdit draws."""

    def __init__(self) -> None:
        self._marks: tuple[PaintedMark, ...] = ()
        self._areas: list[tuple[Range, PaintedMark]] = []
        self._find_matches: FindMatches | None = None
        self.arrived: Range | None = None  # the source or the words that a citation led to
        self.paragraph: Range | None = None  # in which the caret is
        self.searched = Matches()
        self.found = Matches()

    def set_marks(self, marks: Sequence[PaintedMark], shown: Shown | None) -> None:
        """Draw these highlights from now on; a later one lies over an earlier."""
        self._marks = tuple(marks)
        areas = ((shown.range(mark.section, mark.start, mark.end), mark) for mark in marks) if shown else ()
        self._areas = [(area, mark) for area, mark in areas if area is not None]

    def set_search(self, find_matches: FindMatches | None, shown: Shown | None) -> None:
        """Draw what `find_matches` finds in each section's text from now on."""
        self._find_matches = find_matches
        ranges = []
        if find_matches is not None and shown is not None:
            for section in shown.text_map.sections:
                ranges += [section.positions(*match) for match in find_matches(section.text)]
        self.searched = Matches(tuple(area for area in ranges if area[0] < area[1]))

    def forget(self) -> None:
        """Drop everything, for another topic."""
        self.set_marks((), None)
        self.set_search(None, None)
        self.found = Matches()
        self.arrived = None
        self.paragraph = None

    def place_again(self, shown: Shown) -> None:
        """Find everything again, in a document that was made anew from the same topic."""
        current = self.searched.current
        self.paragraph = None
        self.set_marks(self._marks, shown)
        self.set_search(self._find_matches, shown)
        self.searched = Matches(self.searched.ranges, current)

    def mark_at(self, position: int) -> PaintedMark | None:
        """Return the shortest highlight at a document's position, or else none could be reached that a longer one covers."""
        there = [(end - start, mark) for (start, end), mark in reversed(self._areas) if start <= position < end]
        return min(there, key=itemgetter(0))[1] if there else None

    def area_of(self, mark_id: str) -> Range | None:
        """Return where a highlight begins and ends in the document: the first of its pieces."""
        return next((area for area, mark in self._areas if mark.id == mark_id), None)

    def selections(self, document: QTextDocument, theme: Theme, within: Range) -> list[QTextEdit.ExtraSelection]:
        """Return what QTextEdit is to draw in a range of the document: drawing thousands takes longer than a frame."""
        first, last = within
        layers = [Layer(start, end, _look(mark)) for (start, end), mark in self._areas if start < last and first < end]
        active = self.found if self.found.ranges else self.searched
        near = [index for index, (start, end) in enumerate(active.ranges) if start < last and first < end]
        current = near.index(active.current) if active.current in near else None
        tinted = ((self.arrived, theme.soft), (self.paragraph, theme.match))
        ground = [one for area, colour in tinted if area for one in tint(document, colour, area)]
        return ground + paint(document, theme, layers, [active.ranges[index] for index in near], current)


def _look(mark: PaintedMark) -> str:
    return mark.colour if not mark.waits else CRITICAL if mark.critical else WAITING
