"""Ask the notebook for what is chosen, away from the main thread, and read the marks that come into sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.desktop.notebook_view.choice import Choice, Removed, Show, Topic, wanted
from reader.errors import EditionError
from reader.library.shelf.shelf import Shelf
from reader.notebook.anchoring import Kind as AnchorKind
from reader.notebook.exchange.shelving import outlines
from reader.notebook.listing import Tag
from reader.notebook.marks import Bookmark, Highlight, Mark, settled
from reader.notebook.notebook import Notebook
from reader.notebook.ordering import OutlineOf, spot_of
from reader.notebook.times import utc_now
from reader.notebook.wanted import Sort, Wanted
from reader.notebook.words import terms

_TICKET = "notebook view"


@dataclass(frozen=True, slots=True)
class Found:
    """What the notebook holds of what was chosen."""

    choice: Choice
    ids: tuple[str, ...]
    total: int  # marks in the whole notebook


class Asking(QObject):
    """Know the notebook and the shelf; the newest choice wins."""

    found = Signal(object)  # Found
    failed = Signal(object)

    def __init__(self, notebook: Notebook | None, shelf: Shelf, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._shelf = shelf
        self._jobs = jobs
        self._outlines: OutlineOf = outlines(shelf)
        self._editions: tuple[str, ...] = ()

    def ask(self, choice: Choice) -> None:
        """Look for what is chosen; `found` tells."""
        notebook = self._notebook
        if notebook is None:
            return
        missed = self.topics() if choice.topic is Removed.TOPICS else []
        removed = frozenset(topic for topic, title in missed if not title)
        editions = frozenset(pack.digest for pack in self._shelf.packs())
        asked = wanted(choice, utc_now(), removed, editions)
        work = _work(notebook, choice, asked, self._present_outlines())
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: work(), ticket=_TICKET)
        job.done.connect(self.found)
        job.failed.connect(self.failed)

    def marks(self, ids: Sequence[str]) -> list[Mark]:
        """Return the marks with these ids, deleted or not, in their order."""
        if self._notebook is None:
            return []
        read = {mark.id: mark for mark in self._notebook.marks(ids)}
        return [read[mark_id] for mark_id in ids if mark_id in read]

    def tags(self) -> list[Tag]:
        """Return the tags in use."""
        return self._notebook.tags() if self._notebook else []

    def topics(self) -> list[tuple[Topic, str]]:
        """Return the topics that are marked, by title; those that are no longer on the shelf come first, without one."""
        marked = self._notebook.topics() if self._notebook else []
        return sorted(((topic, self.title(topic)) for topic in marked), key=lambda pair: pair[1].casefold())

    def edition(self, pack_id: str) -> str:
        """Return the present edition of a pack by its digest; nothing if it is no longer on the shelf."""
        pack = self._shelf.pack(pack_id)
        return pack.digest if pack is not None else ""

    def state(self, mark: Mark) -> str:
        """Say that the words of a mark have changed in the present edition, or that it has no place there; else nothing."""
        edition = self.edition(spot_of(mark).pack)
        if (
            self._notebook is None
            or mark.deleted is not None
            or (isinstance(mark, Highlight) and settled(mark, edition) is not None)
        ):
            return ""
        kinds = {one.kind for one in self._notebook.placements.of_version(edition, mark)}
        if AnchorKind.CHANGED.value in kinds:
            return self.tr("its words have changed")
        return self.tr("without a place in this edition") if AnchorKind.UNPLACED.value in kinds else ""

    def title(self, topic: Topic) -> str:
        """Return what a topic is called; nothing if it is no longer on the shelf."""
        pack, topic_id = topic
        try:
            entry = self._shelf.find_topic(topic_id, pack)
        except EditionError:
            return topic_id  # the pack is being made again
        return entry.title if entry else ""

    def _present_outlines(self) -> OutlineOf:
        """Return what knows where topics stand, made anew when the shelf has changed."""
        editions = tuple(pack.digest for pack in self._shelf.packs())
        if editions != self._editions:
            self._editions, self._outlines = editions, outlines(self._shelf)
        return self._outlines


def _work(notebook: Notebook, choice: Choice, asked: Wanted, outline_of: OutlineOf) -> Callable[[], Found]:
    def work() -> Found:
        if choice.show is Show.DELETED:
            ids = tuple(mark.id for mark in notebook.deleted() if _holds(mark, choice.text))
        else:
            ids = notebook.chosen(asked, outline_of)
        return Found(choice, ids, len(notebook.chosen(Wanted(sort=Sort.OLDEST))))

    return work


def _holds(mark: Mark, words: str) -> bool:
    """Tell whether a deleted mark, which no index holds, has all the words; each may just have been begun."""
    written = mark.label if isinstance(mark, Bookmark) else mark.note
    quotes = [target.exact for target in mark.targets] if isinstance(mark, Highlight) else []
    there = terms(" ".join((written, *quotes, *mark.tags)))
    return all(any(term.startswith(asked) for term in there) for asked in terms(words))
