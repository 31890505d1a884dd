"""The labels of the panel's cards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def wrapped_label(parent: QWidget, name: str, form: Qt.TextFormat = Qt.TextFormat.PlainText) -> QLabel:
    """Return a label that wraps; words that somebody wrote are shown as they are, also where they look like markup."""
    label = QLabel(parent)
    label.setTextFormat(form)
    label.setWordWrap(True)
    label.setObjectName(name)
    return label
