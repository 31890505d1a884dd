"""The topics by group: what is read is marked, what comes into sight is fetched."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from reader.desktop.rows import show_keyboard
from reader.desktop.sidebar.topic_delegate import TopicDelegate
from reader.desktop.sidebar.topic_model import Kind, Role, TopicModel
from reader.desktop.theme import Theme
from reader.library.compiled.compiled_pack import CompiledPack

WRAPPED_UP_TO = 2000  # topics: in a larger library each title has one line
ALL_OPEN_UP_TO = 60  # topics: a small library shows itself whole


class TopicTree(QTreeView):
    """Show the model; a click or Enter opens a topic, or opens and closes a group."""

    topicOpened = Signal(str, str)  # pack, topic
    damaged = Signal()  # a pack's file can't be read any more

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topics")
        self.setAccessibleName(self.tr("Topics"))
        self._model = TopicModel(self)
        self._delegate = TopicDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setIconSize(QSize(0, 0))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        self._model.damaged.connect(self.damaged)
        # Only once the view has laid itself out: rows that come while it does that corrupt it.
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._fetch_what_is_seen)
        self.expanded.connect(lambda _index: self._look.start())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_packs(self, packs: Sequence[CompiledPack]) -> None:
        """Show the topics of these packs; all of them open if they are few."""
        self._model.show_packs(packs)
        self._delegate.wraps = self._model.total() <= WRAPPED_UP_TO
        self.setUniformRowHeights(not self._delegate.wraps)
        if self._model.total() <= ALL_OPEN_UP_TO:
            self.expandAll()
        elif len(packs) > 1:
            self.expandToDepth(0)

    def show_reading(self, pack: str, topic: str) -> None:
        """Mark the topic that is being read, open its branch and bring it into sight."""
        found = self._model.mark_reading(pack, topic)
        if not found.isValid():
            return
        above = found.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(found)
        if not self.viewport().rect().contains(self.visualRect(found)):
            self.scrollTo(found, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        show_keyboard(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break titles anew at another width."""
        super().resizeEvent(event)
        if self._delegate.wraps and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space; the other keys are Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if index.data(Role.KIND) is Kind.TOPIC:
            entry = index.data(Role.ENTRY)
            self.topicOpened.emit(entry.pack, entry.id)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def _fetch_what_is_seen(self) -> None:
        """Fetch the next page of each branch whose last fetched row is in sight; Qt does that for the root only."""
        index = self.indexAt(self.viewport().rect().topLeft())
        bottom = self.viewport().rect().bottom()
        while index.isValid() and self.visualRect(index).top() <= bottom:
            above = index.parent()
            is_last = index.row() == self._model.rowCount(above) - 1
            if is_last and self._model.canFetchMore(above):
                self._model.fetchMore(above)
            index = self.indexBelow(index)
