"""Offer what was searched lately, and let the reader say what is kept of it and what of it leaves."""

from PySide6.QtCore import QObject

from reader.desktop.inquiry.meaning import Meaning
from reader.desktop.inquiry.past import RECENT, UNANSWERED, PastSearches
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.unanswered_page import UnansweredPage
from reader.errors import NotebookError


class PastPresenter(QObject):
    """Tie the field, the switches in the menu and the page of searches in vain to what is remembered."""

    def __init__(self, parts: Parts, past: PastSearches, meaning: Meaning) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._past = past
        meaning.meant.connect(past.keep)
        parts.sidebar.recentsWanted.connect(self._offer)
        parts.sidebar.recents.cleared.connect(self._clear_recent)
        parts.wishes["unanswered"].triggered.connect(self._show_unanswered)
        for what in (RECENT, UNANSWERED):
            parts.wishes[what].setChecked(past.keeps(what))
            parts.wishes[what].toggled.connect(lambda kept, what=what: past.choose(what, kept=kept))

    def _offer(self) -> None:
        self._parts.sidebar.show_recents(self._past.recent())

    def _clear_recent(self) -> None:
        self._past.forget(RECENT)
        self._parts.sidebar.show_recents(())

    def _show_unanswered(self) -> None:
        page = UnansweredPage(self._past.unanswered(), self._parts.window)
        page.cleared.connect(lambda: self._past.forget(UNANSWERED))
        page.saved.connect(self._tell_saved)
        page.failed.connect(self._tell_failure)
        page.open()

    def _tell_saved(self, file: str) -> None:
        self._parts.centre.notice.tell(self.tr("Saved as {file}.").format(file=file))

    def _tell_failure(self, error: NotebookError) -> None:
        self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
