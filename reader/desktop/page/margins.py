"""Let the paper beside the column behave as the column does: it scrolls, and words can be selected from it."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

_MOUSE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease})


def pass_to_viewport(area: QAbstractScrollArea, event: QEvent) -> bool:
    """Send the viewport what the mouse does on its margins; return whether that was done."""
    if isinstance(event, QWheelEvent):
        return QCoreApplication.sendEvent(area.verticalScrollBar(), event)
    if event.type() not in _MOUSE or not isinstance(event, QMouseEvent):
        return False
    moved = QMouseEvent(
        event.type(),
        event.position() - QPointF(area.viewport().pos()),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
    )
    return QCoreApplication.sendEvent(area.viewport(), moved)
