"""All shortcuts on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.desktop.actions import Actions


@dataclass(frozen=True, slots=True)
class Keys:
    """What some keys do."""

    text: str
    keys: tuple[str, ...]


def all_keys(actions: Actions) -> dict[str, list[Keys]]:
    """Return what all keys do, by where they do it: those of the window, and those of what has the keyboard."""
    found: dict[str, list[Keys]] = {}
    for wish in actions.wishes:
        if wish.section:
            shown = tuple(_native(keys) for keys in wish.keys)
            found.setdefault(wish.section, []).append(Keys(wish.text, shown))
    for section, keys in _local_keys().items():
        found.setdefault(section, []).extend(keys)
    return found


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _local_keys() -> dict[str, list[Keys]]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    wheel = tr("{control}+wheel").format(control=_native("Ctrl+A").removesuffix("A").removesuffix("+"))
    return {
        tr("Read"): [
            Keys(tr("Larger or smaller text"), (wheel,)),
            Keys(tr("Top and end of the page"), (_native("Ctrl+Home"), _native("Ctrl+End"))),
            Keys(tr("Caret to the next or previous paragraph, to mark it"), (_native("Ctrl+Down"), _native("Ctrl+Up"))),
        ],
        tr("Window"): [Keys(tr("Leave full screen, a search or a bar"), (_native("Esc"),))],
        tr("With words selected"): [
            Keys(tr("Highlight in amber, green, blue, rose"), ("1", "2", "3", "4")),
            Keys(tr("Write a note"), ("N",)),
            Keys(tr("Copy the words"), ("C",)),
            Keys(tr("Copy with citation"), (_native("Shift+C"),)),
        ],
        tr("On a note or a bookmark"): [
            Keys(tr("Go to its words"), (tr("Enter"),)),
            Keys(tr("Edit the note"), (_native("F2"),)),
            Keys(tr("Rename a bookmark"), (_native("F2"),)),
            Keys(tr("Move a bookmark up or down"), (_native("Alt+Up"), _native("Alt+Down"))),
            Keys(tr("Copy its words with citation"), (_native("Ctrl+C"),)),
            Keys(tr("Delete it"), (_native("Del"),)),
            Keys(tr("Finish writing"), (_native("Ctrl+Return"), _native("Esc"))),
        ],
    }


class ShortcutsPage(QDialog):
    """List what the keys do, by what one wants to do."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 24, 32, 32)
        across.setSpacing(56)
        columns = [QVBoxLayout(), QVBoxLayout()]
        lengths = [0, 0]
        for column in columns:
            column.setSpacing(16)
            across.addLayout(column)
        for section, keys in all_keys(actions).items():
            shorter = lengths.index(min(lengths))
            columns[shorter].addWidget(self._block(section, keys))
            lengths[shorter] += len(keys) + 2  # the heading takes the height of two rows
        for column in columns:
            column.addStretch(1)

    def _block(self, section: str, rows_of_keys: Sequence[Keys]) -> QWidget:
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
        for row, line in enumerate(rows_of_keys):
            grid.addWidget(QLabel(line.text, block), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(6)
            caps.addStretch(1)
            for keys in line.keys:
                cap = QLabel(keys, block)
                cap.setObjectName("keyCap")
                caps.addWidget(cap)
            grid.addLayout(caps, row, 1)
        rows.addLayout(grid)
        return block
