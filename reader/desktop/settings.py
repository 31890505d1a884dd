"""Remember how the reader likes the window: nothing personal, one small file in the home."""

from contextlib import suppress

from PySide6.QtCore import QByteArray, QSettings

from reader.desktop.theme import ThemeName
from reader.home import PRIVATE_FILE, Home

SYSTEM = "system"  # light or dark, as the desktop is
SMALLEST, LARGEST = 0.7, 2.0
IDLE_MINUTES = (1, 2, 5, 10, 15, 30, 60, 0)
_IDLE = 10
_STEPS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)


class Settings:
    """Read and write settings.ini; what is missing or makes no sense is as on the first day."""

    def __init__(self, home: Home) -> None:
        # Qt makes a file that anyone may read, but leaves one that is there as private as it finds it.
        with suppress(OSError):  # settings that can't be kept are as on the first day
            home.settings.touch(PRIVATE_FILE)
            home.settings.chmod(PRIVATE_FILE)
        self._file = QSettings(str(home.settings), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """The name of a theme, or `system`."""
        name = str(self._file.value("look/theme", SYSTEM))
        return name if name in set(ThemeName) else SYSTEM

    @theme.setter
    def theme(self, name: str) -> None:
        self._file.setValue("look/theme", name)

    @property
    def text_scale(self) -> float:
        """How large text is, 1.0 as designed."""
        try:
            scale = float(str(self._file.value("look/text", 1.0)))
        except ValueError:
            return 1.0
        return min(max(scale, SMALLEST), LARGEST) if scale == scale else 1.0  # noqa: PLR0124 - not a number

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._file.setValue("look/text", scale)

    def shows(self, pane: str) -> bool:
        """Tell whether a pane is shown."""
        return str(self._file.value(f"window/{pane}", "true")).lower() != "false"

    def set_shows(self, pane: str, *, shown: bool) -> None:
        """Remember whether a pane is shown."""
        self._file.setValue(f"window/{pane}", "true" if shown else "false")

    def keeps(self, what: str) -> bool:
        """Tell whether something of what the reader does is remembered."""
        return str(self._file.value(f"keep/{what}", "true")).lower() != "false"

    def set_keeps(self, what: str, *, kept: bool) -> None:
        """Remember something of what the reader does, or not."""
        self._file.setValue(f"keep/{what}", "true" if kept else "false")

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a touch a notebook with a passphrase locks itself; 0: never."""
        try:
            minutes = int(str(self._file.value("lock/minutes", _IDLE)))
        except ValueError:
            return _IDLE
        return minutes if minutes in IDLE_MINUTES else _IDLE

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._file.setValue("lock/minutes", minutes)

    def bytes_of(self, name: str) -> QByteArray:
        """Return what Qt made of the window's place or the panes' widths; empty at first."""
        value = self._file.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Remember the window's place or the panes' widths."""
        self._file.setValue(f"window/{name}", value)

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()


def next_scale(scale: float, *, larger: bool) -> float:
    """Return the next step of text size, or the same at the end of the scale."""
    if larger:
        return next((step for step in _STEPS if step > scale + 0.01), _STEPS[-1])
    return next((step for step in reversed(_STEPS) if step < scale - 0.01), _STEPS[0])
