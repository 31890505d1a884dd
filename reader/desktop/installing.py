"""Bring packs to the shelf and make them searchable, in the work lane; the window stays as quick as ever."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.app import Wardbook
from reader.desktop.instance import Request
from reader.desktop.jobs import Job, Jobs, Lane
from reader.library.shelf import Installed


class Installing(QObject):
    """Run what changes the shelf, one after the other, and tell when it has changed."""

    shelfChanged = Signal()
    searchOpened = Signal(object)  # Searcher
    installed = Signal(object)  # Installed
    failed = Signal(object)  # an exception
    settled = Signal()  # everything that could be prepared is

    def __init__(self, wardbook: Wardbook, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardbook = wardbook
        self._jobs = jobs

    def prepare(self) -> None:
        """Take up the bundled pack, make again what is stale, index it and open the search: after the first paint."""
        job = self._jobs.run(Lane.WORK, self._wardbook.prepare, title=self.tr("Preparing the library"))
        job.done.connect(lambda changed: self.shelfChanged.emit() if changed else None)
        job.failed.connect(self.failed)
        job.ended.connect(self._index)

    def install(self, folder: Path, request: Request | None = None, *, allow_older: bool = False) -> None:
        """Install the pack in a folder, and answer another process that asked for it."""
        wardbook = self._wardbook
        job = self._jobs.run(
            Lane.WORK,
            lambda progress, cancelled: wardbook.install(folder, progress, cancelled, allow_older=allow_older),
            title=self.tr("Installing {name}").format(name=folder.name),
        )
        job.done.connect(self._welcome)
        job.failed.connect(self.failed)
        if request is not None:
            _answer(request, job)

    def _welcome(self, installed: Installed) -> None:
        self.installed.emit(installed)
        if not installed.already:
            self.shelfChanged.emit()
            self._index()

    def _index(self) -> None:
        job = self._jobs.run(Lane.WORK, self._wardbook.make_indexes, title=self.tr("Preparing the search"))
        job.failed.connect(self.failed)
        job.ended.connect(self._open_search)

    def _open_search(self) -> None:
        wardbook = self._wardbook
        job = self._jobs.run(Lane.SEARCH, lambda _progress, _cancelled: wardbook.open_search())
        job.done.connect(self.searchOpened)
        job.failed.connect(self.failed)
        job.ended.connect(self.settled)


def _answer(request: Request, job: Job) -> None:
    """Tell the process that asked how it goes, until it has an outcome: cancelling is one too."""
    job.progressed.connect(request.progress)
    job.done.connect(lambda installed: request.done(installed_sentence(installed)))
    job.failed.connect(lambda error: request.refused(str(error)))
    job.ended.connect(lambda: request.refused("The installation was cancelled in the window."))


def installed_sentence(installed: Installed) -> str:
    """Say what was installed, and how many warnings there were."""
    name = f"{installed.manifest.title}, edition {installed.manifest.edition}"
    if installed.already:
        return f"{name} is installed already."
    warnings = len(installed.findings)
    told = f" with {warnings:,} warning{'' if warnings == 1 else 's'}" if warnings else ""
    return f"{name} is installed{told}."
