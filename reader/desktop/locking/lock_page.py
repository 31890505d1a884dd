"""The page that asks for the passphrase. It stands in the middle pane only: whoever comes may read and search."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.desktop.icons import tinted
from reader.desktop.locking.fields import PassphraseField, Problem
from reader.desktop.theme import Theme

_WIDTH = 440
_ICON = QSize(40, 40)


class LockPage(QScrollArea):
    """Take a passphrase, say when it is wrong, and show what takes its time."""

    submitted = Signal(str)
    left = Signal()  # Esc: to read without the notebook

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startArea")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("start")
        across = QHBoxLayout(inside)
        across.setContentsMargins(24, 24, 24, 24)
        column = QWidget(inside)
        column.setMaximumWidth(_WIDTH)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        self._sign = QLabel(column)
        self._title = _label("startTitle", column)
        self._about = _label("startText", column)
        self._field = PassphraseField(self.tr("Passphrase"), column)
        self._problem = Problem(column)
        self._unlock = QPushButton(self.tr("Unlock"), column)
        self._unlock.setObjectName("primary")
        self._bar = QProgressBar(column)
        self._bar.setTextVisible(False)
        self._unlock.clicked.connect(self._submit)
        self._field.line.returnPressed.connect(self._submit)
        self._field.line.textEdited.connect(lambda _text: self._problem.tell(""))
        self._lay_out(column)
        self.setWidget(inside)
        self.setFocusProxy(self._field)
        self.set_theme(theme)
        self.ask()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._sign.setPixmap(tinted("lock", theme.accent, _ICON).pixmap(_ICON))

    def ask(self) -> None:
        """Ask for the passphrase."""
        about = self.tr(
            "Topics and search are open to everybody. Notes, bookmarks, reading places and searches"
            " come back when their owner gives the passphrase."
        )
        self._show(self.tr("The notebook is locked"), about, asking=True)

    def refuse(self, why: str) -> None:
        """Say why it stays locked, and ask again."""
        self.ask()
        self._problem.tell(why)
        self._field.clear()
        self._field.setFocus()

    def show_work(self, title: str) -> None:
        """Say what is being done, instead of asking."""
        about = self.tr(
            "This takes a moment. Nothing is lost if it is interrupted: the next start finishes it, or leaves all as it was."
        )
        self._show(title, about, asking=False)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._field.isVisible():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        passphrase = self._field.text()
        if not self._unlock.isEnabled() or not passphrase:
            return
        self._field.clear()
        self._problem.tell("")
        self._unlock.setEnabled(False)
        self._unlock.setText(self.tr("Unlocking …"))
        self.submitted.emit(passphrase)

    def _show(self, title: str, about: str, *, asking: bool) -> None:
        self._title.setText(title)
        self._about.setText(about)
        self._unlock.setEnabled(True)
        self._unlock.setText(self.tr("Unlock"))
        self._problem.tell("")
        for part in (self._field, self._unlock):
            part.setVisible(asking)
        self._bar.setVisible(not asking)
        self._bar.setRange(0, 0)

    def _lay_out(self, column: QWidget) -> None:
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 48, 0, 0)
        rows.setSpacing(8)
        button = QHBoxLayout()
        button.addWidget(self._unlock)
        button.addStretch(1)
        for part, space in ((self._sign, 4), (self._title, 0), (self._about, 16), (self._field, 0), (self._problem, 4)):
            rows.addWidget(part)
            rows.addSpacing(space)
        rows.addLayout(button)
        rows.addWidget(self._bar)
        rows.addStretch(1)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
