"""Search as the reader types: the newest inquiry wins, and titles answer for the packs that have no index yet."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QObject, Signal

from reader.desktop.inquiry.answer import Answer, FoundNote
from reader.desktop.inquiry.asked import Inquiry, Scope, allows
from reader.desktop.inquiry.mine import Mine
from reader.desktop.jobs import Jobs, Lane
from reader.errors import EditionError, NotebookError, ReaderError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import TopicEntry
from reader.library.shelf.shelf import Shelf
from reader.search.filters import Filter
from reader.search.finder import Finder
from reader.search.results import Hit, Reason, Results

_TICKET = "query"
FIRST, ALL = 20, 100  # hits: what a list shows at once and a little more, and how far anyone reads


class Searching(QObject):
    """Ask the searcher in its lane, and tell what it answers."""

    found = Signal(object)  # Answer
    cleared = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, shelf: Shelf, mine: Mine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._shelf = shelf
        self._mine = mine
        self._searcher: Finder | None = None
        self._inquiry = Inquiry("")
        self._answer: Answer | None = None

    def use(self, searcher: Finder | None) -> None:
        """Search with this from now on; the former one is closed in the lane, after what it is still asked."""
        former, self._searcher = self._searcher, searcher
        if former is not None:
            self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: former.close())
        if self._inquiry.words:
            self._ask(self._inquiry)

    @property
    def ready(self) -> bool:
        """Tell whether the full search answers, not titles only."""
        return self._searcher is not None

    @property
    def inquiry(self) -> Inquiry:
        """What is looked for now; no words, if nothing is."""
        return self._inquiry

    @property
    def answer(self) -> Answer | None:
        """What was found last; its matcher marks the words on a page."""
        return self._answer

    def search(self, words: str) -> None:
        """Search for what stands in the field, where the last words were searched; nothing but white space clears."""
        if not words.strip():
            self.clear()
            return
        self._ask(Inquiry(words.lstrip(), self._inquiry.scope))

    def look_in(self, scope: Scope) -> None:
        """Search for the same words elsewhere."""
        self._ask(replace(self._inquiry, scope=scope))

    def insist(self) -> None:
        """Search for the same words as they are typed."""
        self._ask(replace(self._inquiry, as_typed=True))

    def go_on(self) -> None:
        """Find more of the same, if there is more."""
        if self._answer is not None and self._answer.has_more and self._answer.limit < ALL:
            self._ask(self._inquiry, ALL)

    def return_to(self, answer: Answer) -> None:
        """Take up a former inquiry, with what it found then."""
        self._jobs.drop(_TICKET)
        self._inquiry, self._answer = answer.inquiry, answer

    def clear(self) -> None:
        """Forget the inquiry, where it looked, and whatever is still searched for."""
        self._inquiry = Inquiry("")
        self._answer = None
        self._jobs.drop(_TICKET)
        self.cleared.emit()

    def _ask(self, inquiry: Inquiry, limit: int = FIRST) -> None:
        self._inquiry = inquiry
        work = _Work(self._searcher, self._waiting(), self._mine, inquiry, limit)
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: work.answer(), ticket=_TICKET)
        job.done.connect(self._tell)
        job.failed.connect(self.failed)

    def _tell(self, answer: Answer) -> None:
        self._answer = answer
        for error in answer.failures:
            self.failed.emit(error)
        self.found.emit(answer)

    def _waiting(self) -> list[CompiledPack]:
        """Return the packs of the shelf that the full search doesn't know."""
        known = self._searcher.packs if self._searcher is not None else ()
        packs = [pack.compiled for pack in self._shelf.packs() if pack.compiled is not None]
        return [pack for pack in packs if pack.manifest.id not in known]


class _Work:
    """Answer one inquiry, in a worker: going through the titles of a large pack would hold up the keys as well."""

    def __init__(
        self, searcher: Finder | None, waiting: Sequence[CompiledPack], mine: Mine, inquiry: Inquiry, limit: int
    ) -> None:
        self._searcher = searcher
        self._waiting = waiting
        self._mine = mine
        self._inquiry = inquiry
        self._limit = limit
        self._failures: list[ReaderError] = []

    def answer(self) -> Answer:
        """Ask everything that can be asked."""
        inquiry = self._inquiry
        where = inquiry.scope.filter(self._mine.marked(), self._mine.bookmarked()) if inquiry.scope else None
        results = self._results(where)
        return Answer(
            inquiry=inquiry,
            results=results,
            limit=self._limit,
            full=self._searcher is not None and not self._waiting,
            by_title=tuple(islice(self._by_title(where), self._limit)),
            notes=self._notes(inquiry.words) or self._notes(results.corrected or ""),
            waiting=tuple(pack.manifest.title for pack in self._waiting),
            failures=tuple(self._failures),
        )

    def _results(self, where: Filter | None) -> Results:
        if self._searcher is None:
            return Results(self._inquiry.words)
        words, as_typed = self._inquiry.words, self._inquiry.as_typed
        return self._searcher.search(words, limit=self._limit, where=where, as_typed=as_typed)

    def _by_title(self, where: Filter | None) -> list[Hit]:
        entries: list[TopicEntry] = []
        for pack in self._waiting:
            try:
                entries += pack.title_search(self._inquiry.words, limit=ALL)
            except EditionError as error:
                self._failures.append(error)
        return [_title_hit(entry) for entry in entries if allows(where, entry)]

    def _notes(self, words: str) -> tuple[FoundNote, ...]:
        try:
            return self._mine.find(words)
        except NotebookError as error:
            self._failures.append(error)
            return ()


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
