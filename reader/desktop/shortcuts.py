"""All shortcuts on one page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.desktop.actions import Actions, Wish


class ShortcutsPage(QDialog):
    """List what the keys do, by what one wants to do."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QGridLayout(self)
        columns.setContentsMargins(32, 24, 32, 32)
        columns.setHorizontalSpacing(56)
        columns.setVerticalSpacing(16)
        sections = list(dict.fromkeys(wish.section for wish in actions.wishes if wish.section))
        for number, section in enumerate(sections):
            block = self._block(section, [wish for wish in actions.wishes if wish.section == section])
            columns.addWidget(block, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)

    def _block(self, section: str, wishes: list[Wish]) -> QWidget:
        block = QWidget(self)
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        heading = QLabel(section, block)
        heading.setObjectName("startHeading")
        rows.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 240)
        for row, wish in enumerate(wishes):
            grid.addWidget(QLabel(wish.text, block), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(6)
            caps.addStretch(1)
            for keys in wish.keys:
                cap = QLabel(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText), block)
                cap.setObjectName("keyCap")
                caps.addWidget(cap)
            grid.addLayout(caps, row, 1)
        rows.addLayout(grid)
        return block
