"""Do changes of marks: hold what the reader did, save it, and undo it again."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from reader.desktop.marking.changes import ChangeCommand
from reader.desktop.marking.held import Held
from reader.desktop.marking.saving import Saving
from reader.errors import ReaderError
from reader.notebook.changing import Change, Edit
from reader.notebook.marks import Mark
from reader.notebook.stamps import Record


class Doing(QObject):
    """Put one undoable change after the other."""

    changed = Signal()
    failed = Signal(object)  # why nothing can be marked

    def __init__(self, held: Held, saving: Saving, refusal: ReaderError | None, parent: QObject | None = None) -> None:
        """Take what holds marks and what saves them; with a refusal, nothing is done but to tell it."""
        super().__init__(parent)
        self._held = held
        self._saving = saving
        self._refusal = refusal
        saving.settled.connect(self._take_up)
        self.stack = QUndoStack(self)
        self._writing: ChangeCommand | None = None  # the note that is being written, saved again and again
        self._writing_at = 0  # where it stands among what can be undone
        self._touched: Mark | None = None  # as the last change left it

    def do(self, what: str, before: Mark | None, after: Mark, *, settles: tuple[str, ...] = ()) -> ChangeCommand | None:
        """Change a mark, or make a new one; `settles` are words from elsewhere for which its words stand from now on."""
        if self._refusal is not None:
            self.failed.emit(self._refusal)
            return None
        change = Change(before, after, settles, seen=self._held.other_words(after.id))
        command = ChangeCommand(what, change, self._apply)
        self.stack.push(command)
        return command

    def go_on(self, what: str, before: Mark, after: Mark) -> None:
        """Change a mark in which the reader is writing: one undo takes all of it back, unless something else was done between."""
        latest = self._writing
        on_top = self.stack.index() == self.stack.count() == self._writing_at
        if latest is not None and on_top and not latest.change.undone and latest.change.is_of(before):
            latest.go_on(before, after)
        else:
            self._writing = self.do(what, before, after)
            self._writing_at = self.stack.index()

    def end_writing(self) -> None:
        """Let what is written next be undone by itself."""
        self._writing = None

    def undo(self) -> Mark | None:
        """Undo the last change; return the mark as it is now, deleted or not, None if there was nothing to undo."""
        self._touched = None
        self.stack.undo()
        return self._touched

    def redo(self) -> Mark | None:
        """Do again what was undone last; return the mark as it is now."""
        self._touched = None
        self.stack.redo()
        return self._touched

    def forget(self) -> None:
        """Undo nothing that was done before."""
        self.stack.clear()
        self._writing = None

    def _apply(self, edit: Edit) -> None:
        self._touched = edit.after
        self._held.put(edit.after)
        if edit.settles or edit.beside:
            self._held.put_others(edit.after.id, edit.beside)
        self._saving.save(edit)
        self.changed.emit()

    def _take_up(self, record: Record) -> None:
        """Hold a mark as it was saved: something else may have come into the notebook since it was read."""
        if self._held.take(record):
            self.changed.emit()
