"""Show one topic: the page that a clinician reads, selects on and marks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reader.desktop.page.caret import Caret
from reader.desktop.page.composer import Imprint, compose
from reader.desktop.page.figures import FigureFile
from reader.desktop.page.finding import Finding
from reader.desktop.page.following import Following
from reader.desktop.page.holding import Holding
from reader.desktop.page.marks import FindMatches, Overlay, PaintedMark
from reader.desktop.page.question import Question
from reader.desktop.page.scrolling import in_sight, scroll_into_sight, scroll_to, scroll_to_end, top_position
from reader.desktop.page.selecting import Selecting
from reader.desktop.page.selection import Span
from reader.desktop.page.shown import Place, Shown
from reader.desktop.page.view import PageView
from reader.desktop.theme import Theme
from reader.library.model import Topic

_SETTLED = 300  # ms of rest after which a scrolled page tells its place


class Page(PageView):
    """The page: told what to show, it says what was asked of it; it opens and stores nothing by itself."""

    linkFollowed = Signal(str)  # ID, ID#SECTION or PACK/ID#SECTION
    answered = Signal(str)  # an Answer to the question at the page's end
    addressClicked = Signal(str)  # an address outside, which the page never opens
    marked = Signal(list, object, bool)  # spans, colour's name or None, whether a note is to be written
    markClicked = Signal(str)  # the highlight's id
    placeChanged = Signal(str, int)  # section, offset; after scrolling has come to rest
    matchMoved = Signal(int, int)  # which match the reader stands at, of how many; from 1
    jumped = Signal()  # it was followed
    jumping = Signal()  # a link within the topic is about to be followed: the moment to remember the place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Page"))
        self.shown: Shown | None = None
        self.imprint = Imprint("")
        self.overlay = Overlay()
        self.holding = Holding(self, self.go_to)
        self._drawn = (0, 0)  # the range of the document whose marks and matches are drawn
        self._figure_file: FigureFile | None = None
        self.following = Following(self)
        self.finding = Finding(self)
        self.selecting = Selecting(self)
        self.caret = Caret(self)
        self._rest = QTimer(self, singleShot=True, interval=_SETTLED)
        self._rest.timeout.connect(self._tell_place)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What the window tells the page.

    def show_topic(
        self,
        topic: Topic,
        edition_label: str,
        place: Place | None = None,
        *,
        disclaimer: str = "",
        question: Question | None = None,
        pack: str = "",
        released: date | None = None,
        figure: FigureFile | None = None,
    ) -> None:
        """Show a topic at a place, else at its top; marks and matches of the last one are forgotten.

        `pack` is the pack's title and `released` when its edition was: what is copied with a citation names both.
        """
        self.overlay.forget()
        self._figure_file = figure
        self.imprint = Imprint(edition_label, disclaimer, question, pack, released)
        with self.holding.kept():
            self._render(topic)
            self.verticalScrollBar().setValue(0)
        self.holding.place = None
        if place is not None:
            self.go_to(place.section, place.offset)
        self.finding.begin_again(same_topic=False)

    def set_highlights(self, marks: Sequence[PaintedMark]) -> None:
        """Draw these highlights; a later one lies over an earlier."""
        self.overlay.set_marks(marks, self.shown)
        self.repaint_overlay()

    def set_matches(self, find_matches: FindMatches | None) -> None:
        """Draw what `find_matches` finds in each section's text; None draws nothing."""
        self.overlay.set_search(find_matches, self.shown)
        self.repaint_overlay()

    def set_question(self, question: Question | None) -> None:
        """Ask this at the page's end, or show the answer there."""
        place = self.current_place()
        self.imprint = replace(self.imprint, question=question)
        self._render_again(place)

    def set_theme(self, theme: Theme) -> None:
        """Dress the page anew, at the same place."""
        place = self.current_place()
        self.theme = theme
        self.selecting.bar.set_theme(theme)
        self._render_again(place)

    def set_text_scale(self, scale: float) -> None:
        """Set the size of the text, 1.0 as designed, at the same place."""
        place = self.current_place()
        self.scale = scale
        self.place_column()
        self._render_again(place)

    def go_to(self, section_id: str, offset: int = 0) -> bool:
        """Bring a place to the top; return whether the topic has such a section. The topic's beginning is the page's top."""
        position = self.shown.position(Place(section_id, offset)) if self.shown else None
        if self.shown is None or position is None:
            return False
        with self.holding.kept():
            if offset == 0 and self.shown.index_of(section_id) == 0:
                self.verticalScrollBar().setValue(0)
            else:
                scroll_to(self, position)
        self.holding.place = Place(section_id, offset)
        return True

    def next_match(self) -> bool:
        """Go on to the next match, of finding if that is open, else of the search; return whether there is one."""
        return self.finding.step(+1)

    def previous_match(self) -> bool:
        """Go back to the match before."""
        return self.finding.step(-1)

    def last_match(self) -> bool:
        """Go to the last match of the search; return whether there is one."""
        return self.finding.end()

    def step_match(self, step: int) -> bool:
        """Go on or back by one match, and stop at the last one; return whether there was another."""
        return self.finding.step(step, around=False)

    def find_words(self, words: str) -> int:
        """Mark these words wherever they stand on the page, go to the first one in sight, and return how many there are."""
        return self.finding.find(words)

    def open_find(self) -> None:
        """Open the bar that finds on the page."""
        self.finding.open()

    def reveal(self, mark_id: str) -> None:
        """Bring a highlight into sight, unless it is."""
        if area := self.overlay.area_of(mark_id):
            scroll_into_sight(self, area[0])

    def mark_selection(self, colour: str | None, *, with_note: bool = False) -> bool:
        """Ask for the selected words to be marked, else the paragraph at the caret; return whether there are any."""
        return self.selecting.mark(colour, with_note=with_note)

    # What the page knows.

    @property
    def topic(self) -> Topic | None:
        """The topic that is shown."""
        return self.shown.topic if self.shown else None

    def current_place(self) -> Place | None:
        """Return the place that was gone to, or of the first whole line in sight once the reader has scrolled on."""
        if self.holding.place is not None:
            return self.holding.place
        return self.shown.place(top_position(self)) if self.shown and self.shown.section_ids else None

    def selected_spans(self) -> list[Span]:
        """Return the words of the text that are selected, a span for each section or run of cells."""
        return self.shown.spans(self.textCursor()) if self.shown else []

    def repaint_overlay(self) -> None:
        """Draw marks and matches as they now are, those in sight and a page around."""
        self._drawn = in_sight(self, beyond=1)
        self.setExtraSelections(self.overlay.selections(self.document(), self.theme, self._drawn))

    # What Qt asks of the page.

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words alone; of a selection that holds none, what Qt would copy."""
        spans = self.selected_spans()
        if not spans:
            return super().createMimeDataFromSelection()
        data = QMimeData()
        data.setText(self.selecting.words(spans))
        return data

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what an abbreviation or a mark stands for."""
        if event.type() == QEvent.Type.ToolTip:
            return self.following.show_tip(event)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place where the lines break anew, as at the first showing, and what floats in its own."""
        place = self.current_place()
        with self.holding.kept():
            super().resizeEvent(event)
        if self.needs_other_tables():
            self._render_again(place)
        if place is not None and event.size().width() != event.oldSize().width():
            self.go_to(place.section, place.offset)
        self._scrolled()
        self.finding.bar.place()
        self.finding.make_room()
        self.selecting.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the place: at the first showing Qt goes to where the caret is."""
        with self.holding.kept():
            super().showEvent(event)
        self.holding.again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked: a mark or a figure; a link is Qt's."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.following.click(event.position())
        event.accept()
        self.selecting.settle()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  # Qt's signature
        """Lead Tab into the selection's bar while it is shown; else from link to link, as Qt does."""
        return (forward and self.selecting.take_focus()) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the selection's bar have its keys first, then the caret; then go to either end of the page."""
        if not self.selecting.press(event) and not self.caret.press(event) and not scroll_to_end(self, event):
            super().keyPressEvent(event)

    def _render(self, topic: Topic) -> None:
        self.set_page(compose(topic, self.imprint, datetime.now().astimezone().date()), self._figure_file)
        self.setAccessibleName(topic.meta.title)
        self.shown = Shown(topic, self.document())

    def _render_again(self, place: Place | None) -> None:
        if self.shown is None:
            return
        with self.holding.kept():
            self._render(self.shown.topic)
        self.overlay.place_again(self.shown)
        self.finding.begin_again(same_topic=True)
        self.repaint_overlay()
        if place is not None:
            self.go_to(place.section, place.offset)

    def _scrolled(self) -> None:
        first, last = in_sight(self)
        if first < self._drawn[0] or last > self._drawn[1]:
            self.repaint_overlay()
        self._rest.start()

    def _tell_place(self) -> None:
        place = self.current_place()
        if place is not None:
            self.placeChanged.emit(place.section, place.offset)
