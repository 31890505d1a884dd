"""The one thin bar on top: icons with their names and keys in tooltips."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from reader.desktop.actions import Actions
from reader.desktop.icons import BAR, themed_icon
from reader.desktop.settings import SYSTEM
from reader.desktop.theme import Theme, ThemeName, load_theme

_HEIGHT = 52
_MARKING = ("highlight", "note", "section_note", "topic_note", "", "undo", "redo")
_BUTTON = QSize(38, 36)


class TopBar(QFrame):
    """Lay out the actions; tell which theme was chosen."""

    themeChosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setMinimumHeight(_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(4)
        for name in ("sidebar", "back", "forward"):
            self._add(actions[name])
        self._row.addStretch(1)
        for name in ("bookmark", "find"):
            self._add(actions[name])
        self._text = self._add_menu(self.tr("Text size"), self._text_menu(actions))
        self._themes = QActionGroup(self)
        self._look = self._add_menu(self.tr("Theme"), self._theme_menu())
        self._lock = self._add(actions["lock"])
        self._add(actions["notebook"])
        self._add(actions["panel"])
        self._more = self._add_menu(self.tr("More"), self._more_menu(actions))

    def set_theme(self, theme: Theme, chosen: str) -> None:
        """Draw in these colours, and tick what was chosen: a theme, or the system's."""
        self._text.setIcon(themed_icon("text-size", theme))
        self._look.setIcon(themed_icon("theme-dark" if theme.dark else "theme-light", theme))
        self._more.setIcon(themed_icon("menu", theme))
        for action in self._themes.actions():
            action.setChecked(action.data() == chosen)

    def show_lock(self, *, shown: bool) -> None:
        """Show the button that locks, where there is something to lock."""
        self._lock.setVisible(shown)

    def _add(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        self._dress(button, action.text())
        self._row.addWidget(button)
        return button

    def _add_menu(self, name: str, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(name)
        self._dress(button, name)
        self._row.addWidget(button)
        return button

    def _dress(self, button: QToolButton, name: str) -> None:
        button.setIconSize(BAR)
        button.setMinimumSize(_BUTTON)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _text_menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        for name in ("larger", "smaller", "normal"):
            menu.addAction(actions[name])
        return menu

    def _theme_menu(self) -> QMenu:
        menu = QMenu(self)
        titles = {SYSTEM: self.tr("As the system")} | {str(name): load_theme(name).title for name in ThemeName}
        for name, title in titles.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(lambda _checked=False, name=name: self.themeChosen.emit(name))
            self._themes.addAction(action)
        return menu

    def _more_menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        searches = QMenu(self.tr("Past searches"), menu)
        for name in ("recent_searches", "unanswered_searches", "", "unanswered"):
            searches.addAction(actions[name]) if name else searches.addSeparator()
        for name in ("start", "notebook", "history", "install", "", *_MARKING, "sign", "", "export_notes", "import_notes", ""):
            menu.addAction(actions[name]) if name else menu.addSeparator()
        menu.addMenu(searches)
        for name in ("lock", "passphrase", "", "full_screen", "shortcuts", "", "quit"):
            menu.addAction(actions[name]) if name else menu.addSeparator()
        return menu
