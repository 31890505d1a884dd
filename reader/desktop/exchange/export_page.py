"""Choose in which form notes leave, and see what leaves before it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.notebook.exchange.exporting import Export, Format

_SIZE = (620, 520)


class ExportPage(QDialog):
    """List what a file would hold, in the form that is chosen. Nothing leaves the machine by itself."""

    formChosen = Signal(object, bool)  # Format, and whether deleted marks leave with their words
    fileChosen = Signal(object, str)  # Export, and the file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export notes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._export: Export | None = None
        self._forms = QButtonGroup(self)
        self._lines = QListWidget(self)
        self._lines.setAccessibleName(self.tr("What will leave"))
        self._lines.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._lines.setWordWrap(True)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._forget = QCheckBox(self.tr("Leave out the words of deleted notes"), self)
        self._forget.toggled.connect(lambda _on: self._choose())
        self._save = QPushButton(self.tr("Save as a file…"), self)
        self._save.setDefault(True)
        self._save.clicked.connect(self._choose_file)
        self._lay_out()
        self._forms.idToggled.connect(lambda _id, on: self._choose() if on else None)

    @property
    def form(self) -> Format:
        """The form that is chosen."""
        return tuple(Format)[self._forms.checkedId()]

    def show_export(self, made: Export) -> None:
        """Show what would leave."""
        self._export = made
        self._lines.clear()
        self._lines.addItems(list(made.lines))
        self._forget.setVisible(made.deleted > 0)
        self._save.setEnabled(made.marks + made.deleted > 0)

    def lines(self) -> list[str]:
        """Return what is shown of what would leave."""
        return [self._lines.item(row).text() for row in range(self._lines.count())]

    def save(self, file: str) -> None:
        """Let what is listed leave to a file."""
        if self._export is not None:
            self.fileChosen.emit(self._export, file)
            self.accept()

    def choose(self, form: Format) -> None:
        """Choose a form."""
        self._forms.button(tuple(Format).index(form)).setChecked(True)

    def _choose(self) -> None:
        self._export = None
        self._save.setEnabled(False)
        self.formChosen.emit(self.form, not self._forget.isChecked())

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(4)
        words = {
            Format.HTML: self.tr("A page to read or print (HTML)"),
            Format.MARKDOWN: self.tr("Plain text with headings (Markdown)"),
            Format.JSONLD: self.tr("All of it, for another Wardbook or program (Web Annotations, JSON-LD)"),
        }
        for form, text in words.items():
            button = QRadioButton(text, self)
            self._forms.addButton(button, tuple(Format).index(form))
            rows.addWidget(button)
        self._forms.button(tuple(Format).index(Format.HTML)).setChecked(True)
        about = QLabel(self.tr("This will leave:"), self)
        about.setObjectName("emptyHint")
        rows.addSpacing(12)
        rows.addWidget(about)
        rows.addWidget(self._lines, 1)
        rows.addWidget(self._forget)
        rows.addSpacing(12)
        rows.addLayout(self._buttons())
        self._forget.hide()
        self._save.setEnabled(False)

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        return buttons

    def _choose_file(self) -> None:
        endings = {Format.HTML: self.tr("Page (*.html)"), Format.MARKDOWN: self.tr("Markdown (*.md)")}
        kind = endings.get(self.form, self.tr("Web Annotations (*.jsonld)"))
        chooser = QFileDialog(self, self.tr("Save the notes"), f"notes.{self.form}", kind)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(str(self.form))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.save)
        chooser.open()
