"""Offer to export and to import notes, and tell how that went."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reader.desktop.exchange.exchanging import Exchanging
from reader.desktop.exchange.export_page import ExportPage
from reader.desktop.exchange.refused_page import RefusedPage
from reader.desktop.notebook_view.choice import Choice, Show
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.errors import ReaderError
from reader.notebook.exchange.exporting import Export, Format
from reader.notebook.exchange.importing import Report


class ExchangePresenter(QObject):
    """Tie the menu, the page of what leaves and the notices to what is exchanged."""

    def __init__(self, parts: Parts, exchanging: Exchanging) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._exchanging = exchanging
        self._page: ExportPage | None = None
        exchanging.prepared.connect(self._show)
        exchanging.written.connect(self._tell_written)
        exchanging.tookIn.connect(self._tell_taken)
        exchanging.cancelled.connect(self._tell_cancelled)
        exchanging.failed.connect(self._tell_failure)
        for name, ask in (("export_notes", self._export), ("import_notes", self._choose)):
            parts.wishes[name].triggered.connect(ask)
            parts.wishes[name].setEnabled(exchanging.can_be_asked)

    def _export(self) -> None:
        self._parts.panel.notes.stop_editing()
        page = self._page = ExportPage(self._parts.window)
        page.formChosen.connect(self._prepare)
        page.fileChosen.connect(self._exchanging.write)
        page.finished.connect(self._forget)
        page.open()
        self._prepare(page.form, True)  # noqa: FBT003 - as the page would ask

    def _prepare(self, form: Format, with_deleted_words: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._exchanging.prepare(form, with_deleted_words=with_deleted_words)

    def _show(self, made: Export) -> None:
        if self._page is not None:
            self._page.show_export(made)

    def _forget(self) -> None:
        self._page = None

    def _choose(self) -> None:
        self._parts.panel.notes.stop_editing()
        kinds = self.tr("Web Annotations (*.jsonld *.json);;All files (*)")
        chooser = QFileDialog(self._parts.window, self.tr("Import notes"), "", kinds)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda file: self._exchanging.take_in(Path(file)))
        chooser.open()

    def _tell_written(self, file: str) -> None:
        self._parts.centre.notice.tell(self.tr("Saved as {file}.").format(file=file))

    def _tell_taken(self, report: Report) -> None:
        told = self.tr("Imported: {report}").format(report=report)
        tell = self._parts.centre.notice.tell
        if report.refused:
            show = self.tr("Show refused")
            tell(told, NoticeKind.WARNING, action=show, do=lambda: RefusedPage(report, self._parts.window).open())
        elif report.conflicts:
            tell(told, NoticeKind.WARNING, action=self.tr("Show both"), do=self._show_disputed)
        else:
            tell(told, NoticeKind.INFO if report.broken is None else NoticeKind.WARNING)

    def _show_disputed(self) -> None:
        self._parts.centre.notebook.choose(Choice(show=Show.DISPUTED))
        self._parts.wishes["notebook"].trigger()

    def _tell_cancelled(self) -> None:
        self._parts.centre.notice.tell(self.tr("Cancelled: nothing was imported."))

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
