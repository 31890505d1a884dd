"""List the searches that found nothing, and save them for a pack's editors when the reader wants that."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.desktop.page.days import day_month_year
from reader.errors import NotebookError
from reader.notebook.searches import Unanswered, export

_SIZE = (620, 480)


class UnansweredPage(QDialog):
    """Show all that a file would hold before there is one. Nothing leaves the machine by itself."""

    cleared = Signal()
    saved = Signal(str)  # the file
    failed = Signal(object)  # NotebookError

    def __init__(self, searches: Sequence[Unanswered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Searches that found nothing"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._searches = tuple(searches)
        self._list = QTreeWidget(self)
        self._list.setAccessibleName(self.windowTitle())
        self._list.setHeaderLabels([self.tr("Searched"), self.tr("Times"), self.tr("Last")])
        self._list.setRootIsDecorated(False)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for one in searches:
            row = QTreeWidgetItem([one.query, f"{one.times:,}", day_month_year(one.at.astimezone().date())])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            self._list.addTopLevelItem(row)
        self._lay_out()

    def save(self, file: str) -> None:
        """Write what is listed to a file."""
        try:
            export(self._searches, Path(file))
        except NotebookError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(file)
        self.accept()

    def _lay_out(self) -> None:
        about = QLabel(self)
        about.setWordWrap(True)
        about.setObjectName("emptyHint")
        about.setText(
            self.tr(
                "They are kept on this machine only. The editors of a pack learn from them which words clinics use:"
                " save them to a file if you want to send it. It holds what is listed here and nothing else."
            )
            if self._searches
            else self.tr("None yet. A search that finds nothing is noted here, on this machine only; it can be switched off.")
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(16)
        rows.addWidget(about)
        rows.addWidget(self._list, 1)
        rows.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        save = QPushButton(self.tr("Save as a file…"), self)
        save.clicked.connect(self._choose_file)
        clear = QPushButton(self.tr("Clear the list"), self)
        clear.clicked.connect(self.cleared)
        clear.clicked.connect(self.accept)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (save, clear):
            button.setEnabled(bool(self._searches))
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        return buttons

    def _choose_file(self) -> None:
        chooser = QFileDialog(self, self.tr("Save the searches"), "", self.tr("Text (*.tsv)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("tsv")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.save)
        chooser.open()
