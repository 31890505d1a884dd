"""Let the paper beside the column behave as the column does: it scrolls, and words can be selected from it."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea


class Margins:
    """Pass what the mouse does on the margins of a scroll area to its viewport.

    What the viewport itself leaves alone comes to the area too; it isn't passed back.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        self._area = area
        self._held = False  # a button was pressed on a margin and is still down

    def take(self, event: QEvent) -> bool:
        """Pass an event on; return whether it was one to pass."""
        if isinstance(event, QWheelEvent):
            return self._beside(event.position()) and QCoreApplication.sendEvent(self._area.verticalScrollBar(), event)
        return isinstance(event, QMouseEvent) and self._is_ours(event) and self._pass(event)

    def _is_ours(self, event: QMouseEvent) -> bool:
        was_held = self._held
        if event.type() == QEvent.Type.MouseButtonPress:
            self._held = was_held = self._beside(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._held = False
        return was_held

    def _pass(self, event: QMouseEvent) -> bool:
        viewport = self._area.viewport()
        inside = event.position() - QPointF(viewport.pos())
        moved = QMouseEvent(event.type(), inside, event.globalPosition(), event.button(), event.buttons(), event.modifiers())
        QCoreApplication.sendEvent(viewport, moved)
        event.accept()
        return True

    def _beside(self, point: QPointF) -> bool:
        return not self._area.viewport().geometry().contains(point.toPoint())
