"""Offer, beside selected words, what can be done with them: four colours, a note, copy, copy with citation."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reader.desktop.theme import Theme

COLOURS = ("amber", "green", "blue", "rose")
_SWATCH = 18
_GAP = 8


class SelectionBar(QFrame):
    """A small bar over the page; each of its buttons has one key while the bar is shown."""

    colourChosen = Signal(str)
    noteWanted = Signal()
    copyWanted = Signal()
    citationWanted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        self._swatches: dict[str, QToolButton] = {}
        self._keys: dict[str, QToolButton] = {}
        names = {
            "amber": self.tr("Highlight in amber"),
            "green": self.tr("Highlight in green"),
            "blue": self.tr("Highlight in blue"),
            "rose": self.tr("Highlight in rose"),
        }
        for number, colour in enumerate(COLOURS, start=1):
            self._swatches[colour] = self._button(names[colour], str(number), self._choose(colour))
        self._button(self.tr("Write a note"), "N", self.noteWanted.emit, self.tr("Note"))
        self._button(self.tr("Copy the words"), "C", self.copyWanted.emit, self.tr("Copy"))
        self._button(self.tr("Copy with citation"), "Shift+C", self.citationWanted.emit, self.tr("Cite"))
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint the four colours as the page paints them."""
        for colour, button in self._swatches.items():
            button.setIcon(_swatch(theme.colour(colour), theme.colour(f"{colour}-line"), self.devicePixelRatioF()))
            button.setIconSize(QSize(_SWATCH, _SWATCH))

    def show_by(self, words: QRect) -> None:
        """Show the bar above a selection's rectangle, or below it where there is no room; both in the parent's px."""
        self.adjustSize()
        area = self._over.rect()
        top = words.top() - self.height() - _GAP
        if top < 0:
            top = min(words.bottom() + _GAP, area.height() - self.height() - _GAP)
        left = max(_GAP, min(words.center().x() - self.width() // 2, area.width() - self.width() - _GAP))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.text().upper()
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key == "C":
            key = "Shift+C"
        elif modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        button = self._keys.get(key)
        if button is None:
            return False
        button.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys work while the bar itself has the focus; Esc gives it back."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif not self.press(event):
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Take the keyboard."""
        self._swatches[COLOURS[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, colour: str) -> Callable[[], None]:
        return lambda: self.colourChosen.emit(colour)

    def _button(self, name: str, key: str, act: Callable[[], None], text: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        self._keys[key] = button
        self._row.addWidget(button)
        return button


def _swatch(fill: str, line: str, ratio: float) -> QIcon:
    picture = QPixmap(QSize(_SWATCH, _SWATCH) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    painter.setPen(QPen(QColor(line), 1.5))
    painter.drawEllipse(QRectF(1, 1, _SWATCH - 2, _SWATCH - 2))
    painter.end()
    return QIcon(picture)
