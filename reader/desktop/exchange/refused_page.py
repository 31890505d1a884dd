"""List what an import refused, each item with its reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.notebook.exchange.importing import Report

_SIZE = (680, 440)
_SHOWN = 2000  # lines: whoever has more of them doesn't read them one by one


class RefusedPage(QDialog):
    """Show the counts, and a line for each item that was refused; the text can be copied."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the import refused"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        told = QLabel(str(report), self)
        told.setWordWrap(True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        lines = QPlainTextEdit("\n".join(report.as_text(_SHOWN).split("\n")[1:]), self)
        lines.setReadOnly(True)
        lines.setAccessibleName(self.windowTitle())
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(16)
        rows.addWidget(told)
        rows.addWidget(lines, 1)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
