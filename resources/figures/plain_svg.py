"""Write again, as SVG Tiny 1.2 whose colours are tokens, what matplotlib wrote."""

import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from sheet import FAMILY, TOKENS, WIDTH

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def plain_svg(written: bytes, height: int, title: str, description: str) -> str:
    """Return what matplotlib wrote as plain SVG Tiny whose colours are tokens."""
    root = ET.fromstring(written)  # noqa: S314  # matplotlib wrote it
    shapes = {path.get("id"): path for defs in root.iter(f"{SVG}defs") for path in defs.iter(f"{SVG}path")}
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" {size}>']
    lines += [f"  <title>{escape(title)}</title>", f"  <desc>{escape(description)}</desc>"]
    lines += _elements(root, shapes)
    return "\n".join([*lines, "</svg>", ""])


def _elements(node: ET.Element, shapes: dict[str | None, ET.Element]) -> list[str]:
    lines: list[str] = []
    for child in node:
        name = child.tag.removeprefix(SVG)
        if name == "path":
            lines.append(_path(child.get("d", ""), _look(child.get("style", "")), (0, 0)))
        elif name == "use":
            shape = shapes[child.get(LINK, "")[1:]]
            look = _look(shape.get("style", "") + ";" + child.get("style", ""))
            lines.append(_path(shape.get("d", ""), look, (float(child.get("x", 0)), float(child.get("y", 0)))))
        elif name == "text":
            lines.append(_words(child))
        elif name == "g":
            lines += _elements(child, shapes)
    return lines


def _look(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _path(steps: str, look: dict[str, str], offset: tuple[float, float]) -> str:
    moved, coordinate = [], 0
    for step in steps.split():
        if re.fullmatch(r"[A-Za-z]", step):
            moved.append(step.upper())
        else:
            moved.append(_short(float(step) + offset[coordinate % 2]))
            coordinate += 1
    fill, stroke = look.get("fill", "#000000").upper(), look.get("stroke", "none").upper()
    classes = [TOKENS[fill]] if fill != "NONE" else []
    marks = {"d": " ".join(moved), "fill": fill if classes else "none"}
    if stroke != "NONE":
        classes.append(f"stroke-{TOKENS[stroke]}")
        marks |= {"stroke": stroke, "stroke-width": _short(float(look.get("stroke-width", 1)))}
        if dashes := look.get("stroke-dasharray"):
            marks["stroke-dasharray"] = " ".join(_short(float(part)) for part in dashes.split(","))
    return _element("path", {"class": " ".join(classes)} | marks) + "/>"


def _words(node: ET.Element) -> str:
    look = _look(node.get("style", ""))
    colour = look.get("fill", "#000000").upper()
    marks = {"class": TOKENS[colour], "x": _short(float(node.get("x", 0))), "y": _short(float(node.get("y", 0)))}
    marks |= {"font-family": FAMILY, "font-size": look["font-size"].removesuffix("px")}
    if look.get("font-weight", "400") != "400":
        marks["font-weight"] = look["font-weight"]
    if "text-anchor" in look:
        marks["text-anchor"] = look["text-anchor"]
    return _element("text", marks | {"fill": colour}) + f">{escape(node.text or '')}</text>"


def _element(name: str, marks: dict[str, str]) -> str:
    return f"  <{name} " + " ".join(f"{key}={quoteattr(value)}" for key, value in marks.items())


def _short(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
