"""Put the left pane together: the field stays on top, results take the topics' place while there is a query."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from reader.desktop.sidebar.result_list import ResultList
from reader.desktop.sidebar.search_field import SearchField
from reader.desktop.sidebar.topic_tree import TopicTree
from reader.desktop.theme import Theme
from reader.search.results import Hit


class Sidebar(QFrame):
    """Tell what was typed, previewed and opened; show what it is told."""

    queryChanged = Signal(str)
    previewed = Signal(object)  # Hit
    opened = Signal(object)  # Hit
    left = Signal()  # the reader is done with searching
    topicOpened = Signal(str, str)  # pack, topic

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("role", "pane")
        self.field = SearchField(theme, shortcut, self)
        self.topics = TopicTree(theme, self)
        self.results = ResultList(theme, self)
        self._line = QLabel(self)
        self._line.setObjectName("resultsLine")
        self._line.setWordWrap(True)
        self._line.hide()
        self._lists = QStackedWidget(self)
        self._lists.addWidget(self.topics)
        self._lists.addWidget(self.results)
        self._lay_out()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for part in (self.field, self.topics, self.results):
            part.set_theme(theme)

    def show_topics(self) -> None:
        """Show the topics in place of the results."""
        self._line.hide()
        self._lists.setCurrentWidget(self.topics)
        self.topics.scrollTo(self.topics.currentIndex())

    def show_results(self, hits: Sequence[Hit], line: str) -> None:
        """Show what was found, and above it one line, which is spoken too."""
        self.results.show_hits(hits)
        self._lists.setCurrentWidget(self.results)
        self.show_line(line)

    def show_line(self, line: str) -> None:
        """Show and speak one line above the results."""
        self._line.setText(line)
        self._line.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, line))

    def clear_query(self) -> None:
        """Empty the field without searching for nothing."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.field.clear()
        self.field.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.field.refresh()

    def current(self) -> QWidget | None:
        """Return the list that is shown."""
        return self._lists.currentWidget()

    def line(self) -> str:
        """Return the line above the results, empty while the topics are shown."""
        return "" if self._line.isHidden() else self._line.text()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 14, 14, 0)
        rows.setSpacing(8)
        rows.addWidget(self.field)
        rows.addWidget(self._line)
        rows.addWidget(self._lists, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.queryChanged)
        self.field.moved.connect(self._move)
        self.field.opened.connect(self._open_chosen)
        self.field.left.connect(self.left)
        self.results.previewed.connect(self.previewed)
        self.results.opened.connect(self.opened)
        self.results.left.connect(self.left)
        self.topics.topicOpened.connect(self.topicOpened)

    def _move(self, rows: int) -> None:
        if self._lists.currentWidget() is self.results:
            self.results.move_by(rows)
        elif rows > 0:
            self.topics.setFocus()

    def _open_chosen(self) -> None:
        hit = self.results.chosen() if self._lists.currentWidget() is self.results else None
        if hit is not None:
            self.opened.emit(hit)
