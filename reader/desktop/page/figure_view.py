"""Show one figure whole and as large as the window allows, its caption below; Esc or a click closes it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

_MARGIN = 24
_SHARE = 0.96  # of the window, which stays in sight around it

Draw = Callable[[QSize], QImage | None]


class FigureView(QDialog):
    """A figure with its caption, in a window of its own; drawn anew when that changes its size."""

    def __init__(self, draw: Draw, caption: str, alternative: str, parent: QWidget) -> None:
        """Show what `draw` makes for the room that there is; `alternative` says it to whoever can't see it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("figureView")
        self.setWindowTitle(self.tr("Figure"))
        self._draw = draw
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(caption or self.tr("Figure"))
        self.picture.setAccessibleDescription(alternative)
        self.caption = QLabel(self)
        self.caption.setObjectName("figureCaption")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setText(caption)
        self.caption.setWordWrap(True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.caption.setVisible(bool(caption))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN // 2)
        column.addWidget(self.picture, 1)
        column.addWidget(self.caption)
        self.resize(parent.window().size() * _SHARE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room that there is now."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        image = self._draw(self.picture.size())
        if image is not None:
            self.picture.setPixmap(QPixmap.fromImage(image))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close."""
        super().mouseReleaseEvent(event)
        self.accept()
