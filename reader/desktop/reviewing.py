"""Find the marks again after an edition has come, and keep what the reader decides about those that have changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app import Wardbook
from reader.desktop.jobs import Cancelled, Jobs, Lane, Progress
from reader.desktop.marking.marking import Marking
from reader.library.model import Section
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.replacing import Reviewable, Tally, accepted, described, kept_unplaced, reanchored, review_list
from reader.notebook.replacing.edition import Edition

_REST = 400  # milliseconds after the last change of a mark, before the list is made anew


class Reviewing(QObject):
    """Know which marks wait for the reader."""

    changed = Signal()
    placed = Signal(object)  # Tally: what became of the marks of a pack in an edition that has just come
    failed = Signal(object)

    def __init__(self, wardbook: Wardbook, marking: Marking, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardbook = wardbook
        self._marking = marking
        self._jobs = jobs
        self._waiting: tuple[Reviewable, ...] = ()
        self._looked = False
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        marking.changed.connect(self._look_again)

    def waiting(self) -> tuple[Reviewable, ...]:
        """Return the marks that wait for the reader, critical ones first."""
        return self._waiting

    def place(self) -> None:
        """Find all marks of the shelf again, as far as they aren't placed in its editions yet, and list those that wait."""
        wardbook = self._wardbook
        if wardbook.notebook is None:
            return
        job = self._jobs.run(Lane.WORK, lambda progress, cancelled: _place_all(wardbook, progress, cancelled))
        job.done.connect(self._tell)
        job.failed.connect(self.failed)
        job.ended.connect(lambda: self._list(self._take))

    def look(self) -> None:
        """List the marks that wait, as the reader left them; those that were changed since are placed before."""
        self._list(self._take_or_place)

    def accept(self, mark_id: str) -> None:
        """Let the words that were found stand for the old ones, in the current edition."""
        one, edition = self._find(mark_id)
        if one is not None and edition is not None:
            self._settle(one.mark, accepted(one.mark, one.placements, edition))

    def keep_unplaced(self, mark_id: str) -> None:
        """Leave a mark without a place in the current edition, on purpose."""
        one, edition = self._find(mark_id)
        if one is not None and edition is not None:
            self._settle(one.mark, kept_unplaced(one.mark, edition))

    def reanchor(self, mark_id: str, topic_id: str, spans: Sequence[tuple[Section, int, int]]) -> bool:
        """Let other words of the current edition stand for the old ones; return whether there are any."""
        one, edition = self._find(mark_id)
        topic = edition.topic(topic_id) if edition is not None else None
        if one is None or edition is None or topic is None or not spans:
            return False
        self._settle(one.mark, reanchored(one.mark, [described(topic, *span) for span in spans], edition))
        return True

    def _settle(self, before: Highlight, after: Highlight) -> None:
        self._waiting = tuple(one for one in self._waiting if one.mark.id != before.id)
        self._marking.settle(before, after)
        self.changed.emit()

    def _find(self, mark_id: str) -> tuple[Reviewable | None, Edition | None]:
        """Return a mark that waits, as the reader left it; none, and a new list, if what was listed no longer holds."""
        listed = next((one for one in self._waiting if one.mark.id == mark_id), None)
        pack = self._wardbook.shelf.pack(listed.mark.targets[0].pack) if listed is not None else None
        if listed is None or pack is None or pack.compiled is None:
            return None, None
        now = self._marking.find(mark_id)
        same = isinstance(now, Highlight) and (now.targets, now.reviews) == (listed.mark.targets, listed.mark.reviews)
        if not isinstance(now, Highlight) or now.deleted is not None or not same or pack.digest != listed.edition:
            self.look()
            return None, None
        return replace(listed, mark=now), Edition(pack.compiled)

    def _look_again(self) -> None:
        if self._looked:
            self._rest.start()

    def _list(self, take: Callable[["_Listed"], None]) -> None:
        wardbook, notebook = self._wardbook, self._wardbook.notebook
        if notebook is None:
            return
        self._looked = True
        # In the notebook's lane, so that what was just decided is on the disk before.
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: _listed(wardbook, notebook))
        job.done.connect(take)
        job.failed.connect(self.failed)

    def _take(self, listed: "_Listed") -> None:
        self._waiting = listed.waiting
        self.changed.emit()

    def _take_or_place(self, listed: "_Listed") -> None:
        self._take(listed)
        if listed.missing:
            self.place()

    def _tell(self, news: Sequence[Tally]) -> None:
        for tally in news:
            self.placed.emit(tally)


@dataclass(frozen=True, slots=True)
class _Listed:
    waiting: tuple[Reviewable, ...]
    missing: bool  # whether there are marks that aren't placed yet


def _place_all(wardbook: Wardbook, progress: Progress, cancelled: Cancelled) -> list[Tally]:
    """Return what became of the marks of packs in whose edition none was placed before, unless all are as they were."""
    news = []
    for pack in wardbook.shelf.packs():
        if wardbook.notebook is None or pack.compiled is None:
            continue
        is_new = not wardbook.notebook.placements.on(pack.digest)
        tally = wardbook.place_marks(pack.manifest.id, progress, cancelled)
        if is_new and tally is not None and tally.exact < tally.marks:
            news.append(tally)
    return news


def _listed(wardbook: Wardbook, notebook: Notebook) -> _Listed:
    """Return what is known of the marks that wait; none is looked for here, for what is written waits for this lane."""
    packs = [pack for pack in wardbook.shelf.packs() if pack.compiled is not None]
    waiting = [one for pack in packs for one in review_list(notebook, pack.digest)]
    missing = any(notebook.placements.missing(pack.manifest.id, pack.digest) for pack in packs)
    return _Listed(tuple(sorted(waiting, key=lambda one: not one.critical)), missing)
