"""Show that the notebook is locked, ask for its passphrase, and offer to lock it."""

from PySide6.QtCore import QObject

from reader.desktop.locking.dialog import PassphraseDialog
from reader.desktop.locking.locking import Condition, Locking
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.desktop.settings import Settings


class LockingPresenter(QObject):
    """Tie the page that asks for the passphrase, the dialog and the actions to what the reader wants."""

    def __init__(self, parts: Parts, locking: Locking, reading: Reading, settings: Settings) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._locking = locking
        self._reading = reading
        self._settings = settings
        self._dialog: PassphraseDialog | None = None
        page, wishes = parts.centre.lock, parts.wishes
        wishes["lock"].triggered.connect(self._lock)
        wishes["passphrase"].triggered.connect(self._open_dialog)
        page.submitted.connect(locking.unlockAsked)
        page.left.connect(self._leave)
        locking.refused.connect(self._tell_refusal)
        locking.working.connect(self._tell_work)
        locking.progressed.connect(page.set_progress)
        self._name_wishes()
        if locking.condition is Condition.LOCKED:
            parts.panel.tell_locked()
            self._ask()

    def _name_wishes(self) -> None:
        condition, lock = self._locking.condition, self._parts.wishes["lock"]
        if condition is Condition.LOCKED:
            lock.setText(self.tr("Unlock the notebook…"))
        elif condition is Condition.PLAIN:
            lock.setText(self.tr("Lock the notebook…"))
        lock.setEnabled(condition is not Condition.REFUSED)
        self._parts.wishes["passphrase"].setEnabled(condition is Condition.OPEN)

    def _lock(self) -> None:
        match self._locking.condition:
            case Condition.OPEN:
                self._locking.lockAsked.emit()
            case Condition.LOCKED:
                self._ask()
            case Condition.PLAIN:
                self._open_dialog()

    def _ask(self) -> None:
        self._parts.centre.show_lock()
        self._parts.centre.lock.setFocus()

    def _leave(self) -> None:
        """Go on reading without the notebook."""
        if self._reading.now is not None:
            self._parts.centre.show_page()
            self._parts.page.setFocus()
        else:
            self._parts.centre.show_start()

    def _open_dialog(self) -> None:
        has_one = self._locking.condition is Condition.OPEN
        dialog = PassphraseDialog(minutes=self._settings.idle_minutes, has_passphrase=has_one, parent=self._parts.window)
        dialog.chosen.connect(self._locking.changeAsked)
        dialog.minutesChosen.connect(self._keep_minutes)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()

    def _keep_minutes(self, minutes: int) -> None:
        self._settings.idle_minutes = minutes
        self._locking.minutesChanged.emit()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _tell_refusal(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.refuse(why)
        else:
            self._parts.centre.lock.refuse(why)

    def _tell_work(self, what: str) -> None:
        self._parts.centre.show_lock()
        self._parts.centre.lock.show_work(what)
        self._parts.sidebar.field.setFocus()
