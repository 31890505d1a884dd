"""The status line: what the shelf holds, that all is offline, and the running work with its progress."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from reader.desktop.jobs import Job, Jobs

_PATIENCE = 500  # milliseconds after which a job is worth telling


class StatusLine(QStatusBar):
    """Say what it is told, and at its end which work has been running for over half a second."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._facts = QLabel(self)
        self._facts.setMinimumWidth(1)  # a narrow window cuts the facts, and isn't held open by them
        self._place = QLabel(self)
        self._what = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("progress")
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setObjectName("quiet")
        self.setContentsMargins(14, 0, 8, 0)
        self.addWidget(self._facts, 1)
        for part in (self._place, self._what, self._bar, self._cancel):
            self.addPermanentWidget(part)
        self._told: list[Job] = []
        self._cancel.clicked.connect(self._cancel_shown)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._show_work)
        jobs.began.connect(self._begin)
        jobs.ended.connect(self._end)
        self._show_work()
        self.show_place("")

    def show_facts(self, text: str) -> None:
        """Say what the shelf holds."""
        self._facts.setText(text)
        self._facts.setToolTip(text)

    def facts(self) -> str:
        """Return what the shelf holds, as it is shown."""
        return self._facts.text()

    def show_place(self, text: str) -> None:
        """Say where among the matches the reader stands."""
        self._place.setText(text)
        self._place.setVisible(bool(text))

    def place(self) -> str:
        """Return where among the matches the reader stands, as it is shown."""
        return self._place.text()

    @Slot(object)
    def _begin(self, job: Job) -> None:
        if not job.title:
            return
        self._told.append(job)
        job.progressed.connect(self._progress)
        if len(self._told) == 1:
            self._timer.start()

    @Slot(object)
    def _end(self, job: Job) -> None:
        if job in self._told:
            self._told.remove(job)
            self._show_work()

    @Slot(int, int, str)
    def _progress(self, done: int, total: int, label: str) -> None:
        if not self._told or self.sender() is not self._told[0]:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        text = f"{self._told[0].title} · {done:,} / {total:,}" if total else self._told[0].title
        self._what.setText(text)
        self._what.setToolTip(label)

    def _show_work(self) -> None:
        """Show the oldest job that runs, or nothing."""
        job = self._told[0] if self._told and not self._timer.isActive() else None
        for part in (self._what, self._bar):
            part.setVisible(job is not None)
        self._cancel.setVisible(job is not None and job.can_be_cancelled)
        if job is not None and not self._what.text().startswith(job.title):
            self._what.setText(job.title)
            self._bar.setRange(0, 0)

    def _cancel_shown(self) -> None:
        if self._told:
            self._told[0].cancel()
            self._what.setText(self.tr("Cancelling …"))
