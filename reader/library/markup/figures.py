"""Check images, and give a figure that stands alone its caption."""

import posixpath
import re
from urllib.parse import unquote

from reader.library.markup.citing import cited_runs
from reader.library.markup.content import Block, Run
from reader.library.markup.nodes import Node
from reader.library.markup.runs import folded
from reader.library.markup.scene import Scene, Within

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]")
_SIZE = re.compile(r"[1-9][0-9]{0,3}")


def image_run(node: Node, within: Within, scene: Scene) -> Run:
    """Return the image, or the placeholder of one that the pack doesn't have."""
    written = node.attrs.get("src", "").strip()
    alt = " ".join(node.attrs.get("alt", "").split())
    name = _inside(written)
    caption = {"caption": node.attrs["title"]} if node.attrs.get("title", "").strip() else {}
    if name is None:
        shown = written or alt or "no address"
        scene.report.warn(f"an image from outside the pack was left out: {shown[:80]}", written or alt)
    elif name in scene.pack.figures:
        sizes = {key: node.attrs[key] for key in ("width", "height") if _SIZE.fullmatch(node.attrs.get(key, ""))}
        return Run(marks=within.marks, atom="img", attrs={"src": name, "alt": alt, **sizes, **caption})
    else:
        shown = name
        scene.report.warn(f"missing image: {name[:80]}", written)
    unlinked = tuple(mark for mark in within.marks if mark.tag != "a")
    return Run(marks=unlinked, atom="missing", attrs={"src": shown[:80], **caption})


def _inside(src: str) -> str | None:
    """Return the name of a figure within the pack's folder, or None for anything outside it."""
    path = unquote(src)
    if not path or _SCHEME.match(path):
        return None
    name = posixpath.normpath(path)
    return None if name.startswith("../") or name in ("..", ".") else name


def figure(runs: list[Run], scene: Scene) -> list[Block] | None:
    """Return a lone image as a figure with its caption, or None when `runs` are something else."""
    images = [run for run in runs if run.atom in ("img", "missing")]
    if len(images) != 1 or any(run.text.strip() for run in runs):
        return None
    image = images[0]
    if image.atom == "missing":
        placeholder = Run(f"Picture not found: {image.attrs['src']}")
        blocks = [Block("p", {"class": "apparatus missing"}, runs=[placeholder])]
    else:
        blocks = [Block("p", {"class": "figure"}, runs=[run for run in runs if run.atom in ("img", "anchor")])]
    if caption := image.attrs.get("caption", ""):
        blocks.append(Block("p", {"class": "caption"}, runs=folded(cited_runs(caption, scene))))
    return blocks
