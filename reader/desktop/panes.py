"""Lay the three panes side by side, show and hide the outer two, and lead the keyboard from one to the next."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

SIDEBAR, PANEL = 280, 300
_NARROWEST = 220


class Panes(QSplitter):
    """Left, middle and right, one hairline between them; the middle takes what is left."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (left, middle, right):
            self.addWidget(pane)
        left.setMinimumWidth(_NARROWEST)
        right.setMinimumWidth(_NARROWEST)
        middle.setMinimumWidth(360)
        for number, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(number, stretch)
        self.setSizes([SIDEBAR, 780, PANEL])

    def restore(self, state: QByteArray) -> None:
        """Take the widths that were kept, if there are any."""
        if not state.isEmpty():
            self.restoreState(state)

    def step(self, stops: list[QWidget], by: int) -> None:
        """Lead the keyboard from the stop it is at to the next visible one, round and round."""
        seen = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        at = next((n for n, stop in enumerate(seen) if focused is stop or (focused and stop.isAncestorOf(focused))), -by)
        if seen:
            seen[(at + by) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)
