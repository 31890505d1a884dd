"""Step through what was found: words found on the page while its bar is open, else the words of the search."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.desktop.page.find import Matches, PageText, Range
from reader.desktop.page.find_bar import FindBar
from reader.desktop.page.scrolling import scroll_into_sight, top_position
from reader.library.text import normalise

if TYPE_CHECKING:
    from reader.desktop.page.page import Page


class Finding(QObject):
    """Tie the bar, the page's text and what is painted together."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        self._text: PageText | None = None  # made when it is first asked for
        self.bar = FindBar(page)
        self.bar.wanted.connect(self.find)
        self.bar.nextWanted.connect(lambda: self.step(+1))
        self.bar.previousWanted.connect(lambda: self.step(-1))
        self.bar.closed.connect(self.close)

    def open(self) -> None:
        """Open the bar, with the selected words to find if they stand in one line."""
        words = normalise(self._page.textCursor().selectedText())
        self.bar.open(words if words.isprintable() else "")
        self.make_room()
        self.find(self.bar.field.text())

    def close(self) -> None:
        """Close the bar and take its marks away."""
        self._page.setFocus()  # first: a hidden field's focus would go to a link, and the page with it
        self.bar.hide()
        self.make_room()
        self._show(Matches())

    def make_room(self) -> None:
        """Keep what is found from lying under the bar."""
        with self._page.holding.kept():
            self._page.keep_free(0 if self.bar.isHidden() else self.bar.geometry().bottom() + 1)

    def find(self, words: str) -> int:
        """Mark the words, go to the first one from what is in sight on, and return how many there are."""
        self._show(Matches.at_or_after(self._ranges(words), top_position(self._page)))
        return len(self._page.overlay.found.ranges)

    def step(self, step: int, *, around: bool = True) -> bool:
        """Go to another match, after the last one to the first if one may go `around`; return whether there is one."""
        overlay = self._page.overlay
        if overlay.found.ranges:
            self._show(overlay.found.stepped(step))
            return True
        if not around and not overlay.searched.has_further(step):
            return False
        overlay.searched = self._stepped(overlay.searched, step)
        self._go(overlay.searched)
        return bool(overlay.searched.ranges)

    def end(self) -> bool:
        """Go to the last match of the search; return whether there is one."""
        overlay = self._page.overlay
        overlay.searched = Matches(overlay.searched.ranges).stepped(-1)
        self._go(overlay.searched)
        return bool(overlay.searched.ranges)

    def _stepped(self, searched: Matches, step: int) -> Matches:
        """Step on; where no match is the current one yet, the first from what is in sight on comes first."""
        if searched.current is not None:
            return searched.stepped(step)
        begun = Matches.at_or_after(searched.ranges, top_position(self._page))
        return begun if step > 0 else begun.stepped(step)

    def begin_again(self, *, same_topic: bool) -> None:
        """Know that the document was made anew; find the words again if the bar is open, and move only on a new topic."""
        self._text = None
        current = self._page.overlay.found.current
        self._page.overlay.found = Matches()
        if not self.bar.isVisible():
            return
        if same_topic:
            self._page.overlay.found = Matches(tuple(self._ranges(self.bar.field.text())), current)
        else:
            self.find(self.bar.field.text())

    def _ranges(self, words: str) -> list[Range]:
        if self._text is None:
            self._text = PageText(self._page.document())
        return self._text.find(words)

    def _show(self, matches: Matches) -> None:
        self._page.overlay.found = matches
        self._go(matches)
        self.bar.show_count(0 if matches.current is None else matches.current + 1, len(matches.ranges))

    def _go(self, matches: Matches) -> None:
        if matches.current is not None:
            scroll_into_sight(self._page, matches.ranges[matches.current][0])
        self._page.repaint_overlay()
        if matches.current is not None:
            self._page.matchMoved.emit(matches.current + 1, len(matches.ranges))
