"""Save marks in the notebook's lane; what the disk refuses is kept, and tried again."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.notebook.changing import Edit
from reader.notebook.marks import Mark
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import Record

_HOUR = 60 * 60 * 1000  # milliseconds: a backup that was made today is noticed and not made again


class Saving(QObject):
    """Know which marks are on their way to the disk, and which of them it has refused."""

    changed = Signal()  # what is refused
    settled = Signal(object)  # Record: a mark is on the disk, and this is held of it
    failed = Signal(object)  # why a mark could not be saved
    notBackedUp = Signal(object)  # why there is no backup of today

    def __init__(self, notebook: Notebook | None, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._jobs = jobs
        self._queue = _Queue(notebook) if notebook is not None else None
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

    def save(self, edit: Edit) -> None:
        """Save an edit of a mark when all that was to be saved before is."""
        self._unsettled[edit.after.id] = edit.after
        self._write(edit.after, edit)

    def retry(self) -> None:
        """Try again to save what the disk refused."""
        for mark_id in tuple(self._refused):
            self._write(self._unsettled[mark_id])

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

    def _write(self, mark: Mark, *edits: Edit) -> None:
        queue = self._queue
        if queue is None:
            return
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: queue.write(mark.id, *edits))
        job.done.connect(lambda held: self._settle(mark, held))
        job.failed.connect(lambda error: self._refuse(mark, error))

    def _settle(self, mark: Mark, held: Record | None) -> None:
        if self._unsettled.get(mark.id) is not mark:
            return  # a later version of it is on its way
        del self._unsettled[mark.id]
        if mark.id in self._refused:
            self._refused.discard(mark.id)
            self.changed.emit()
        if held is not None:
            self.settled.emit(held)

    def _refuse(self, mark: Mark, error: Exception) -> None:
        if self._unsettled.get(mark.id) is mark:
            self._refused.add(mark.id)
            self.changed.emit()
            self.failed.emit(error)


class _Queue:
    """The edits that the disk has refused: each goes before the next one of its mark. It lives in the notebook's lane."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._refused: dict[str, list[Edit]] = {}

    def write(self, mark_id: str, *edits: Edit) -> Record | None:
        """Write what was refused and these; return what is held of the mark then, None if nothing was to be written."""
        waiting = self._refused.pop(mark_id, [])
        for edit in edits:
            waiting = [*waiting[:-1], *waiting[-1].then(edit)] if waiting else [edit]
        if not waiting:
            return None
        try:
            return self._notebook.write(*waiting)[-1]
        except BaseException:
            self._refused[mark_id] = waiting
            raise
