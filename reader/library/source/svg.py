"""Check that an SVG figure only draws, and only what is in it.

Refused: entities, scripts, embedded documents and pictures, animation, events, and whatever would be loaded from elsewhere.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from reader.library.source.raster import UnsafePictureError, check_size
from reader.library.source.svg_reuse import Reuse

MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_VIEW_BOX = 100_000

_FORBIDDEN = frozenset(
    {
        *("script", "handler", "listener", "set", "discard"),
        *("animate", "animatecolor", "animatemotion", "animatetransform"),
        *("foreignobject", "iframe", "object", "embed", "audio", "video", "image", "feimage"),
    }
)
_XHTML = "http://www.w3.org/1999/xhtml}"
_XML_BASE = "http://www.w3.org/XML/1998/namespace}base"
_URL = re.compile(r"url\s*\(", re.IGNORECASE)
# An id has no bracket and no # in it: a row of "url(#url(#…" is then read once and not again from each of its places.
_OWN_URL = re.compile(r"url\s*\(\s*[\"']?#([^\"'()#\s]+)[\"']?\s*\)", re.IGNORECASE)
# A backslash could spell any of these in other letters.
_LOADING_STYLE = re.compile(r"@import|@font-face|image-set|src\s*\(|javascript:|\\", re.IGNORECASE)
_DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_NUMBER = re.compile(rf"[+-]?{_DIGITS}")
# QtSvg too takes the number that a length begins with, and any unit that it doesn't know for pixels.
_LENGTH = re.compile(rf"\s*\+?({_DIGITS})\s*(%|[a-z]*)", re.IGNORECASE)
_PIXELS = {"pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def check_svg(data: bytes) -> None:
    """Raise UnsafePictureError unless `data` is an SVG that may be drawn."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnsafePictureError("This isn't UTF-8 text. Save the figure again as UTF-8.", line) from error
    try:
        _Check(expat.ParserCreate(namespace_separator="}")).run(text)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        raise UnsafePictureError(f"This isn't well-formed XML: {problem}. Save the figure again.", error.lineno) from error


@dataclass(slots=True)
class _Check:
    """Check one figure while expat reads it, which neither recurses nor loads anything."""

    parser: expat.XMLParserType
    elements: int = 0
    depth: int = 0
    style_depth: int = 0  # how deep the style element stands that is open, or 0
    style: list[str] = field(default_factory=list)  # its text, in pieces
    reuse: Reuse = field(default_factory=Reuse)

    def run(self, text: str) -> None:
        parser = self.parser
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._document_type
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(text, True)  # noqa: FBT003 -- expat takes it by place only
        if problem := self.reuse.problem():
            self._refuse(problem)

    def _refuse(self, message: str) -> NoReturn:
        raise UnsafePictureError(message, self.parser.CurrentLineNumber)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "us-ascii"}:
            self._refuse(f"The figure says that it is written in {encoding!r}. Save it again as UTF-8.")

    def _document_type(self, *_: object) -> None:
        self._refuse("A figure may not have a document type. Take out the part that begins with <!DOCTYPE.")

    def _instruction(self, target: str, _data: str) -> None:
        self._refuse(f"A figure may not hold instructions like <?{target}?>. Take it out.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            self._refuse("The figure has too many shapes, or they are nested too deeply. Make it simpler.")
        local = _local(name)
        if local in _FORBIDDEN or name.startswith(_XHTML):
            self._refuse(f"A figure may not hold <{local}>. Take it out, and draw with shapes and text only.")
        if self.depth == 1:
            self._root(local, attributes)
        if local == "style" and not self.style_depth:
            self.style_depth = self.depth
        self.reuse.enter(attributes.get("id", ""))
        for attribute, value in attributes.items():
            self._attribute(attribute, value)

    def _root(self, local: str, attributes: dict[str, str]) -> None:
        if local != "svg":
            self._refuse(f"The figure begins with <{local}> and not with <svg>. Save it as SVG.")
        box = _view_box(attributes.get("viewBox", ""))
        if not all(0 < side <= MAX_VIEW_BOX for side in box):
            self._refuse(f"The figure's viewBox is empty or over {MAX_VIEW_BOX:,} wide or high. Draw it to another scale.")
        width, height = (_pixels(attributes.get(side, "")) for side in ("width", "height"))
        try:
            check_size(width, height)
        except UnsafePictureError as error:
            self._refuse(error.message)

    def _attribute(self, name: str, value: str) -> None:
        local = _local(name)
        if local.startswith("on"):
            self._refuse(f"A figure may not react to events. Take out the attribute {local}.")
        if name == _XML_BASE:
            self._refuse("A figure may not move its links elsewhere. Take out the attribute xml:base.")
        if local in {"href", "src"}:
            if not value.strip().startswith("#"):
                self._refuse("A figure may only refer to its own parts. Take out the link, picture or font from outside.")
            self.reuse.use(value.strip()[1:])
        self._references(value)
        if local == "style":
            self._style(value)

    def _references(self, value: str) -> None:
        own = _OWN_URL.findall(value)
        if len(own) != len(_URL.findall(value)):
            self._refuse("A figure may only refer to its own parts. Write url(#id), with the id of one of its elements.")
        for part in own:
            self.reuse.use(part)

    def _style(self, text: str) -> None:
        if loading := _LOADING_STYLE.search(text):
            self._refuse(f"A figure's style may not hold {loading[0]}. Take it out.")

    def _characters(self, text: str) -> None:
        if self.style_depth:
            self.style.append(text)

    def _end(self, _name: str) -> None:
        if self.style_depth == self.depth:
            text = "".join(self.style)
            self._style(text)
            self._references(text)
            self.style.clear()
            self.style_depth = 0
        self.reuse.leave()
        self.depth -= 1


def _local(name: str) -> str:
    return name.rpartition("}")[2].casefold()


def _view_box(text: str) -> list[float]:
    """Return the width and height of a viewBox; nothing where it isn't one, and is ignored."""
    parts = text.replace(",", " ").split()
    if len(parts) != 4 or not all(_NUMBER.fullmatch(part) for part in parts):  # noqa: PLR2004 -- x, y, width, height
        return []
    return [float(part) for part in parts[2:]]


def _pixels(text: str) -> float:
    """Return a length in pixels; 1 where there is none, or one that depends on the page."""
    length = _LENGTH.match(text)
    if length is None or length[2] == "%":
        return 1.0
    return float(length[1]) * _PIXELS.get(length[2].lower(), 1.0)
