"""Ask once whose marks these are: two who exchange their notes can then tell them apart."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog

from reader.desktop.jobs import Jobs, Lane
from reader.desktop.marking.marking import Marking
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.notebook.notebook import Notebook


class SigningPresenter(QObject):
    """Offer to give a name at the first mark, and whenever the menu is asked for it; nobody has to."""

    def __init__(self, parts: Parts, marking: Marking, notebook: Notebook | None, jobs: Jobs) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._marking = marking
        self._notebook = notebook
        self._jobs = jobs
        self._asked = notebook is None or notebook.creator_was_asked
        self._name = notebook.creator if notebook else ""
        parts.wishes["sign"].setEnabled(notebook is not None)
        parts.wishes["sign"].triggered.connect(self._ask)
        marking.made.connect(self._offer)

    def _offer(self) -> None:
        if self._asked or self._parts.centre.notice.text():
            return
        self._keep("")
        self._parts.centre.notice.tell(
            self.tr("Your marks can carry your name or initials, so that colleagues know whose they are."),
            action=self.tr("Add them"),
            do=self._ask,
        )

    def _ask(self) -> None:
        dialog = QInputDialog(self._parts.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Your name or initials"))
        dialog.setLabelText(self.tr("New marks carry them, and leave with what you export. Empty: none."))
        dialog.setTextValue(self._name)
        dialog.textValueSelected.connect(self._keep)
        dialog.open()

    def _keep(self, name: str) -> None:
        notebook = self._notebook
        if notebook is None:
            return
        self._asked, self._name = True, " ".join(name.split())
        self._marking.sign_with(self._name)
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.set_creator(self._name))
        job.failed.connect(lambda error: self._parts.centre.notice.tell(str(error), NoticeKind.ERROR))
