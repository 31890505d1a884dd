"""Draw a pack's figures in the theme's colours, and load nothing else, ever.

An SVG names its colours by class: `ink muted line accent soft caution danger paper` fill a shape, `stroke-accent`
draws its line. A shape with a stroke alone isn't filled. Source: the pack format, "A topic".
"""

import re
from collections.abc import Callable
from math import inf
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reader.desktop.theme import Theme
from reader.errors import ReaderError

TOKENS = frozenset({"ink", "muted", "line", "accent", "soft", "caution", "danger", "paper"})
_WORDS = frozenset({"text", "tspan"})
_LINES = {"caution": "caution-line", "danger": "danger-line"}  # a line in caution's ground wouldn't be seen
_STROKE = "stroke-"
_NAME = re.compile(r"figures/[^/\\]+\.(?:svg|png|jpe?g)", re.IGNORECASE)
_MOST_BYTES = 16 * 1024 * 1024
_MOST_PIXELS = 8192

FigureFile = Callable[[str], Path]


class Figures:
    """Give the page the images of one pack, at most as wide as its column."""

    def __init__(self, file_of: FigureFile | None, theme: Theme, width: int, ratio: float, scale: float = 1.0) -> None:
        """Ask `file_of` for the file of a name; `ratio` is the screen's pixels for one of the page's, `scale` the text's."""
        self._file_of = file_of
        self._theme = theme
        self._width = width
        self._ratio = ratio
        self._scale = scale
        self._drawn: dict[str, QImage] = {}

    def image(self, name: str) -> QImage:
        """Return a figure, ready for the page; a clear pixel where there is none.

        Never a null image: Qt would then try the name as a file of its own.
        """
        if name not in self._drawn:
            self._drawn[name] = self.drawn(name, self._width) or blank()
        return self._drawn[name]

    def drawn(self, name: str, width: int) -> QImage | None:
        """Return a figure, at most `width` px wide, or None where the pack has no such figure."""
        data = self._bytes(name)
        if data is None:
            return None
        if name.lower().endswith(".svg"):
            return draw_svg(data, self._theme, width, self._ratio, self._scale)
        return fit_picture(data, width, self._ratio)

    def filling(self, name: str, room: QSize) -> QImage | None:
        """Return a figure as large as it fits whole into `room`, in px, or None where the pack has no such figure."""
        data, usual = self._bytes(name), self.drawn(name, self._width)
        if data is None or usual is None:
            return None
        width = max(1, min(room.width(), room.height() * usual.width() // usual.height()))
        if name.lower().endswith(".svg"):
            return draw_svg(data, self._theme, width, self._ratio, inf)
        image = QImage.fromData(data).scaledToWidth(round(width * self._ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(self._ratio)
        return image

    def _bytes(self, name: str) -> bytes | None:
        if self._file_of is None or not _NAME.fullmatch(name):
            return None
        try:
            file = self._file_of(name)
            return file.read_bytes() if file.stat().st_size <= _MOST_BYTES else None
        except (OSError, ReaderError):
            return None


def blank() -> QImage:
    """Return a clear pixel."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def draw_svg(data: bytes, theme: Theme, width: int, ratio: float, scale: float = 1.0) -> QImage | None:
    """Draw an SVG in the theme's colours, at most `width` px wide; None where it isn't one."""
    try:
        filled = fill_svg(data, theme)
    except ET.ParseError:
        return None
    renderer = QSvgRenderer(QByteArray(filled))
    natural = renderer.defaultSize()
    if not renderer.isValid() or natural.isEmpty():
        return None
    factor = min(width / natural.width(), scale) * ratio
    size = QSize(round(natural.width() * factor), round(natural.height() * factor)).boundedTo(QSize(_MOST_PIXELS, _MOST_PIXELS))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def fit_picture(data: bytes, width: int, ratio: float) -> QImage | None:
    """Return a picture, made smaller where it is wider than `width` px; None where it can't be read."""
    image = QImage.fromData(data)
    if image.isNull():
        return None
    if image.width() > width * ratio:
        image = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
    return image


def fill_svg(data: bytes, theme: Theme) -> bytes:
    """Return an SVG with its class tokens turned into the theme's colours; raise ParseError where it isn't safe XML."""
    root = ET.fromstring(data, parser=ET.XMLParser(target=_NoEntities()))  # noqa: S314  # entities are refused
    for element in root.iter():
        _cut_off(element)
        _colour(element, theme)
    return ET.tostring(root)


def _colour(element: ET.Element, theme: Theme) -> None:
    classes = element.get("class", "").split()
    fills = [name for name in classes if name in TOKENS]
    strokes = [name.removeprefix(_STROKE) for name in classes if name.startswith(_STROKE)]
    strokes = [name for name in strokes if name in TOKENS]
    words = element.tag.rpartition("}")[2] in _WORDS
    for name in fills[-1:]:
        element.set("fill", theme.colour(_LINES.get(name, name) if words else name))
    for name in strokes[-1:]:
        element.set("stroke", theme.colour(_LINES.get(name, name)))
    if strokes and not fills:
        element.set("fill", "none")


def _cut_off(element: ET.Element) -> None:
    """Take away whatever names a thing outside the figure: QtSvg would look for it on the disk."""
    for name, value in list(element.attrib.items()):
        if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:image/")):
            del element.attrib[name]


class _NoEntities(ET.TreeBuilder):
    """Build a tree, but of nothing that declares a document type: entities begin there."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse."""
        del pubid, system
        raise ET.ParseError(f"the document type {name} is not allowed")
