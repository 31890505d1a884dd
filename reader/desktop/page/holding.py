"""Hold the place that was gone to, through showing, resizing and dressing anew, until the reader scrolls on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextEdit

from reader.desktop.page.shown import Place


class Holding(QObject):
    """Know which place the page stands at by intent, which the first line in sight doesn't tell.

    A page that isn't shown yet has no lines, and one that ends soon can't bring its last section to the top.
    """

    def __init__(self, page: QTextEdit, go_to: Callable[[str, int], bool]) -> None:
        super().__init__(page)
        self.place: Place | None = None
        self._go_to = go_to
        self._kept = 0
        bar = page.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self.again)  # the page may have been too short for the place until now

    def again(self) -> None:
        """Go again to the place that is held."""
        if self.place is not None and not self._kept:
            self._go_to(self.place.section, self.place.offset)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Know that what scrolls within the block isn't the reader."""
        self._kept += 1
        try:
            yield
        finally:
            self._kept -= 1

    def _scrolled(self) -> None:
        if not self._kept:
            self.place = None
