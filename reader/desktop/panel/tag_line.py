"""Write a note's tags in one line, with commas between them; those in use are offered as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_BETWEEN = ", "
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class TagLine(QLineEdit):
    """Edit tags."""

    finished = Signal()  # with Enter or Esc
    left = Signal()  # the keyboard went elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagLine")
        self.setAccessibleName(self.tr("Tags"))
        self.setPlaceholderText(self.tr("Tags, with commas between"))
        self._known = QStringListModel(self)
        self.setCompleter(_LastTag(self._known, self))
        self.hide()

    def offer(self, known: Sequence[str]) -> None:
        """Offer these tags."""
        self._known.setStringList(list(known))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Begin with these tags."""
        self.setText(_BETWEEN.join(tags))

    def tags(self) -> tuple[str, ...]:
        """Return what is written, each tag once it has any letters."""
        return tuple(tag.strip() for tag in self.text().split(",") if tag.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Enter or Esc; both keep what was written."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere, unless a list of tags or another window has it for a while."""
        super().focusOutEvent(event)
        if event.reason() not in _COMING_BACK:
            self.left.emit()


class _LastTag(QCompleter):
    """Complete the tag that is written last, and keep those before it."""

    def __init__(self, known: QStringListModel, line: QLineEdit) -> None:
        super().__init__(known, line)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """Return what the offered tags have to begin with."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole line once a tag was chosen."""
        before = self._line.text().rpartition(",")[0]
        return f"{before}{_BETWEEN if before else ''}{index.data()}"
