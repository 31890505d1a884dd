"""Step through the matches on the page and, at the last one, on to the next section that was found."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from reader.desktop.parts import Parts
from reader.desktop.presenters.search import SearchPresenter
from reader.desktop.reading import Reading


class MatchesPresenter(QObject):
    """Lead from match to match, and say at which one the reader stands."""

    def __init__(self, parts: Parts, reading: Reading, search: SearchPresenter) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reading = reading
        self._search = search
        parts.wishes["next_match"].triggered.connect(lambda: self._step(+1))
        parts.wishes["previous_match"].triggered.connect(lambda: self._step(-1))
        parts.page.matchMoved.connect(self._tell)
        reading.opened.connect(lambda _opened: parts.status.show_place(""))

    def _step(self, step: int) -> None:
        page = self._parts.page
        if page.step_match(step):
            return
        if self._go_on(step):
            page.next_match() if step > 0 else page.last_match()
        elif step > 0:
            page.next_match()  # no more results: round the page
        else:
            page.previous_match()

    def _go_on(self, step: int) -> bool:
        """Open the next hit in another topic, or the one before: those in this topic are marked on this page already."""
        now, sidebar = self._reading.now, self._parts.sidebar
        if now is None or not sidebar.shows_results:
            return False
        hit = sidebar.results.step(step, (now.topic.pack, now.topic.id))
        return hit is not None and self._search.open_hit(hit)

    def _tell(self, match: int, matches: int) -> None:
        if self._parts.page.finding.bar.isVisible():
            return  # it says so itself
        told = self.tr("Match {match:,} of {matches:,}").format(match=match, matches=matches)
        self._parts.status.show_place(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._parts.page, told))
