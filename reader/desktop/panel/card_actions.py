"""What can be done with a note: four colours, copy with citation, edit, delete."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.desktop.icons import SMALL, tinted
from reader.desktop.theme import Theme
from reader.notebook.marks import Colour


class CardActions(QWidget):
    """A row of small buttons."""

    recoloured = Signal(object)  # Colour
    edited = Signal()
    copied = Signal()
    deleted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            Colour.AMBER: self.tr("Amber"),
            Colour.GREEN: self.tr("Green"),
            Colour.BLUE: self.tr("Blue"),
            Colour.ROSE: self.tr("Rose"),
        }
        self._dots = {colour: small_button(self, name) for colour, name in names.items()}
        self._copy = small_button(self, self.tr("Copy with citation (Ctrl+C)"))
        self._edit = small_button(self, self.tr("Edit the note (F2)"))
        self._delete = small_button(self, self.tr("Delete (Del)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(2)
        for colour, dot in self._dots.items():
            dot.setCheckable(True)
            dot.clicked.connect(lambda _checked=False, colour=colour: self.recoloured.emit(colour))
            row.addWidget(dot)
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(self._edit)
        row.addWidget(self._delete)
        self._copy.clicked.connect(self.copied)
        self._edit.clicked.connect(self.edited)
        self._delete.clicked.connect(self.deleted)

    def buttons(self) -> tuple[QToolButton, ...]:
        """Return the buttons in their order."""
        return (*self._dots.values(), self._copy, self._edit, self._delete)

    def show_state(self, chosen: Colour | None, theme: Theme) -> None:
        """Show which colour the note has; one on a section or a topic has none."""
        for colour, dot in self._dots.items():
            dot.setIcon(tinted("dot", theme.colour(f"{colour.value}-line"), SMALL))
            dot.setChecked(colour is chosen)
            dot.setVisible(chosen is not None)
        self._copy.setVisible(chosen is not None)
        self._copy.setIcon(tinted("copy", theme.muted, SMALL))
        self._edit.setIcon(tinted("edit", theme.muted, SMALL))
        self._delete.setIcon(tinted("delete", theme.muted, SMALL))


def small_button(parent: QWidget, name: str) -> QToolButton:
    """Return a small flat button that is known by its tooltip and accessible name."""
    button = QToolButton(parent)
    button.setObjectName("small")
    button.setIconSize(QSize(16, 16))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
