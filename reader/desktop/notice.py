"""A calm bar that tells what went wrong, or what was done and can be undone."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reader.desktop.icons import SMALL, tinted
from reader.desktop.theme import Theme

_PASSING = 8000  # milliseconds that a passing notice stays
_WIDEST = 720
_MARGIN = 16


class NoticeKind(StrEnum):
    """How much a notice matters; it chooses the colours."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class NoticeBar(QFrame):
    """Show one notice at a time, the newest; it goes when closed, and a passing one by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._kind = NoticeKind.INFO
        self._doing: Callable[[], None] | None = None
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._do = QPushButton(self)
        self._do.setObjectName("quiet")
        self._do.clicked.connect(self._act)
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._do)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PASSING)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(
        self, text: str, kind: NoticeKind = NoticeKind.INFO, *, action: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Show and speak a notice, with a button that does something about it if there is something to do."""
        self._kind, self._doing = kind, do
        self._text.setText(text)
        self._do.setText(action)
        self._do.setVisible(do is not None)
        self.setProperty("kind", str(kind))
        self.set_theme(self._theme)
        self.place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.start() if kind is NoticeKind.INFO else self._timer.stop()

    def place(self) -> None:
        """Float at the bottom of the pane, over the text, so that no line moves away under the reader's eyes."""
        pane = self.parentWidget()
        if pane is None:
            return
        width = min(_WIDEST, pane.width() - 2 * _MARGIN)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((pane.width() - width) // 2, pane.height() - height - _MARGIN, width, height)

    def text(self) -> str:
        """Return what is shown, empty if nothing is."""
        return "" if self.isHidden() else self._text.text()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._theme = theme
        colour = {NoticeKind.WARNING: theme.caution_line, NoticeKind.ERROR: theme.danger_line}.get(self._kind, theme.accent)
        name = "info" if self._kind is NoticeKind.INFO else "warning"
        self._sign.setPixmap(tinted(name, colour).pixmap(SMALL))
        self._close.setIcon(tinted("close", theme.muted))
        self.style().unpolish(self)
        self.style().polish(self)

    def _act(self) -> None:
        doing = self._doing
        self.hide()
        if doing is not None:
            doing()
