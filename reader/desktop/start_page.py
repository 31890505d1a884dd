"""What a reader sees the first time: what this is, and how to search, mark and come back, on one screen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.desktop.icons import tinted
from reader.desktop.theme import Theme
from reader.library.model import Manifest

_WIDTH = 680
_ICON = QSize(26, 26)


class StartPage(QScrollArea):
    """Say what Wardbook is; offer to begin."""

    beginAsked = Signal()
    installAsked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startArea")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("start")
        across = QHBoxLayout(inside)
        across.setContentsMargins(24, 12, 24, 24)
        column = QWidget(inside)
        column.setMaximumWidth(_WIDTH)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        self._rows = QVBoxLayout(column)
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setSpacing(6)
        self._icons: dict[str, QLabel] = {}
        self._add_welcome(column)
        self._add_ways(column)
        self._library = _label("", "startText", column)
        self._disclaimer = _label("", "emptyHint", column)
        self._add_library(column)
        self._rows.addStretch(1)
        self.setWidget(inside)
        self.set_theme(theme)
        self.show_packs(())

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for name, label in self._icons.items():
            label.setPixmap(tinted(name, theme.accent, _ICON).pixmap(_ICON))

    def show_packs(self, packs: Sequence[Manifest]) -> None:
        """Say what is on the shelf, and what its publishers want to be known."""
        lines = [self.tr("{title}, edition {edition}").format(title=pack.title, edition=pack.edition) for pack in packs]
        self._library.setText("\n".join(lines) or self.tr("The library is being prepared. It will be here in a moment."))
        said = dict.fromkeys(pack.disclaimer for pack in packs if pack.disclaimer)
        self._disclaimer.setText("\n\n".join(said))
        self._disclaimer.setVisible(bool(said))
        self._begin.setEnabled(bool(packs))

    def _add_welcome(self, column: QWidget) -> None:
        self._rows.addWidget(_label(self.tr("Wardbook"), "startTitle", column))
        lead = self.tr(
            "Sourced topics for the ward, found in a second and marked as you read."
            " All of it is on this machine: nothing needs the internet, and nothing you write leaves it."
        )
        self._rows.addWidget(_label(lead, "startLead", column))
        self._rows.addSpacing(12)

    def _add_ways(self, column: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        for row, (icon, heading, text, keys) in enumerate(self._ways()):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.setContentsMargins(0, 0, 0, 0)
            top = QHBoxLayout()
            top.addWidget(_label(heading, "startHeading", column, wrap=False), 1)
            top.addWidget(_label(keys, "keyCap", column, wrap=False))
            words.addLayout(top)
            words.addWidget(_label(text, "startText", column))
            grid.addLayout(words, row, 1)
            sign = QLabel(column)
            self._icons[icon] = sign
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(grid)
        self._rows.addSpacing(8)

    def _ways(self) -> tuple[tuple[str, str, str, str], ...]:
        search = self.tr(
            "Type a few words. Sections appear as you type, also for misspelt words and abbreviations."
            " Enter opens one and marks the words in it."
        )
        mark = self.tr("Select words on the page and choose a colour, or write a note. It is kept the moment you make it.")
        back = self.tr("Wardbook opens where you stopped reading. Bookmark a section to have it at hand.")
        return (
            ("search", self.tr("Search"), search, "Ctrl+L"),
            ("highlight", self.tr("Mark"), mark, "Ctrl+Shift+H"),
            ("bookmark", self.tr("Come back"), back, "Ctrl+D"),
        )

    def _add_library(self, column: QWidget) -> None:
        line = QFrame(column)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        self._rows.addWidget(line)
        self._rows.addSpacing(4)
        self._rows.addWidget(_label(self.tr("On your shelf"), "startHeading", column))
        self._rows.addWidget(self._library)
        self._begin = QPushButton(self.tr("Start reading"), column)
        self._begin.setDefault(True)
        self._begin.clicked.connect(self.beginAsked)
        install = QPushButton(self.tr("Install a pack…"), column)
        install.clicked.connect(self.installAsked)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self._begin)
        buttons.addWidget(install)
        buttons.addStretch(1)
        self._rows.addLayout(buttons)
        self._rows.addWidget(self._disclaimer)


def _label(text: str, name: str, parent: QWidget, *, wrap: bool = True) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
