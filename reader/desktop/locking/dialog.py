"""The dialog that sets a passphrase, changes it, or does without one again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.desktop.locking.fields import PassphraseField, Problem
from reader.desktop.settings import IDLE_MINUTES

_WIDTH = 480


class PassphraseDialog(QDialog):
    """Take what is needed, typed twice where a slip would lock its owner out; whether it is right is told by others."""

    chosen = Signal(str, str)  # the passphrase until now, empty at first, and the new one, empty to do without
    minutesChosen = Signal(int)

    def __init__(self, *, minutes: int, has_passphrase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Passphrase and locking") if has_passphrase else self.tr("Lock with a passphrase"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._has_passphrase = has_passphrase
        self._before = PassphraseField(self.tr("Passphrase until now"), self)
        self._new = PassphraseField(self.tr("New passphrase") if has_passphrase else self.tr("Passphrase"), self)
        self._again = PassphraseField(self.tr("The same again"), self)
        self._problem = Problem(self)
        self._before.setVisible(has_passphrase)
        for field in (self._before, self._new, self._again):
            field.line.textEdited.connect(lambda _text: self._object(""))
        self._minutes = self._minute_box(minutes)
        self._buttons: list[QPushButton] = []
        self._lay_out()
        (self._before if has_passphrase else self._new).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need."""
        self._fit()
        super().showEvent(event)

    def refuse(self, why: str) -> None:
        """Say why nothing was changed, and let it be tried again."""
        for button in self._buttons:
            button.setEnabled(True)
        self._object(why, self._before)

    def _change(self) -> None:
        if not self._new.text():
            self._object(self.tr("The passphrase is empty."), self._new)
        elif self._new.text() != self._again.text():
            self._object(self.tr("The two don’t match."), self._again)
        else:
            self._submit(self._new.text())

    def _remove(self) -> None:
        self._submit("")

    def _submit(self, new: str) -> None:
        if self._has_passphrase and not self._before.text():
            self._object(self.tr("Give the passphrase that holds until now."), self._before)
            return
        for button in self._buttons:
            button.setEnabled(False)
        self.chosen.emit(self._before.text(), new)

    def _object(self, why: str, field: PassphraseField | None = None) -> None:
        self._problem.tell(why)
        self._fit()
        if field is not None:
            field.line.selectAll()
            field.setFocus()

    def _fit(self) -> None:
        """Be as high as the wrapped words ask for at this width: a window doesn't see to that by itself."""
        rows = self.layout()
        if rows is not None:
            rows.activate()
            width = max(_WIDTH, rows.minimumSize().width())
            self.setFixedSize(width, rows.totalHeightForWidth(width))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 24, 28, 24)
        rows.setSpacing(14)
        rows.addWidget(_label("dialogText", self._about(), self))
        rows.addWidget(self._before)
        rows.addWidget(_label("caution", self._warning(), self))
        for field in (self._new, self._again, self._problem):
            rows.addWidget(field)
        rows.addLayout(self._minutes_row())
        rows.addWidget(_label("emptyHint", self._traces(), self))
        rows.addSpacing(4)
        rows.addLayout(self._button_row())

    def _about(self) -> str:
        return self.tr(
            "Your notes, bookmarks, reading places and searches are encrypted on this machine, and so are their backups."
            " Topics and search stay open to everybody."
        )

    def _warning(self) -> str:
        return self.tr(
            "A forgotten passphrase can’t be recovered: nobody can read these notes then, nor their backups."
            " Choose several words, write them down, and keep the paper in a safe place."
        )

    def _traces(self) -> str:
        return self.tr("A disk may keep traces of what stood there before, until something else is written over them.")

    def _minute_box(self, minutes: int) -> QComboBox:
        box = QComboBox(self)
        for choice in IDLE_MINUTES:
            told = (
                self.tr("never") if not choice else self.tr("after %n minute(s)", "", choice).replace("(s)", "s" * (choice > 1))
            )
            box.addItem(told, choice)
        box.setCurrentIndex(IDLE_MINUTES.index(minutes))
        box.activated.connect(lambda row: self.minutesChosen.emit(IDLE_MINUTES[row]))
        return box

    def _told(self, minutes: int) -> str:
        if not minutes:
            return self.tr("never")
        return self.tr("after one minute") if minutes == 1 else self.tr("after {minutes} minutes").format(minutes=minutes)

    def _minutes_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("Lock by itself when nobody touches it:"), self)
        label.setBuddy(self._minutes)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self._minutes)
        row.addStretch(1)
        return row

    def _button_row(self) -> QHBoxLayout:
        change = QPushButton(self.tr("Change the passphrase") if self._has_passphrase else self.tr("Encrypt the notebook"), self)
        change.setDefault(True)
        change.clicked.connect(self._change)
        close = QPushButton(self.tr("Close") if self._has_passphrase else self.tr("Cancel"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._buttons.append(change)
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._has_passphrase:
            remove = QPushButton(self.tr("Remove the passphrase"), self)
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
            self._buttons.append(remove)
            row.addWidget(remove)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(change)
        return row


def _label(name: str, text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
