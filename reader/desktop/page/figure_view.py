"""Show one figure as large as the window allows; Esc or a click closes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

_MARGIN = 24


class FigureView(QDialog):
    """A figure with its caption, in a window of its own."""

    def __init__(self, image: QImage, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(caption or self.tr("Figure"))
        picture = QLabel()
        picture.setPixmap(QPixmap.fromImage(image))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(caption or self.tr("Figure"))
        area = QScrollArea(self)
        area.setWidget(picture)
        area.setWidgetResizable(True)
        words = QLabel(self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setText(caption)
        words.setWordWrap(True)
        words.setVisible(bool(caption))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(area)
        column.addWidget(words)
        size = image.deviceIndependentSize().toSize()
        self.resize(size.width() + 3 * _MARGIN, size.height() + 4 * _MARGIN)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close."""
        super().mouseReleaseEvent(event)
        self.accept()
