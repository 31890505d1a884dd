"""Write notes to files and take them in from there, in their lanes; whoever marks and writes meanwhile isn't kept waiting."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.app import Wardbook
from reader.desktop.instance import Request
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.marking.marking import Marking
from reader.errors import NotebookError
from reader.notebook.exchange.apart import read_apart, texts_of
from reader.notebook.exchange.exporting import Export, Format, export, write
from reader.notebook.exchange.importing import Report, Taken, merge
from reader.notebook.exchange.shelving import catalogue_of
from reader.notebook.locking.lock import LockedError
from reader.notebook.notebook import Notebook

_TOLD = 60  # refusals that another process is told of: its line has to end somewhere


class Exchanging(QObject):
    """Run exports and imports, and tell how they went."""

    prepared = Signal(object)  # Export
    written = Signal(str)  # the file
    tookIn = Signal(object)  # Report
    cancelled = Signal()  # an import, before anything was taken in
    failed = Signal(object)  # an exception

    def __init__(self, wardbook: Wardbook, jobs: Jobs, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardbook = wardbook
        self._jobs = jobs
        self._marking = marking

    @property
    def can_be_asked(self) -> bool:
        """Tell whether there is a notebook to write out or to take something into."""
        return self._wardbook.notebook is not None

    def prepare(self, form: Format, *, with_deleted_words: bool = True) -> None:
        """Make what would leave, after all that waits to be saved."""
        home, shelf, notebook = self._wardbook.home, self._wardbook.shelf, self._wardbook.notebook
        if notebook is None:
            self.failed.emit(self._refusal())
            return
        job = self._jobs.run(
            Lane.NOTEBOOK,
            lambda _progress, _cancelled: export(
                notebook, form, catalogue_of(home, shelf, notebook), with_deleted_words=with_deleted_words
            ),
            ticket="export",
        )
        job.done.connect(self.prepared)
        job.failed.connect(self.failed)

    def write(self, made: Export, file: str) -> None:
        """Write what was prepared to a file."""
        job = self._jobs.run(Lane.WORK, lambda _progress, _cancelled: write(made.text, Path(file)))
        job.done.connect(lambda _nothing: self.written.emit(file))
        job.failed.connect(self.failed)

    def take_in(self, file: Path, request: Request | None = None) -> None:
        """Read a file in the lane of work, and merge what is good of it in that of the notebook.

        Another process that asked for it is answered.
        """
        notebook = self._wardbook.notebook
        if notebook is None:
            self._fail(request, self._refusal())
            return
        texts = texts_of(self._wardbook.shelf)
        title = self.tr("Reading {name}").format(name=file.name)
        reading = self._jobs.run(Lane.WORK, lambda *told: read_apart(file, texts, *told), title=title)
        reading.done.connect(lambda taken: None if reading.was_cancelled else self._merge(notebook, request, taken))
        reading.failed.connect(partial(self._fail, request))
        reading.ended.connect(lambda: self._give_up(request) if reading.was_cancelled else None)
        if request is not None:
            reading.progressed.connect(request.progress)

    def _give_up(self, request: Request | None) -> None:
        self.cancelled.emit()
        if request is not None:
            request.refused("It was cancelled in the window.")

    def _merge(self, notebook: Notebook, request: Request | None, taken: Taken) -> None:
        merging = self._jobs.run(
            Lane.NOTEBOOK, lambda _progress, _cancelled: merge(notebook, taken), title=self.tr("Importing notes")
        )
        merging.done.connect(partial(self._welcome, request))
        merging.failed.connect(partial(self._fail, request))

    def _welcome(self, request: Request | None, report: Report) -> None:
        if report.added or report.changed:
            self._marking.reload()
        self.tookIn.emit(report)
        if request is None:
            return
        told = report.as_json(_TOLD) if request.message.get("json") is True else report.as_text(_TOLD)
        request.done(told) if report.taken or not report.refused else request.refused(told)

    def _fail(self, request: Request | None, error: Exception) -> None:
        self.failed.emit(error)
        if request is not None:
            request.refused(str(error))

    def _refusal(self) -> NotebookError:
        return LockedError() if self._wardbook.locked else NotebookError(self.tr("The notebook could not be opened."))
