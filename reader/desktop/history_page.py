"""List what was read, and let the reader clear that or switch it off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.desktop.panel.line_list import LineList
from reader.desktop.panel.line_model import Line
from reader.desktop.theme import Theme

_SIZE = (520, 560)


class HistoryPage(QDialog):
    """Show the visits, the latest first; tell what was asked."""

    chosen = Signal(str)  # key of a line
    cleared = Signal()
    keptChanged = Signal(bool)

    def __init__(self, lines: Sequence[Line], theme: Theme, *, kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What was read"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        about = QLabel(self.tr("It is kept on this machine only, and never exported."), self)
        about.setObjectName("emptyHint")
        about.setWordWrap(True)
        self.list = LineList(theme, "history", self.tr("Nothing yet."), self)
        self.list.name(self.windowTitle())
        self.list.show_lines(lines)
        self.list.chosen.connect(self._choose)
        self._kept = QCheckBox(self.tr("Keep what is read"), self)
        self._kept.setChecked(kept)
        self._kept.toggled.connect(self.keptChanged)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 20, 16, 20)
        rows.setSpacing(12)
        for part in (about, self._kept):
            rows.addLayout(_inset(part))
        rows.insertWidget(1, self.list, 1)
        rows.addLayout(self._buttons(has_any=bool(lines)))
        self.list.setFocus()

    def _buttons(self, *, has_any: bool) -> QHBoxLayout:
        self._clear = QPushButton(self.tr("Clear the list"), self)
        self._clear.setAutoDefault(False)
        self._clear.setEnabled(has_any)
        self._clear.clicked.connect(self._forget)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 0)
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        buttons.addWidget(close)
        return buttons

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)
        self.accept()

    def _forget(self) -> None:
        self.list.show_lines(())
        self._clear.setEnabled(False)
        self.cleared.emit()


def _inset(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.addWidget(part)
    return row
