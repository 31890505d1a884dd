"""Show what is found in the topics' place, preview it on the page, and mark the matched words there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from reader.desktop.jobs import Jobs, Lane
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.desktop.searching import Searching
from reader.errors import ReaderError
from reader.notebook.state import State
from reader.search.matches import find_matches
from reader.search.results import Hit


class SearchPresenter(QObject):
    """Tie the sidebar, the search and the page together."""

    def __init__(self, parts: Parts, searching: Searching, reading: Reading, jobs: Jobs, state: State) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._searching = searching
        self._reading = reading
        self._jobs = jobs
        self._state = state
        sidebar = parts.sidebar
        sidebar.queryChanged.connect(searching.search)
        sidebar.previewed.connect(self._preview)
        sidebar.opened.connect(self._open)
        sidebar.left.connect(self._leave)
        searching.found.connect(self._show)
        searching.cleared.connect(self._show_topics)
        searching.failed.connect(self._tell_failure)
        parts.wishes["search"].triggered.connect(self._take_words)

    def _show(self, hits: Sequence[Hit], line: str) -> None:
        self._parts.sidebar.show_results(hits, line)

    def _show_topics(self) -> None:
        self._parts.sidebar.show_topics()
        self._reading.end_preview()

    def _preview(self, hit: Hit) -> None:
        self._reading.preview(hit.topic, hit.pack, hit.section)
        self._parts.page.set_matches(self._matcher())

    def _open(self, hit: Hit) -> None:
        if not self._reading.open(hit.topic, hit.pack, hit.section):
            return
        self._parts.page.set_matches(self._matcher())
        self._parts.page.setFocus()
        results = self._searching.results
        if results is not None:
            self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: self._state.keep_search(results.query, results.total))

    def _leave(self) -> None:
        """Empty the field, show the topics, and the page where the reader was before looking through the results."""
        if not self._parts.sidebar.field.text():
            self._parts.page.setFocus()
            return
        self._parts.sidebar.clear_query()
        self._searching.clear()
        self._parts.page.set_matches(None)
        self._parts.sidebar.field.setFocus()

    def _take_words(self) -> None:
        self._parts.wishes["sidebar"].setChecked(True)
        self._parts.sidebar.field.setFocus()
        self._parts.sidebar.field.selectAll()

    def _matcher(self) -> Callable[[str], Sequence[tuple[int, int]]] | None:
        results = self._searching.results
        if results is None:
            return None
        return lambda text: find_matches(text, results.words)

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
