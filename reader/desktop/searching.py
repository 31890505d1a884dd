"""Search as the reader types: the newest query wins, and titles answer for the packs that have no index yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import TopicEntry
from reader.library.shelf.shelf import Shelf
from reader.search.results import Hit, Reason, Results

if TYPE_CHECKING:  # Whoosh comes with it, and the first page doesn't wait for that
    from reader.search.searcher import Searcher

_TICKET = "query"
_QUOTED = 28  # characters of a query that are said again
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
        searcher, words, waiting = self._searcher, self._query, self._waiting()
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: _found(searcher, waiting, words), ticket=_TICKET)
        job.done.connect(self._answer)
        job.failed.connect(self.failed)

    def clear(self) -> None:
        """Forget the query, and whatever is still searched for."""
        self._query = ""
        self._results = None
        self._jobs.drop(_TICKET)
        self.cleared.emit()

    def _answer(self, found: "_Found") -> None:
        """Show what the full search found, and after it what titles say of the packs that it doesn't know yet."""
        self._results = found.results
        for error in found.failures:
            self.failed.emit(error)
        results = found.results or Results(self._query)
        line = self._line(results, len(found.by_title))
        if found.waiting:
            line = f"{line}\n{self._wait(found.waiting)}"
        self.found.emit(results.hits + found.by_title, line)

    def _line(self, results: Results, by_title: int) -> str:
        if not results.hits and not by_title:
            return self._nothing(results.query)
        parts = []
        if results.hits:
            parts.append(
                self.tr("{sections} in {topics}").format(
                    sections=_counted(results.total, self.tr("section"), self.tr("sections")),
                    topics=_counted(results.topics, self.tr("topic"), self.tr("topics")),
                )
            )
        if by_title:
            parts.append(_counted(by_title, self.tr("title"), self.tr("titles")))
        if results.also_searched:
            parts.append(self.tr("also searched: {words}").format(words=", ".join(results.also_searched)))
        line = "  ·  ".join(parts)
        if results.corrected:
            return self.tr("Showing results for {words}").format(words=_shortened(results.corrected, 3 * _QUOTED)) + "\n" + line
        return line

    def _nothing(self, query: str) -> str:
        return self.tr("Nothing found for “{query}”. Try fewer words, another word for it, or check how it is spelt.").format(
            query=_shortened(query)
        )

    def _wait(self, titles: list[str]) -> str:
        if len(titles) == 1:
            return self.tr("{title} is still being prepared: its titles are searched.").format(title=titles[0])
        return self.tr("{titles} are still being prepared: their titles are searched.").format(titles=", ".join(titles))

    def _waiting(self) -> list[CompiledPack]:
        """Return the packs of the shelf that the full search doesn't know."""
        known = self._searcher.packs if self._searcher is not None else ()
        packs = [pack.compiled for pack in self._shelf.packs() if pack.compiled is not None]
        return [pack for pack in packs if pack.manifest.id not in known]


@dataclass(frozen=True, slots=True)
class _Found:
    """What one query found."""

    results: Results | None  # None where nothing is indexed yet
    by_title: tuple[Hit, ...]
    waiting: list[str]  # the titles of the packs of which only titles are searched
    failures: list[EditionError]


def _found(searcher: "Searcher | None", waiting: Sequence[CompiledPack], words: str) -> _Found:
    """Search, in a worker: going through the titles of a large pack would hold up the keys as well."""
    hits: list[Hit] = []
    failures: list[EditionError] = []
    for pack in waiting:
        try:
            hits += map(_title_hit, pack.title_search(words, limit=_MOST))
        except EditionError as error:
            failures.append(error)
    results = searcher.search(words, limit=_MOST) if searcher is not None else None
    return _Found(results, tuple(hits[:_MOST]), [pack.manifest.title for pack in waiting], failures)


def _title_hit(entry: TopicEntry) -> Hit:
    return Hit(
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


def _shortened(query: str, most: int = _QUOTED) -> str:
    """Return the beginning of a long query: the line has to fit above the results."""
    return query if len(query) <= most else query[: most - 1].rstrip() + "…"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
