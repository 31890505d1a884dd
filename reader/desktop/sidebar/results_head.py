"""Say above the results what was found, offer to search elsewhere, and say where is searched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from reader.desktop.icons import SMALL, tinted
from reader.desktop.inquiry.wording import Head
from reader.desktop.sidebar.scope_menu import ScopeMenu
from reader.desktop.theme import Theme


class ResultsHead(QWidget):
    """A few quiet words with links, a button that opens the choice of where to search, and what is chosen there."""

    linkFollowed = Signal(str)  # one of `wording`
    scopeCleared = Signal()
    menuWanted = Signal()  # the menu is about to open: the moment to fill it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _label("resultsLine", self)
        self._line.setTextFormat(Qt.TextFormat.RichText)
        links = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self._line.setTextInteractionFlags(links)
        self._line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line.linkActivated.connect(self.linkFollowed)
        self._scope = _label("resultsScope", self)
        self._scope.setTextFormat(Qt.TextFormat.PlainText)
        self.menu = ScopeMenu(self)
        self.menu.aboutToShow.connect(self.menuWanted)
        self._open = _button(self.tr("Choose where to search"), self)
        self._open.setMenu(self.menu)
        self._open.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._clear = _button(self.tr("Search everywhere"), self)
        self._clear.clicked.connect(self.scopeCleared)
        grid = QGridLayout(self)
        grid.setContentsMargins(7, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._line, 0, 0)
        grid.addWidget(self._open, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._scope, 1, 0)
        grid.addWidget(self._clear, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._spoken = ""
        self.show_scope("")

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._open.setIcon(tinted("filter", theme.muted, SMALL))
        self._clear.setIcon(tinted("close", theme.muted, SMALL))

    def show_head(self, head: Head) -> None:
        """Show these words, and speak them."""
        self._line.setText(head.html)
        self._line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if "<a " in head.html else Qt.FocusPolicy.NoFocus)
        self._spoken = head.spoken
        self._line.setAccessibleName(head.spoken)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, head.spoken))

    def show_scope(self, words: str) -> None:
        """Say where is searched; no words, if that is everywhere."""
        self._scope.setText(words)
        self._scope.setVisible(bool(words))
        self._clear.setVisible(bool(words))
        self._open.setAccessibleDescription(words)

    def text(self) -> str:
        """Return what is said, without links."""
        return "\n".join(filter(None, (self._spoken, self._scope.text())))


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("small")
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
