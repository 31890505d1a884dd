"""Know which theme and which text size the reader wants, and dress the application in them."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.desktop.settings import SYSTEM, Settings, next_scale
from reader.desktop.theme import Theme, ThemeName, load_theme, palette, window_style

_INTERFACE_SHARE = 0.35  # of a larger text size that the bars and lists follow, so that the page keeps its room


class Look(QObject):
    """Hold theme and text size; whoever draws listens."""

    themeChanged = Signal(object)  # Theme
    scaleChanged = Signal(float)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme = self._chosen()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def chosen(self) -> str:
        """The name of the theme that was chosen, or `system`."""
        return self._settings.theme

    @property
    def scale(self) -> float:
        """How large text is, 1.0 as designed."""
        return self._settings.text_scale

    @property
    def interface_scale(self) -> float:
        """How large the text of bars and lists is."""
        return 1 + (self.scale - 1) * _INTERFACE_SHARE

    def dress(self) -> None:
        """Dress the application."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
            application.setStyleSheet(window_style(self.theme, self.interface_scale))

    def choose_theme(self, name: str) -> None:
        """Dress in another theme, or as the system is."""
        self._settings.theme = name
        self.theme = self._chosen()
        self.dress()
        self.themeChanged.emit(self.theme)

    def larger(self) -> None:
        """Make text one step larger."""
        self.set_scale(next_scale(self.scale, larger=True))

    def smaller(self) -> None:
        """Make text one step smaller."""
        self.set_scale(next_scale(self.scale, larger=False))

    def normal(self) -> None:
        """Make text as it was designed."""
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Make text so large."""
        if scale != self.scale:
            self._settings.text_scale = scale
            self.dress()
            self.scaleChanged.emit(self.scale)

    def _chosen(self) -> Theme:
        if self._settings.theme != SYSTEM:
            return load_theme(self._settings.theme)
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return load_theme(ThemeName.DARK if is_dark else ThemeName.LIGHT)

    def _follow_system(self) -> None:
        if self.chosen == SYSTEM:
            self.choose_theme(SYSTEM)
