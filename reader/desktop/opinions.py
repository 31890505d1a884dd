"""Ask whether a topic helped, and keep the answer in the notebook: private, never in an export that doesn't ask for it."""

from PySide6.QtCore import QObject, Signal

from reader.desktop.jobs import Jobs, Lane
from reader.desktop.page.question import Question
from reader.notebook.feedback import Feedback
from reader.notebook.notebook import Notebook


class Opinions(QObject):
    """Know what was answered about each topic."""

    changed = Signal(str, str)  # pack, topic
    failed = Signal(object)  # why an answer could not be kept

    def __init__(self, notebook: Notebook | None, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._jobs = jobs

    def question(self, pack: str, topic: str) -> Question | None:
        """Return what to ask about a topic; nothing where no answer could be kept."""
        return Question(self._notebook.feedback.on(pack, topic)) if self._notebook is not None else None

    def give(self, pack: str, topic: str, *, helpful: bool, words: str = "", edition: str, edition_label: str) -> None:
        """Keep the answer, in the place of an earlier one."""
        notebook = self._notebook
        if notebook is None:
            return

        def keep() -> Feedback:
            return notebook.feedback.give(
                pack,
                topic,
                helpful=helpful,
                words=words,
                edition=edition,
                edition_label=edition_label,
                creator=notebook.creator,
            )

        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: keep())
        job.done.connect(lambda _given: self.changed.emit(pack, topic))
        job.failed.connect(self.failed)

    def take_back(self, pack: str, topic: str) -> None:
        """Delete the answer, and its words."""
        notebook = self._notebook
        if notebook is not None:
            job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: notebook.feedback.take_back(pack, topic))
            job.done.connect(lambda _nothing: self.changed.emit(pack, topic))
            job.failed.connect(self.failed)
