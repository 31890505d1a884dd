"""Tint our own line icons, which are drawn in black, in the colours of a theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from reader.desktop.theme import Theme
from reader.home import program_folder

BAR = QSize(22, 22)
SMALL = QSize(18, 18)

_DRAWN_IN = b"#000"
_DENSITIES = (1, 2, 3)  # a pixmap for each common screen, so that lines stay sharp


def themed_icon(name: str, theme: Theme, size: QSize = BAR) -> QIcon:
    """Return an icon in the theme's ink, in its accent when checked, and faint when disabled."""
    icon = QIcon()
    for colour, mode, state in (
        (theme.ink, QIcon.Mode.Normal, QIcon.State.Off),
        (theme.accent, QIcon.Mode.Normal, QIcon.State.On),
        (theme.faint, QIcon.Mode.Disabled, QIcon.State.Off),
        (theme.faint, QIcon.Mode.Disabled, QIcon.State.On),
    ):
        for density in _DENSITIES:
            icon.addPixmap(_pixmap(name, colour, size.width(), density), mode, state)
    return icon


def tinted(name: str, colour: str, size: QSize = SMALL) -> QIcon:
    """Return an icon in one colour."""
    icon = QIcon()
    for density in _DENSITIES:
        icon.addPixmap(_pixmap(name, colour, size.width(), density))
    return icon


def _pixmap(name: str, colour: str, side: int, density: int) -> QPixmap:
    key, pixmap = f"{name} {colour} {side} {density}", QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(side * density, side * density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing = QSvgRenderer(QByteArray(_source(name).replace(_DRAWN_IN, colour.encode())))
    drawing.render(painter, QRectF(0, 0, side * density, side * density))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _source(name: str) -> bytes:
    return (program_folder("resources") / "icons" / f"{name}.svg").read_bytes()
