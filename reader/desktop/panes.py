"""Lay the three panes side by side, show and hide the outer two, and lead the keyboard from one to the next."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

SIDEBAR, PANEL = 280, 300
_NARROWEST = 220
_NARROW_SIDEBAR, _NARROW_PANEL = 248, 268  # in a window narrower than this:
_WIDE = 1200


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
        self._scale = 1.0
        self._chosen = False  # the reader has set the widths
        self.splitterMoved.connect(self._keep)
        for number, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(number, stretch)
        self.setSizes([SIDEBAR, 780, PANEL])

    def restore(self, state: QByteArray) -> None:
        """Take the widths that were kept, if there are any."""
        if not state.isEmpty():
            self._chosen = self.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page its room: the outer panes are narrower in a narrow window, unless the reader set them."""
        super().resizeEvent(event)
        if not self._chosen:
            self._share_out()

    def set_scale(self, scale: float) -> None:
        """Give larger text of the outer panes its room."""
        self._scale = scale
        if not self._chosen:
            self._share_out()

    def _share_out(self) -> None:
        wide = self.width() >= _WIDE * self._scale
        side, panel = (round(width * self._scale) for width in ((SIDEBAR, PANEL) if wide else (_NARROW_SIDEBAR, _NARROW_PANEL)))
        self.setSizes([side, max(self.width() - side - panel, 0), panel])

    def _keep(self) -> None:
        self._chosen = True

    def step(self, stops: list[QWidget], by: int) -> None:
        """Lead the keyboard from the stop it is at to the next visible one, round and round."""
        seen = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        at = next((n for n, stop in enumerate(seen) if focused is stop or (focused and stop.isAncestorOf(focused))), -by)
        if seen:
            seen[(at + by) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)
