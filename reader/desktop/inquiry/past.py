"""Remember what was searched lately and what was searched in vain, as far as the reader wants that."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from reader.desktop.inquiry.answer import Answer
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.settings import Settings
from reader.notebook.searches import SearchLog, Unanswered

RECENT, UNANSWERED = "recent_searches", "unanswered_searches"
_OFFERED = 8  # recent searches: a list that one sees whole


class PastSearches(QObject):
    """Keep searches that were meant. What is offered is held in memory, so that no key waits for the disk."""

    def __init__(self, jobs: Jobs, log: SearchLog, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._log = log
        self._settings = settings
        self._recent = [past.query for past in log.recent(_OFFERED)]

    def keep(self, answer: Answer, instead_of: str) -> None:
        """Keep a search, and count it if it was in vain; one of a part of the library, or of titles, doesn't tell that."""
        words, found, log = answer.inquiry.words.strip(), answer.results.total + len(answer.by_title), self._log
        if self.keeps(RECENT):
            others = (past for past in self._recent if past not in {words, instead_of})
            self._recent = [words, *others][:_OFFERED]
            self._later(lambda: log.keep(words, found, instead_of=instead_of))
        if self.keeps(UNANSWERED) and answer.is_empty and answer.full and not answer.inquiry.scope:
            self._later(lambda: log.count_unanswered(words, instead_of=instead_of))

    def recent(self) -> tuple[str, ...]:
        """Return what was searched lately, the latest first; nothing where the reader doesn't want that kept."""
        return tuple(self._recent) if self.keeps(RECENT) else ()

    def unanswered(self) -> list[Unanswered]:
        """Return what was searched in vain."""
        self._jobs.settle(Lane.NOTEBOOK)
        return self._log.unanswered()

    def keeps(self, what: str) -> bool:
        """Tell whether recent or unanswered searches are kept."""
        return self._settings.keeps(what)

    def choose(self, what: str, *, kept: bool) -> None:
        """Keep recent or unanswered searches from now on, or forget them and keep none."""
        self._settings.set_keeps(what, kept=kept)
        if not kept:
            self.forget(what)

    def forget(self, what: str) -> None:
        """Forget all that was kept."""
        if what == RECENT:
            self._recent = []
            self._later(self._log.forget)
        else:
            self._later(self._log.forget_unanswered)

    def _later(self, write: Callable[[], None]) -> None:
        self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: write())
