"""Show the notebook over all topics, and do what is asked of its marks."""

from PySide6.QtCore import QObject, QTimer

from reader.desktop.marking.marking import Marking
from reader.desktop.notebook_view.asking import Asking, Found
from reader.desktop.notebook_view.choice import Choice, Removed, Show
from reader.desktop.notebook_view.filter_menu import Offered, told
from reader.desktop.notebook_view.rows import MarkRow, RowMaker
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.presenters.marks import MarksPresenter
from reader.desktop.reading import Reading
from reader.errors import ReaderError
from reader.notebook.times import utc_now
from reader.notebook.wanted import Kind

_AT_REST = 50  # ms after a change: several come together when a mark is saved


class NotebookPresenter(QObject):
    """Tie the view to the notebook, to the page and to the marks in hand."""

    def __init__(self, parts: Parts, asking: Asking, marking: Marking, reading: Reading, marks: MarksPresenter) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._asking = asking
        self._marking = marking
        self._reading = reading
        self._marks = marks
        self._rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._rest.timeout.connect(self._ask)
        view = self._view = parts.centre.notebook
        parts.wishes["notebook"].triggered.connect(view.setFocus)
        view.shown.connect(self._ask)
        view.chosen.connect(asking.ask)
        view.left.connect(parts.wishes["back"].trigger)
        view.filterWanted.connect(self._offer)
        view.marks.opened.connect(self._open_mark)
        view.marks.deleted.connect(lambda row: marking.delete(row.id))
        view.marks.copied.connect(lambda row: marks.copy(row.id))
        view.marks.restored.connect(lambda row: marking.restore(row.id))
        asking.found.connect(self._show)
        asking.failed.connect(self._tell_failure)
        if marking.refusal is not None:
            view.tell_refusal(str(marking.refusal))
        marking.changed.connect(self.note_change)
        marking.saving.settled.connect(self.note_change)

    def note_change(self) -> None:
        """Show what there is now that marks, their places or the shelf have changed."""
        if self._view.isVisible():
            self._rest.start()

    def _ask(self) -> None:
        self._asking.ask(self._view.choice)

    def _show(self, found: Found) -> None:
        if found.choice != self._view.choice:
            return
        by_time = found.choice.by_time or found.choice.show is Show.DELETED
        maker = RowMaker(self._asking.title, self._asking.edition, self._asking.state, utc_now(), by_time=by_time)
        conditions = told(found.choice, self._title(found.choice))
        self._view.show_marks(found.ids, lambda ids: maker.rows(self._asking.marks(ids)), self._counted(found), conditions)

    def _counted(self, found: Found) -> str:
        shown = len(found.ids)
        if not found.total and not shown:
            return ""
        if found.choice.show is Show.DELETED or shown == found.total:
            return self.tr("One mark") if shown == 1 else self.tr("{count:,} marks").format(count=shown)
        return self.tr("{count:,} of {total:,} marks").format(count=shown, total=found.total)

    def _title(self, choice: Choice) -> str:
        return "" if choice.topic is None or isinstance(choice.topic, Removed) else self._asking.title(choice.topic)

    def _offer(self) -> None:
        tags = [(tag.name, tag.marks) for tag in self._asking.tags()]
        marked = self._asking.topics()
        there = [(topic, title) for topic, title in marked if title]
        self._view.menu.offer(Offered(tags, there, removed=len(there) < len(marked)), self._view.choice)

    def _open_mark(self, row: MarkRow) -> None:
        pack, topic = row.topic
        if row.removed:
            self._parts.centre.notice.tell(self.tr("Its topic is no longer on the shelf. What you wrote stays here."))
        elif self._reading.open(topic, pack, row.section, row.start) and row.kind is not Kind.BOOKMARK:
            self._marks.show_mark(row.id)

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
