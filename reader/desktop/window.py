"""The window: lays out its parts and connects them. It decides nothing."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout, QWidget

from reader.app import Wardbook
from reader.desktop.actions import Actions
from reader.desktop.centre import Centre
from reader.desktop.exchange.exchanging import Exchanging
from reader.desktop.inquiry.meaning import Meaning
from reader.desktop.inquiry.mine import Mine
from reader.desktop.inquiry.past import PastSearches
from reader.desktop.inquiry.searching import Searching
from reader.desktop.installing import Installing
from reader.desktop.instance import Message
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.locking.locking import Condition, Locking
from reader.desktop.look import Look
from reader.desktop.marking.marking import Marking
from reader.desktop.notebook_view.asking import Asking
from reader.desktop.notice import NoticeKind
from reader.desktop.opinions import Opinions
from reader.desktop.panel.panel import Panel
from reader.desktop.panes import Panes
from reader.desktop.parts import Parts
from reader.desktop.presenters.exchange import ExchangePresenter
from reader.desktop.presenters.history import HistoryPresenter
from reader.desktop.presenters.locking import LockingPresenter
from reader.desktop.presenters.marks import MarksPresenter
from reader.desktop.presenters.matches import MatchesPresenter
from reader.desktop.presenters.notebook import NotebookPresenter
from reader.desktop.presenters.opinions import OpinionsPresenter
from reader.desktop.presenters.past import PastPresenter
from reader.desktop.presenters.reading import ReadingPresenter
from reader.desktop.presenters.review import ReviewPresenter
from reader.desktop.presenters.search import SearchPresenter
from reader.desktop.presenters.shelf import ShelfPresenter
from reader.desktop.presenters.signing import SigningPresenter
from reader.desktop.reading import Reading
from reader.desktop.reviewing import Reviewing
from reader.desktop.settings import Settings
from reader.desktop.shortcuts import ShortcutsPage
from reader.desktop.sidebar.sidebar import Sidebar
from reader.desktop.status import StatusLine
from reader.desktop.theme import Theme
from reader.desktop.topbar import TopBar

_FIRST_SIZE = QSize(1360, 860)
_FRAME = QSize(16, 40)  # about what a desktop draws around a window


class Window(QMainWindow):
    """Everything that one sees of Wardbook."""

    painted = Signal()  # once: what is read first stands on the screen

    def __init__(self, wardbook: Wardbook, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Wardbook")
        self._settings = settings
        self.jobs = Jobs(self)
        self.look = Look(settings, self)
        self.look.dress()
        self.parts = self._make_parts(self.look.theme)
        self._lay_out()
        parts, shelf = self.parts, wardbook.shelf
        self.opinions = Opinions(wardbook.notebook, self.jobs, self)
        self.reading = Reading(shelf, wardbook.state, parts.page, self.jobs, self.opinions)
        self.marking = Marking(wardbook.notebook, self.jobs, self, locked=wardbook.locked)
        self.searching = Searching(self.jobs, shelf, Mine(wardbook.notebook, shelf.find_topic), self)
        self.past = PastSearches(self.jobs, wardbook.state.searched, settings, self)
        self.installing = Installing(wardbook, self.jobs, self)
        self.reviewing = Reviewing(wardbook, self.marking, self.jobs, self)
        self.locking = Locking(wardbook, self)
        self.exchanging = Exchanging(wardbook, self.jobs, self.marking, self)
        self._connect_controllers(wardbook)
        self._connect_panes()  # first: larger text folds panes
        self._connect_look()
        self._restore()
        self._warned = False
        self._waiting_for_paint = True
        for surface in self._surfaces():
            surface.installEventFilter(self)

    def raise_itself(self) -> None:
        """Come to the front."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice the first paint, and tell of it once it is over."""
        if event.type() == QEvent.Type.Paint and self._waiting_for_paint:
            self._waiting_for_paint = False
            for surface in self._surfaces():
                surface.removeEventFilter(self)
            self._was_painted.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave full screen with Esc, where nothing else took it."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.parts.wishes["full_screen"].setChecked(False)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything that was written is on the disk; if it can't be, say so before."""
        if self.jobs.closed:
            return
        warned = self._warned
        if not self.finish() and not warned:
            self._warned = True
            event.ignore()
            return
        self._keep_layout()
        self.jobs.close()
        event.accept()

    def finish(self) -> bool:
        """Put whatever was written onto the disk and into the day's backup; if it can't be, say so."""
        self.parts.panel.notes.stop_editing()
        self.reading.keep_place()
        self.marking.saving.back_up_changes()
        self.jobs.settle(Lane.NOTEBOOK)
        if not self.marking.saving.unsaved:
            return True
        self.parts.centre.notice.tell(self._unsaved_words(), NoticeKind.ERROR, action=self.tr("Try again"), do=self._retry)
        return False

    def place(self) -> Message:
        """Return what is read, as another window can be asked to open it; nothing where no page is shown."""
        now, section = self.reading.now, self.reading.section()
        if now is None or not self.parts.centre.shows_page:
            return {}
        return {"pack": now.topic.pack, "topic": now.topic.id, "section": section.id if section else None}

    _was_painted = Signal()

    def _make_parts(self, theme: Theme) -> Parts:
        wishes = Actions(self)
        self.addActions(list(wishes))
        hint = wishes["search"].shortcut().toString()
        return Parts(
            window=self,
            wishes=wishes,
            look=self.look,
            sidebar=Sidebar(theme, hint, self),
            centre=Centre(theme, self),
            panel=Panel(theme, self),
            status=StatusLine(self.jobs, self),
        )

    def _lay_out(self) -> None:
        parts = self.parts
        self.bar = TopBar(parts.wishes, self)
        self._panes = Panes(parts.sidebar, parts.centre, parts.panel, self)
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(line)
        rows.addWidget(self._panes, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(parts.status)

    def _connect_controllers(self, wardbook: Wardbook) -> None:
        parts, shelf = self.parts, wardbook.shelf
        meaning = Meaning(self)
        self.marks_presenter = marks = MarksPresenter(parts, self.marking, self.reading, shelf)
        search = SearchPresenter(parts, self.searching, meaning, self.reading, shelf)
        asking = Asking(wardbook.notebook, shelf, self.jobs, self)
        notebook = NotebookPresenter(parts, asking, self.marking, self.reading, marks)
        review = ReviewPresenter(parts, self.reviewing, self.reading, shelf)
        on_shelf = ShelfPresenter(parts, self.installing, self.reading, shelf)
        self._presenters = (
            ReadingPresenter(parts, self.reading),
            marks,
            search,
            MatchesPresenter(parts, self.reading, search),
            PastPresenter(parts, self.past, meaning),
            HistoryPresenter(parts, wardbook.state, shelf, self.reading, self.jobs),
            review,
            OpinionsPresenter(parts, self.opinions, self.reading),
            on_shelf,
            ExchangePresenter(parts, self.exchanging),
            SigningPresenter(parts, self.marking, wardbook.notebook, self.jobs),
            notebook,
            LockingPresenter(parts, self.locking, self.reading, self._settings),
        )
        self.bar.show_lock(shown=self.locking.condition in {Condition.OPEN, Condition.LOCKED})
        search.noteOpened.connect(marks.show_mark)
        on_shelf.reviewAsked.connect(review.open_list)
        self.installing.shelfChanged.connect(self.reviewing.look)
        self.installing.searchOpened.connect(self.searching.use)
        self.installing.settled.connect(self.reviewing.place)
        self.reviewing.changed.connect(marks.show_placed)
        self.reviewing.changed.connect(notebook.note_change)
        self.searching.failed.connect(on_shelf.mend_search)
        for notice in wardbook.notices:
            parts.centre.notice.tell(notice, NoticeKind.WARNING)

    def _connect_look(self) -> None:
        wishes = self.parts.wishes
        self.bar.themeChosen.connect(self.look.choose_theme)
        self.look.themeChanged.connect(self._dress)
        self.look.scaleChanged.connect(self.parts.page.set_text_scale)
        self.look.scaleChanged.connect(lambda scale: self._panes.set_scale(self.look.interface_scale, scale))
        self._panes.set_scale(self.look.interface_scale, self.look.scale)
        for name in ("larger", "smaller", "normal"):
            wishes[name].triggered.connect(getattr(self.look, name))
        self.parts.page.set_text_scale(self.look.scale)
        self._dress(self.look.theme)

    def _connect_panes(self) -> None:
        wishes = self.parts.wishes
        for name in ("sidebar", "panel"):
            wishes[name].setChecked(True)
            wishes[name].toggled.connect(lambda shown, name=name: self._choose_pane(name, shown=shown))
        self._panes.paneShown.connect(self._tick_pane)
        wishes["next_pane"].triggered.connect(lambda: self._panes.step(self._stops(), +1))
        wishes["previous_pane"].triggered.connect(lambda: self._panes.step(self._stops(), -1))
        wishes["full_screen"].toggled.connect(lambda full: self.showFullScreen() if full else self.showNormal())
        wishes["shortcuts"].triggered.connect(lambda: ShortcutsPage(wishes, self).open())
        wishes["quit"].triggered.connect(self.close)
        self._was_painted.connect(self.painted, Qt.ConnectionType.QueuedConnection)

    def _choose_pane(self, name: str, *, shown: bool) -> None:
        self._panes.show_pane(name, shown=shown)
        self._settings.set_shows(name, shown=shown)

    def _tick_pane(self, name: str, shown: bool) -> None:  # noqa: FBT001 - a signal's signature
        """Let a button show what is seen, without taking it for the reader's choice."""
        wish = self.parts.wishes[name]
        wish.blockSignals(True)  # noqa: FBT003 - Qt's signature
        wish.setChecked(shown)
        wish.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _stops(self) -> list[QWidget]:
        parts = self.parts
        stops = (parts.sidebar.field, parts.sidebar.current(), parts.centre.current(), parts.panel.tabs, parts.panel.current())
        return [stop for stop in stops if stop is not None]

    def _surfaces(self) -> tuple[QWidget, QWidget]:
        return self.parts.page.viewport(), self.parts.centre.start.viewport()

    def _dress(self, theme: Theme) -> None:
        self.parts.wishes.set_theme(theme)
        self.bar.set_theme(theme, self.look.chosen)
        for part in (self.parts.sidebar, self.parts.panel, self.parts.centre):
            part.set_theme(theme)

    def _restore(self) -> None:
        self.resize(_FIRST_SIZE.boundedTo(self._room_on_screen()))
        if not (geometry := self._settings.bytes_of("geometry")).isEmpty():
            self.restoreGeometry(geometry)
        self._panes.restore(self._settings.bytes_of("panes"))
        for name in ("sidebar", "panel"):
            self._panes.show_pane(name, shown=self._settings.shows(name), insisted=False)

    def _room_on_screen(self) -> QSize:
        """Return how large the window may be so that its frame stays on the screen, too."""
        return self.screen().availableGeometry().size() - _FRAME

    def _keep_layout(self) -> None:
        self._settings.set_bytes("geometry", self.saveGeometry())
        self._settings.set_bytes("panes", self._panes.state())
        self._settings.save()

    def _unsaved_words(self) -> str:
        count = self.marking.saving.unsaved
        marks = self.tr("One mark") if count == 1 else self.tr("{count:,} marks").format(count=count)
        return self.tr("{marks} could not be saved and would be lost. Try again, or close once more.").format(marks=marks)

    def _retry(self) -> None:
        self._warned = False
        self.marking.saving.retry()
