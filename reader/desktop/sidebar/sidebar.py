"""Put the left pane together: the field stays on top, results take the topics' place while there is a query."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from reader.desktop.inquiry.answer import Answer, Standing
from reader.desktop.sidebar.recents import Recents
from reader.desktop.sidebar.result_pane import ResultPane
from reader.desktop.sidebar.search_field import SearchField
from reader.desktop.sidebar.topic_tree import TopicTree
from reader.desktop.theme import Theme


class Sidebar(QFrame):
    """Tell what was typed, previewed and opened; show what it is told."""

    queryChanged = Signal(str)
    recentsWanted = Signal()  # the reader came to the empty field
    previewed = Signal(object)  # Hit or FoundNote
    opened = Signal(object)  # Hit or FoundNote
    openedNothing = Signal()  # Enter was pressed where there is nothing to open
    left = Signal()  # the reader is done with searching
    topicOpened = Signal(str, str)  # pack, topic

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("role", "pane")
        self.field = SearchField(theme, shortcut, self)
        self.topics = TopicTree(theme, self)
        self.results = ResultPane(theme, self)
        self._lists = QStackedWidget(self)
        self._lists.addWidget(self.topics)
        self._lists.addWidget(self.results)
        self._lay_out()
        self.recents = Recents(self.field, self)
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for part in (self.field, self.topics, self.results):
            part.set_theme(theme)

    def show_topics(self) -> None:
        """Show the topics in place of the results."""
        self._lists.setCurrentWidget(self.topics)
        self.topics.scrollTo(self.topics.currentIndex())

    def show_answer(self, answer: Answer) -> None:
        """Show what was found, and above it a few words, which are spoken too."""
        self.results.show_answer(answer)
        self._lists.setCurrentWidget(self.results)

    def return_to(self, standing: Standing) -> None:
        """Show a former query with what it found, as it stood."""
        self.set_query(standing.answer.inquiry.words)
        self._lists.setCurrentWidget(self.results)
        self.results.return_to(standing)

    def show_recents(self, words: Sequence[str]) -> None:
        """Offer former queries under the field."""
        self.recents.show_words(words)

    def set_query(self, words: str) -> None:
        """Write words into the field, or empty it, without searching for them."""
        if words != self.field.text():
            self.field.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.field.setText(words)
            self.field.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.field.refresh()
        self.recents.hide()

    def take_keyboard(self) -> None:
        """Come to the field, its words ready to be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def current(self) -> QWidget | None:
        """Return the list that is shown."""
        return self.topics if self._lists.currentWidget() is self.topics else self.results.hits

    @property
    def shows_results(self) -> bool:
        """Tell whether results stand in the topics' place."""
        return self._lists.currentWidget() is self.results

    def line(self) -> str:
        """Return the words above the results, empty while the topics are shown."""
        return self.results.head.text() if self.shows_results else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats under the field."""
        super().resizeEvent(event)
        self.recents.place()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 14, 14, 0)
        rows.setSpacing(8)
        rows.addWidget(self.field)
        rows.addWidget(self._lists, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._change)
        self.field.entered.connect(self._enter)
        self.field.exited.connect(self.recents.hide)
        self.field.moved.connect(self._move)
        self.field.opened.connect(self._open_chosen)
        self.field.left.connect(self._leave)
        self.recents.chosen.connect(self.field.setText)
        self.results.previewed.connect(self.previewed)
        self.results.opened.connect(self.opened)
        self.results.left.connect(self.left)
        self.topics.topicOpened.connect(self.topicOpened)

    def _change(self, words: str) -> None:
        self.recents.hide()
        self.queryChanged.emit(words)
        self._enter()

    def _enter(self) -> None:
        if not self.field.text() and self.field.hasFocus():
            self.recentsWanted.emit()

    def _move(self, rows: int) -> None:
        if self.recents.isVisible():
            self.recents.move_by(rows)
        elif self.shows_results:
            self.results.move_by(rows)
        elif rows > 0:
            self.topics.setFocus()

    def _open_chosen(self) -> None:
        if words := self.recents.words():
            self.field.setText(words)
            return
        chosen = self.results.chosen() if self.shows_results else None
        if chosen is not None:
            self.opened.emit(chosen)
        else:
            self.openedNothing.emit()

    def _leave(self) -> None:
        if self.recents.isVisible():
            self.recents.hide()
        else:
            self.left.emit()
