"""Put changes of marks on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from reader.notebook.changing import Change, Edit
from reader.notebook.marks import Mark


class ChangeCommand(QUndoCommand):
    """A change that is saved when it is done, undone or done again."""

    def __init__(self, what: str, change: Change, apply: Callable[[Edit], None]) -> None:
        super().__init__(what)
        self.change = change
        self._apply = apply

    def redo(self) -> None:
        """Save the new version."""
        self._apply(self.change.redo())

    def undo(self) -> None:
        """Save the former version."""
        self._apply(self.change.undo())

    def go_on(self, before: Mark, after: Mark) -> None:
        """Take the change further: one undo takes all of it back."""
        self._apply(self.change.go_on(before, after))
