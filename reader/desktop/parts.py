"""The parts of a window, for those who tell them what to show."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from reader.desktop.actions import Actions
from reader.desktop.centre import Centre
from reader.desktop.look import Look
from reader.desktop.page.page import Page
from reader.desktop.panel.panel import Panel
from reader.desktop.sidebar.sidebar import Sidebar
from reader.desktop.status import StatusLine


@dataclass(frozen=True, slots=True)
class Parts:
    """What a window is laid out of."""

    window: QWidget
    wishes: Actions
    look: Look
    sidebar: Sidebar
    centre: Centre
    panel: Panel
    status: StatusLine

    @property
    def page(self) -> Page:
        """The page, in the middle pane."""
        return self.centre.page
