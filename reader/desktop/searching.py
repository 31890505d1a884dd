"""Search as the reader types: the newest query wins, and titles answer while there is no index."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.errors import EditionError
from reader.library.shelf import Shelf
from reader.search.results import Hit, Reason, Results

if TYPE_CHECKING:  # Whoosh comes with it, and the first page doesn't wait for that
    from reader.search.searcher import Searcher

_TICKET = "query"
_MOST = 50  # hits: nobody reads further


class Searching(QObject):
    """Ask the searcher in its lane, and give its answers as rows and one line above them."""

    found = Signal(object, str)  # tuple of hits, line
    cleared = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._shelf = shelf
        self._searcher: Searcher | None = None
        self._query = ""
        self._results: Results | None = None

    def use(self, searcher: "Searcher | None") -> None:
        """Search with this from now on; the former one is closed in the lane, after what it is still asked."""
        former, self._searcher = self._searcher, searcher
        if former is not None:
            self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: former.close())
        if self._query:
            self.search(self._query)

    @property
    def ready(self) -> bool:
        """Tell whether the full search answers, not titles only."""
        return self._searcher is not None

    @property
    def results(self) -> Results | None:
        """Return what the full search found last; its matcher marks the words on a page."""
        return self._results

    def search(self, query: str) -> None:
        """Search for what stands in the field; nothing but white space clears."""
        self._query = query.strip()
        if not self._query:
            self.clear()
            return
        searcher, words = self._searcher, self._query
        if searcher is None:
            self._answer_by_title(words)
            return
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: searcher.search(words, limit=_MOST), ticket=_TICKET)
        job.done.connect(self._answer)
        job.failed.connect(self.failed)

    def clear(self) -> None:
        """Forget the query, and whatever is still searched for."""
        self._query = ""
        self._results = None
        self._jobs.drop(_TICKET)
        self.cleared.emit()

    def _answer(self, results: Results) -> None:
        self._results = results
        self.found.emit(results.hits, self._line(results))

    def _line(self, results: Results) -> str:
        if not results.hits:
            return self._nothing(results.query)
        parts = [
            self.tr("{sections} in {topics}").format(
                sections=_counted(results.total, self.tr("section"), self.tr("sections")),
                topics=_counted(results.topics, self.tr("topic"), self.tr("topics")),
            )
        ]
        if results.also_searched:
            parts.append(self.tr("also searched: {words}").format(words=", ".join(results.also_searched)))
        line = "  ·  ".join(parts)
        if results.corrected:
            return self.tr("Showing results for {words}").format(words=results.corrected) + "\n" + line
        return line

    def _nothing(self, query: str) -> str:
        return self.tr("Nothing found for “{query}”. Try fewer words, another word for it, or check how it is spelt.").format(
            query=query
        )

    def _answer_by_title(self, words: str) -> None:
        self._results = None
        packs = [pack.compiled for pack in self._shelf.packs() if pack.compiled is not None]
        try:
            entries = [entry for pack in packs for entry in pack.title_search(words, limit=_MOST)]
        except EditionError as error:
            self.failed.emit(error)
            return
        hits = tuple(
            Hit(
                pack=entry.pack,
                topic=entry.id,
                section="",
                title=entry.title,
                path=(entry.group.title, entry.title),
                score=0.0,
                matched_by=Reason.EXACT,
                snippet=entry.summary,
                marks=(),
            )
            for entry in entries
        )
        self.found.emit(hits, self._title_line(words, len(hits)))

    def _title_line(self, words: str, count: int) -> str:
        wait = self.tr("The full search is being prepared; this searches titles.")
        if not count:
            return f"{self._nothing(words)} {wait}"
        return f"{_counted(count, self.tr('topic'), self.tr('topics'))}  ·  {wait}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
