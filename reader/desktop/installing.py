"""Bring packs to the shelf and make them searchable, in the work lane; the window stays as quick as ever."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from reader.app import Wardbook
from reader.desktop.instance import Request
from reader.desktop.jobs import Cancelled, Job, Jobs, Lane, Progress, Work
from reader.errors import NotebookError
from reader.library.making.child import CancelledError
from reader.library.shelf.shelf import Installed
from reader.notebook.replacing import Tally

if TYPE_CHECKING:  # Whoosh comes with it
    from reader.search.searcher import Searcher

_TRIES = 2  # to make an index that can't be opened
_PAUSE = 20_000  # milliseconds before all indexes are read: what is asked for first isn't held up by that


class Installing(QObject):
    """Run what changes the shelf, one after the other, and tell when it has changed."""

    shelfChanged = Signal()
    searchOpened = Signal(object)  # Searcher
    installed = Signal(object, str, object)  # Installed, the sentence that says so, and the Tally of its marks, None without any
    cancelled = Signal()  # an installation, before anything was installed
    failed = Signal(object)  # an exception
    settled = Signal()  # everything that could be prepared is

    def __init__(self, wardbook: Wardbook, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardbook = wardbook
        self._jobs = jobs
        self._search_is_open = False
        self._missing: tuple[str, ...] = ()  # packs that the search could not open
        self._index_is_made = False
        self._tries = _TRIES
        self._looked_over = False
        self._welcomed = False
        self.under_way = ""  # what changes the shelf, as the status line names it
        self.shelfChanged.connect(self._open_search)
        # It is emitted in the lane's thread.
        self._indexMade.connect(self._open_search, Qt.ConnectionType.QueuedConnection)

    def prepare(self) -> None:
        """Open the search over what is indexed; take up the bundled pack, make again what is stale, and index it.

        Made for the time after the first paint. What can be searched already never waits for a pack that can't.
        """
        if self._wardbook.shelf.packs():
            self._open_search()
        job = self._jobs.run(Lane.WORK, self._wardbook.prepare, title=self.tr("Preparing the library"))
        job.done.connect(lambda changed: self.shelfChanged.emit() if changed else None)
        job.failed.connect(self.failed)
        job.ended.connect(self._index)

    def install(self, folder: Path, request: Request | None = None, *, allow_older: bool = False) -> None:
        """Install the pack in a folder, and answer another process that asked for it."""
        wardbook = self._wardbook
        self._change_shelf(
            lambda progress, cancelled: wardbook.install(folder, progress, cancelled, allow_older=allow_older),
            self.tr("Installing {name}").format(name=folder.name),
            lambda installed: installed_sentence(installed, folder),
            request,
        )

    def roll_back(self, pack: str, request: Request | None = None) -> None:
        """Go back to the edition of a pack before, and answer another process that asked for it."""
        wardbook = self._wardbook
        self._change_shelf(
            lambda progress, cancelled: wardbook.rollback(pack, progress, cancelled),
            self.tr("Going back to the earlier edition"),
            rolled_back_sentence,
            request,
        )

    def _change_shelf(self, work: Work, title: str, sentence: Callable[[Installed], str], request: Request | None) -> None:
        self.under_way = title
        wardbook = self._wardbook
        job = self._jobs.run(Lane.WORK, lambda *told: _and_place(wardbook, work(*told), *told), title=title)
        job.done.connect(lambda done: self._welcome(done[0], done[1], _told(sentence, *done)))
        job.failed.connect(self.failed)
        job.ended.connect(self._end)
        if request is not None:
            _answer(request, job, sentence)

    @Slot()
    def _end(self) -> None:
        """Tell when nothing came of an installation because it was cancelled; what is done is told before."""
        self.under_way = ""
        job, welcomed = self.sender(), self._welcomed
        self._welcomed = False
        if isinstance(job, Job) and job.was_cancelled and not welcomed:
            self.cancelled.emit()

    def _welcome(self, installed: Installed, tally: Tally | None, told: str) -> None:
        self._welcomed = True
        self.installed.emit(installed, told, tally)
        if not installed.already:
            self.shelfChanged.emit()
            self._index()

    _indexMade = Signal()

    def _index(self) -> None:
        wardbook, made = self._wardbook, self._indexMade.emit
        job = self._jobs.run(
            Lane.WORK,
            lambda progress, cancelled: wardbook.make_indexes(progress, cancelled, made),
            title=self.tr("Preparing the search"),
        )
        self._index_is_made = False
        job.done.connect(self._note_index)
        job.failed.connect(self.failed)
        job.ended.connect(self._finish)

    def _open_search(self) -> Job:
        """Open it over what is indexed now; that this can fail while an index is being mended is nobody's concern yet."""
        wardbook = self._wardbook
        self._search_is_open = False
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: wardbook.open_search())
        job.done.connect(self._welcome_search)
        return job

    def _note_index(self) -> None:
        self._index_is_made = True

    def _welcome_search(self, searcher: "Searcher") -> None:
        self._search_is_open = True
        self._missing = searcher.missing
        self.searchOpened.emit(searcher)

    def _finish(self) -> None:
        """Wait until the searches that are being opened are, and settle."""
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: None)
        job.ended.connect(self._settle)

    def _settle(self) -> None:
        if self._search_is_open and self._missing and self._index_is_made and self._tries:
            self._tries -= 1  # an index looked good when it was asked for, and not any more when it was opened
            self._index()
            return
        if self._search_is_open:
            self.settled.emit()
            QTimer.singleShot(_PAUSE, self, self.look_over)
            return
        job = self._open_search()
        job.failed.connect(self.failed)
        job.ended.connect(self.settled)

    def look_over(self) -> None:
        """Read every byte of the indexes once, to mend damage before somebody asks for what it has hit."""
        if self._looked_over:
            return
        self._looked_over = True
        wardbook = self._wardbook
        job = self._jobs.run(Lane.WORK, lambda _progress, cancelled: wardbook.damaged_indexes(cancelled))
        job.done.connect(lambda damaged: self.prepare() if damaged else None)


def _answer(request: Request, job: Job, sentence: Callable[[Installed], str]) -> None:
    """Tell the process that asked how it goes, until it has an outcome: cancelling is one too."""
    job.progressed.connect(request.progress)
    job.done.connect(lambda done: request.done(_told(sentence, *done)))
    job.failed.connect(lambda error: request.refused(str(error)))
    job.ended.connect(lambda: request.refused("It was cancelled in the window."))


def _and_place(
    wardbook: Wardbook, installed: Installed, progress: Progress, cancelled: Cancelled
) -> tuple[Installed, Tally | None]:
    """Find the marks of a pack again in the edition that has come; those that can't be placed now are placed later."""
    try:
        return installed, wardbook.place_marks(installed.manifest.id, progress, cancelled)
    except (NotebookError, CancelledError):  # the edition is installed, whatever becomes of the marks
        return installed, None


def _told(sentence: Callable[[Installed], str], installed: Installed, tally: Tally | None) -> str:
    """Say what was done, and what became of the marks where there are any."""
    return f"{sentence(installed)} {tally.sentence}." if tally is not None else sentence(installed)


def rolled_back_sentence(installed: Installed) -> str:
    """Say which edition is on the shelf again."""
    return f"{installed.manifest.title}, edition {installed.manifest.edition}, is on the shelf again."


def installed_sentence(installed: Installed, folder: Path) -> str:
    """Say what was installed, how many warnings there were and where they can be read."""
    name = f"{installed.manifest.title}, edition {installed.manifest.edition}"
    if installed.already:
        return f"{name} is installed already."
    warnings = len(installed.findings)
    if not warnings:
        return f"{name} is installed."
    told = "1 warning" if warnings == 1 else f"{warnings:,} warnings"
    return f"{name} is installed with {told}: wardbook pack check {folder} lists {'it' if warnings == 1 else 'them'}."
