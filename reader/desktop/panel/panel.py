"""Put the right pane together: notes, bookmarks, outline and what waits for review as tabs with their counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.desktop.panel.card_text import CardText
from reader.desktop.panel.line_list import LineList
from reader.desktop.panel.line_model import Line
from reader.desktop.panel.notes import NotesTab
from reader.desktop.panel.review import ReviewTab, ReviewText
from reader.desktop.theme import Theme

NOTES, BOOKMARKS, OUTLINE, REVIEW = range(4)


class Panel(QFrame):
    """Show what it is told; its parts tell what was asked."""

    tabChanged = Signal(int)
    left = Signal()  # what had the keyboard is gone

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("role", "pane")
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("panelTabs")
        self.tabs.setAccessibleName(self.tr("Notes, bookmarks and outline"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.notes = NotesTab(theme, self)
        hint = self.tr("Ctrl+D keeps the section that you are reading here.")
        self.bookmarks = LineList(theme, "bookmarks", hint, self, removal=self.tr("Remove the bookmark (Del)"))
        self.bookmarks.name(self.tr("Bookmarks"))
        self.outline = LineList(theme, "outline", self.tr("The sections of a topic stand here while you read it."), self)
        self.outline.name(self.tr("Outline"))
        self.review = ReviewTab(theme, self)
        self._pages = QStackedWidget(self)
        for page in (self.notes, self.bookmarks, self.outline, self.review):
            self.tabs.addTab("")
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.tabs.currentChanged.connect(self.tabChanged)
        self.notes.lead_from(self.tabs)
        self.review.lead_from(self.tabs)
        self.notes.left.connect(self.left)
        self.bookmarks.left.connect(self.left)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 10, 0, 0)
        rows.setSpacing(6)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(4, 0, 4, 0)
        tabs.addWidget(self.tabs)
        rows.addLayout(tabs)
        rows.addWidget(self._pages, 1)
        self._name_tabs(0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for part in (self.notes, self.bookmarks, self.outline, self.review):
            part.set_theme(theme)

    def tell_locked(self) -> None:
        """Say why there are no notes and no bookmarks."""
        for part in (self.notes, self.bookmarks):
            part.tell_empty(self.tr("The notebook is locked. Ctrl+Shift+L asks for its passphrase."))

    def show_notes(self, cards: Sequence[CardText]) -> None:
        """Show the notes of the topic, and their number on the tab."""
        self.notes.show_cards(cards)
        self._name(NOTES, _counted(self.tr("Notes"), len(cards)))

    def show_bookmarks(self, lines: Sequence[Line]) -> None:
        """Show all bookmarks, and their number on the tab."""
        self.bookmarks.show_lines(lines)
        self._name(BOOKMARKS, _counted(self.tr("Bookmarks"), len(lines)))

    def show_review(self, texts: Sequence[ReviewText]) -> None:
        """Show the marks that wait for the reader; without any, the tab isn't there."""
        self.review.show_texts(texts)
        self._name(REVIEW, _counted(self.tr("Review"), len(texts)))
        if not texts and self.tab() == REVIEW:
            self.show_tab(NOTES)
        self.tabs.setTabVisible(REVIEW, bool(texts))
        self.tabs.setProperty("crowded", bool(texts))  # four tabs stand closer than three
        self.tabs.style().unpolish(self.tabs)
        self.tabs.style().polish(self.tabs)

    def show_tab(self, tab: int) -> None:
        """Turn to a tab."""
        self.tabs.setCurrentIndex(tab)

    def tab(self) -> int:
        """Return the tab that is shown."""
        return self.tabs.currentIndex()

    def tab_text(self, tab: int) -> str:
        """Return what stands on a tab."""
        return self.tabs.tabText(tab)

    def current(self) -> QWidget | None:
        """Return what takes the keyboard under the tabs; None where there is nothing to take it."""
        shown = self._pages.currentWidget()
        if isinstance(shown, LineList):
            return shown if shown.lines() else None
        if shown is self.review:
            return self.review.first()
        return self.notes if self.notes.texts() else None

    def _name(self, tab: int, name: str) -> None:
        """Name a tab; where large letters cut its name short, it is seen on pointing at it."""
        self.tabs.setTabText(tab, name)
        self.tabs.setTabToolTip(tab, name)

    def _name_tabs(self, notes: int, bookmarks: int) -> None:
        self._name(NOTES, _counted(self.tr("Notes"), notes))
        self._name(BOOKMARKS, _counted(self.tr("Bookmarks"), bookmarks))
        self._name(OUTLINE, self.tr("Outline"))
        self.show_review(())


def _counted(name: str, count: int) -> str:
    return f"{name}  {count}" if count else name
