"""The middle pane: the page, the notebook, the start page or the one that asks for the passphrase; and a notice over it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.desktop.locking.lock_page import LockPage
from reader.desktop.notebook_view.view import NotebookView
from reader.desktop.notice import NoticeBar
from reader.desktop.page.page import Page
from reader.desktop.start_page import StartPage
from reader.desktop.theme import Theme


class Centre(QWidget):
    """Hold the pages and the notice bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(theme, self)
        self.start = StartPage(theme, self)
        self.lock = LockPage(theme, self)
        self.notebook = NotebookView(theme, self)
        self.notice = NoticeBar(theme, self)
        self._layers = QStackedWidget(self)
        self._layers.addWidget(self.start)
        self._layers.addWidget(self.page)
        self._layers.addWidget(self.lock)
        self._layers.addWidget(self.notebook)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._layers, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice in its place."""
        super().resizeEvent(event)
        self.notice.place()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self.page.set_theme(theme)
        self.start.set_theme(theme)
        self.lock.set_theme(theme)
        self.notebook.set_theme(theme)
        self.notice.set_theme(theme)

    def show_page(self) -> None:
        """Show the page in place of the start page."""
        self._layers.setCurrentWidget(self.page)

    def show_start(self) -> None:
        """Show the start page in place of the page."""
        self._layers.setCurrentWidget(self.start)

    def show_notebook(self) -> None:
        """Show the marks of all topics."""
        self._layers.setCurrentWidget(self.notebook)

    def show_lock(self) -> None:
        """Show the page that asks for the passphrase."""
        self._layers.setCurrentWidget(self.lock)

    @property
    def shows_page(self) -> bool:
        """Tell whether a topic is shown."""
        return self._layers.currentWidget() is self.page

    @property
    def shows_start(self) -> bool:
        """Tell whether the start page is shown."""
        return self._layers.currentWidget() is self.start

    def current(self) -> QWidget | None:
        """Return what is shown."""
        return self._layers.currentWidget()
