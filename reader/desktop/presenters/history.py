"""Offer what was read, to go there again, to forget it, or to keep it no more."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from reader.desktop.history_page import HistoryPage
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.panel.line_model import Line
from reader.desktop.panel.when import spoken_date
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.errors import EditionError
from reader.library.shelf.shelf import Shelf
from reader.notebook.state import State, Visit
from reader.notebook.times import utc_now

_SHOWN = 200  # visits


class HistoryPresenter(QObject):
    """Tie the page of what was read to what is remembered of it."""

    def __init__(self, parts: Parts, state: State, shelf: Shelf, reading: Reading, jobs: Jobs) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._state = state
        self._shelf = shelf
        self._reading = reading
        self._jobs = jobs
        parts.wishes["history"].triggered.connect(self._show)

    def _show(self) -> None:
        # In the lane in which the last visit may be on its way.
        state = self._state
        job = self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: (state.history(_SHOWN), state.keeps_history))
        job.done.connect(lambda read: self._open_page(*read))

    def _open_page(self, visits: Sequence[Visit], kept: bool) -> None:  # noqa: FBT001 -- as the job gives it
        page = HistoryPage(self._lines(visits), self._parts.look.theme, kept=kept, parent=self._parts.window)
        page.chosen.connect(lambda key: self._open(visits[int(key)]))
        page.cleared.connect(lambda: self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: self._state.clear_history()))
        page.keptChanged.connect(self._keep)
        page.open()

    def _lines(self, visits: Sequence[Visit]) -> list[Line]:
        now = utc_now()
        return [
            Line(str(number), title, " · ".join(filter(None, (section, spoken_date(visit.at, now)))))
            for number, visit in enumerate(visits)
            for title, section in (self._names(visit),)
            if title
        ]

    def _names(self, visit: Visit) -> tuple[str, str]:
        """Return what topic and section are called; nothing for what is no longer on the shelf."""
        shelved = self._shelf.pack(visit.pack)
        compiled = shelved.compiled if shelved else None
        try:
            entry = compiled.entry(visit.topic) if compiled else None
            section = compiled.section(visit.topic, visit.section) if compiled and visit.section else None
        except EditionError:
            return visit.topic, ""
        return entry.title if entry else "", section.path[-1] if section and section.path else ""

    def _open(self, visit: Visit) -> None:
        self._reading.open(visit.topic, visit.pack, visit.section)
        self._parts.page.setFocus()

    def _keep(self, kept: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: self._state.keep_history(on=kept))
