"""Show what was found: words about it, the hits, and the reader's own notes under a heading of their own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.desktop.inquiry.answer import Answer, FoundNote, Standing
from reader.desktop.inquiry.wording import head
from reader.desktop.sidebar.note_list import NoteList
from reader.desktop.sidebar.result_list import ResultList
from reader.desktop.sidebar.results_head import ResultsHead
from reader.desktop.theme import Theme
from reader.search.results import Hit

_FEW = 3  # notes that show at first
_MANY = 8  # that show at once when all are wanted; the rest scrolls


class ResultPane(QWidget):
    """Lead the keyboard from the hits on to the notes and back, and tell what was chosen there."""

    previewed = Signal(object)  # Hit or FoundNote
    opened = Signal(object)  # Hit or FoundNote
    left = Signal()
    moreWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ResultsHead(self)
        self.hits = ResultList(theme, self)
        self.notes = NoteList(theme, self)
        self._heading = QLabel(self.tr("IN MY NOTES"), self)
        self._heading.setObjectName("listHeading")
        self._all = QPushButton(self)
        self._all.setObjectName("quiet")
        self._all.setCheckable(True)
        self._all.toggled.connect(self._size_notes)
        self._own = QWidget(self)
        self._answer: Answer | None = None
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for part in (self.head, self.hits, self.notes):
            part.set_theme(theme)

    def show_answer(self, answer: Answer) -> None:
        """Show what was found, and say it."""
        self._answer = answer
        self.head.show_head(head(answer))
        self.hits.show_hits(answer.hits)
        self.hits.setVisible(bool(answer.hits) or not answer.notes)  # alone, the notes stand where one looks
        if answer.notes != self.notes.notes():
            self._all.setChecked(False)
            self.notes.show_notes(answer.notes)
        self._size_notes()

    def standing(self) -> Standing | None:
        """Return what is shown and where in it the reader stands."""
        return Standing(self._answer, self.hits.row(), self.hits.scrolled()) if self._answer is not None else None

    def return_to(self, standing: Standing) -> None:
        """Show what was once shown, as it was."""
        self.show_answer(standing.answer)
        self.hits.stand_at(standing.row, standing.scrolled)

    def move_by(self, rows: int) -> None:
        """Choose what stands so many rows further, from the hits on to the notes, and stop at both ends."""
        hits, notes = self.hits.count(), self.notes.count()
        here = hits + self.notes.row() if self.notes.row() >= 0 else self.hits.row()
        row = min(max(here + rows, 0), hits + notes - 1) if here >= 0 else 0
        if row >= hits and here < hits - 1:
            row = hits - 1  # a leap stops before the notes, which are something else
        self._choose(row, hits)

    def step(self, by: int, away_from: tuple[str, str]) -> Hit | None:
        """Choose the next hit, or the one before, in another topic than the one that is named; return it."""
        hits = self.hits.hits()
        rows = range(self.hits.row() + 1, len(hits)) if by > 0 else range(self.hits.row() - 1, -1, -1)
        row = next((row for row in rows if (hits[row].pack, hits[row].topic) != away_from), None)
        if row is None:
            return None
        self.hits.choose_quietly(row)
        return hits[row]

    def chosen(self) -> Hit | FoundNote | None:
        """Return what is chosen, else the best hit, else the first note."""
        return self.notes.chosen() or self.hits.chosen() or next(iter(self.notes.notes()), None)

    def _choose(self, row: int, hits: int) -> None:
        if row < hits:
            self.notes.choose(-1)
            self.hits.choose(row)
        elif self.notes.count():
            self.hits.choose(-1)
            self.notes.choose(row - hits)

    def _size_notes(self) -> None:
        """Give the notes the height of a few, or of many; none, no room."""
        count = self.notes.count()
        self._own.setVisible(count > 0)
        self._all.setVisible(count > _FEW)
        self._all.setText(self.tr("Show fewer") if self._all.isChecked() else self.tr("Show all {count:,}").format(count=count))
        self.notes.setFixedHeight(self.notes.height_of(min(count, _MANY if self._all.isChecked() else _FEW)))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(9, 0, 0, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._all)
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 4, 0, 8)
        own.setSpacing(0)
        own.addLayout(top)
        own.addWidget(self.notes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.head)
        rows.addWidget(self.hits, 1)
        rows.addWidget(self._own)
        rows.addStretch(0)

    def _connect(self) -> None:
        for view in (self.hits, self.notes):
            view.previewed.connect(self.previewed)
            view.opened.connect(self.opened)
            view.left.connect(self.left)
        self.hits.previewed.connect(lambda _hit: self.notes.choose(-1))
        self.notes.previewed.connect(lambda _note: self.hits.choose(-1))
        self.hits.endReached.connect(self.moreWanted)
