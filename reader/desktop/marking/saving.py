"""Save marks in the notebook's lane; what the disk refuses is kept, and tried again."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.notebook.marks import Mark
from reader.notebook.notebook import Notebook

_HOUR = 60 * 60 * 1000  # milliseconds: a backup that was made today is noticed and not made again


class Saving(QObject):
    """Know which marks are on their way to the disk, and which of them it has refused."""

    changed = Signal()  # what is refused
    settled = Signal()  # a mark is on the disk
    failed = Signal(object)  # why a mark could not be saved
    notBackedUp = Signal(object)  # why there is no backup of today

    def __init__(self, notebook: Notebook | None, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._jobs = jobs
        self._unsettled: dict[str, Mark] = {}  # on their way to the disk, or refused by it
        self._refused: set[str] = set()
        self._hourly = QTimer(self, interval=_HOUR)
        self._hourly.timeout.connect(self.back_up)

    def unsettled(self) -> list[Mark]:
        """Return the marks that are not on the disk yet."""
        return list(self._unsettled.values())

    def is_saved(self, mark_id: str) -> bool:
        """Tell whether the disk has not refused the mark."""
        return mark_id not in self._refused

    @property
    def unsaved(self) -> int:
        """Return how many marks the disk has refused."""
        return len(self._refused)

    def save(self, mark: Mark) -> None:
        """Save a mark when all that was to be saved before is."""
        notebook = self._notebook
        if notebook is None:
            return
        self._unsettled[mark.id] = mark
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.save(mark))
        job.done.connect(lambda _nothing: self._settle(mark))
        job.failed.connect(lambda error: self._refuse(mark, error))

    def retry(self) -> None:
        """Try again to save what the disk refused."""
        for mark_id in tuple(self._refused):
            self.save(self._unsettled[mark_id])

    def back_up(self) -> None:
        """Make the day's backup beside everything else, today and on each further day that the window stays open."""
        notebook = self._notebook
        if notebook is not None:
            job = self._jobs.run(Lane.WORK, lambda _progress, _cancelled: notebook.back_up())
            job.failed.connect(self.notBackedUp)
            self._hourly.start()

    def back_up_changes(self) -> None:
        """Back up what was marked since the last time, after all that waits to be saved."""
        notebook = self._notebook
        if notebook is not None:
            job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.back_up_changes())
            job.failed.connect(self.notBackedUp)

    def _settle(self, mark: Mark) -> None:
        if self._unsettled.get(mark.id) is not mark:
            return  # a later version of it is on its way
        del self._unsettled[mark.id]
        if mark.id in self._refused:
            self._refused.discard(mark.id)
            self.changed.emit()
        self.settled.emit()

    def _refuse(self, mark: Mark, error: Exception) -> None:
        if self._unsettled.get(mark.id) is mark:
            self._refused.add(mark.id)
            self.changed.emit()
            self.failed.emit(error)
