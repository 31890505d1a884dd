"""The search field: words stay editable while the arrow keys move through what was found."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.desktop.icons import SMALL, tinted
from reader.desktop.theme import Theme

LONGEST_QUERY = 400  # characters: nobody types more, and a pasted page is no query

_AROUND_HINT = 80  # px for the icon and the margins

_COMING = {Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class SearchField(QLineEdit):
    """Take the words, and tell when the reader moves, opens or leaves."""

    moved = Signal(int)  # rows, down or up
    opened = Signal()
    left = Signal()
    entered = Signal()  # the reader came here by key or mouse
    exited = Signal()  # the keyboard went elsewhere

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setMaxLength(LONGEST_QUERY)
        self.setPlaceholderText(self.tr("Search topics"))
        self.setAccessibleName(self.tr("Search topics"))
        self.setAccessibleDescription(self.tr("Results appear as you type. Down and Up move through them, Enter opens one."))
        self._shortcut = shortcut
        self._clear = self.addAction(tinted("close", theme.muted), QLineEdit.ActionPosition.TrailingPosition)
        self._glass = self.addAction(tinted("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self._clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._clear.triggered.connect(self.left)
        self._clear.setVisible(False)
        self.textChanged.connect(self.refresh)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._hint_colour = QColor(theme.muted)
        icons: tuple[tuple[QAction, str], ...] = ((self._clear, "close"), (self._glass, "search"))
        for action, name in icons:
            action.setIcon(tinted(name, theme.muted, SMALL))
        self.update()

    def refresh(self) -> None:
        """Show the clear button only where there is something to clear."""
        self._clear.setVisible(bool(self.text()))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where no typing is there to be undone: it is a mark that is meant."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._has_no(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys that move, open and leave do that; all others edit the words."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader came here by key; that a window or a program leads here is no wish."""
        super().focusInEvent(event)
        if event.reason() in _COMING:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.exited.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the reader came here by mouse."""
        super().mousePressEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and in an empty one the shortcut that leads here."""
        super().paintEvent(event)
        wanted = self.fontMetrics().horizontalAdvance(self.placeholderText() + self._shortcut) + _AROUND_HINT
        if self.text() or wanted > self.width() or self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(max(self.font().pixelSize() - 2, 8))
        painter.setFont(font)
        painter.setPen(self._hint_colour)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -14, 0), align, self._shortcut)
        painter.end()

    def _has_no(self, event: QKeyEvent) -> bool:
        """Tell whether a key stands for undo or redo, of which the field has none."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return not (self.text() and self.isUndoAvailable())
        return event.matches(QKeySequence.StandardKey.Redo) and not (self.text() and self.isRedoAvailable())
