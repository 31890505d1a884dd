"""Read themes, which are data, and dress Qt in them.

A theme is one TOML file in resources/themes: a title, whether it is dark, and a colour for each role.
Every theme fills every role, so that no widget ever asks which theme it is in.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette

from reader.desktop.fonts import MONO_FAMILIES, SANS_FAMILIES, SERIF_FAMILIES, quoted
from reader.home import program_folder

_PLACEHOLDER = re.compile(r"\{([a-z-]+|\d+px)\}")
_FAMILIES = {"serif": SERIF_FAMILIES, "sans": SANS_FAMILIES, "mono": MONO_FAMILIES}


class ThemeName(StrEnum):
    """The themes that Wardbook carries, each one file."""

    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """Name the colours of the interface by what they are for, as #RRGGBB.

    In a theme's file, in the style sheets and in `colour`, a role is written with hyphens.
    """

    name: ThemeName
    title: str
    dark: bool
    paper: str
    ink: str
    muted: str
    surface: str
    line: str
    hover: str
    accent: str
    on_accent: str
    soft: str
    selected: str
    selection: str
    focus: str
    handle: str
    faint: str
    caution: str
    caution_line: str
    danger: str
    danger_line: str
    amber: str
    green: str
    blue: str
    rose: str
    amber_line: str
    green_line: str
    blue_line: str
    rose_line: str
    match: str
    match_line: str
    current: str
    on_current: str

    def colour(self, role: str) -> str:
        """Return the colour of `role`, as #RRGGBB; raise KeyError where there is no such role."""
        if role not in ROLES:
            raise KeyError(role)
        value: str = getattr(self, role.replace("-", "_"))
        return value


ROLES = frozenset(field.name.replace("_", "-") for field in fields(Theme)) - {"name", "title", "dark"}


def load_theme(name: ThemeName | str) -> Theme:
    """Read one theme from the resources; a name that isn't a theme's raises ValueError."""
    name = ThemeName(name)
    data = tomllib.loads((program_folder("resources") / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    roles = {role.replace("-", "_"): colour for role, colour in data["roles"].items()}
    return Theme(name=name, title=data["title"], dark=data["dark"], **roles)


def palette(theme: Theme) -> QPalette:
    """Return the palette for what no style sheet reaches: a document's links, a native dialog."""
    filled = QPalette()
    for place, colour in {
        QPalette.ColorRole.Window: theme.surface,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.paper,
        QPalette.ColorRole.AlternateBase: theme.surface,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.danger_line,
        QPalette.ColorRole.ToolTipBase: theme.paper,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
    }.items():
        filled.setColor(place, QColor(colour))
    for place in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        filled.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.muted))
    return filled


def window_style(theme: Theme, scale: float = 1.0) -> str:
    """Return the application's style sheet; `scale` is the interface's text size, 1.0 as designed."""
    template = (program_folder("resources") / "themes" / "window.qss").read_text(encoding="utf-8")
    return fill(template, theme, scale)


def fill(template: str, theme: Theme, scale: float = 1.0) -> str:
    """Fill the placeholders of a style sheet; an unknown role raises KeyError.

    They are {role}, {15px} at a scale of 1, and {serif}, {sans} or {mono} for families.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in _FAMILIES:
            return quoted(_FAMILIES[name])
        if name.endswith("px"):
            return f"{round(int(name[:-2]) * scale)}px"
        return theme.colour(name)

    return _PLACEHOLDER.sub(value, template)
