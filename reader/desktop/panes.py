"""Lay the three panes side by side, show, hide and fold the outer two, and lead the keyboard from one to the next."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from reader.desktop.folding import PANEL, SIDEBAR, Sizes, Wanted, share

_NARROWEST = 220
_NARROWEST_PAGE = 240  # to which a reader can drag it
_PLACES = {"sidebar": 0, "panel": 2}


class Panes(QSplitter):
    """Left, middle and right, one hairline between them; the middle takes what is left."""

    paneShown = Signal(str, bool)  # sidebar or panel; seen from now on, or not, for whatever reason

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (left, middle, right):
            self.addWidget(pane)
        left.setMinimumWidth(_NARROWEST)
        right.setMinimumWidth(_NARROWEST)
        middle.setMinimumWidth(_NARROWEST_PAGE)
        self._outer = {"sidebar": left, "panel": right}
        self._text = Sizes()
        self._wanted = {name: Wanted() for name in _PLACES}
        self.splitterMoved.connect(self._keep)
        for number, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(number, stretch)
        self.setSizes([SIDEBAR, 780, PANEL])

    def restore(self, state: QByteArray) -> None:
        """Take the widths that were kept, if there are any."""
        for word in state.toStdString().split():
            name, _, width = word.partition("=")
            if name in _PLACES and width.isdecimal():
                self._wanted[name] = replace(self._wanted[name], width=max(int(width), _NARROWEST))
        self._share_out()

    def state(self) -> QByteArray:
        """Return the widths that the reader has chosen, to be kept."""
        chosen = (f"{name}={wanted.width}" for name, wanted in self._wanted.items() if wanted.width)
        return QByteArray(" ".join(chosen).encode())

    def show_pane(self, name: str, *, shown: bool, insisted: bool = True) -> None:
        """Show or hide a pane as the reader chooses; what they insist on seeing doesn't fold, another one does."""
        if insisted:
            self._wanted = {other: replace(wanted, insisted=False) for other, wanted in self._wanted.items()}
        self._wanted[name] = replace(self._wanted[name], shown=shown, insisted=shown and insisted)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """Let the window become as narrow as the page alone may be: panes fold, they don't hold it open."""
        return QSize(_NARROWEST_PAGE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page its room."""
        super().resizeEvent(event)
        self._share_out()

    def set_scale(self, interface: float, page: float) -> None:
        """Give larger text its room: that of the outer panes, and that of the page."""
        self._text = Sizes(interface, page)
        self._share_out()

    def _share_out(self) -> None:
        side, panel = share(self.width(), self._wanted["sidebar"], self._wanted["panel"], self._text)
        for (name, pane), width in zip(self._outer.items(), (side, panel), strict=True):
            if pane.isHidden() != (width == 0):
                pane.setVisible(width > 0)
                self.paneShown.emit(name, width > 0)
        self.setSizes([side, max(self.width() - side - panel, 0), panel])

    def _keep(self) -> None:
        """Know the widths that the reader has set."""
        for name, place in _PLACES.items():
            if width := self.sizes()[place]:
                self._wanted[name] = replace(self._wanted[name], width=width)

    def step(self, stops: list[QWidget], by: int) -> None:
        """Lead the keyboard from the stop it is at to the next visible one, round and round."""
        seen = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        at = next((n for n, stop in enumerate(seen) if focused is stop or (focused and stop.isAncestorOf(focused))), -by)
        if seen:
            seen[(at + by) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)
