"""Rules for the simple blocks: paragraph, division, quotation, line, preformatted text."""

from dataclasses import replace

from reader.library.markup.content import Block
from reader.library.markup.flow import flow, inline, take_waiting, wait
from reader.library.markup.nodes import Node
from reader.library.markup.runs import has_content, lines
from reader.library.markup.scene import Scene, Within


def paragraph(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a paragraph."""
    wait(node, scene)
    return flow(node.children, within, scene, "p")


def division(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Dissolve a division: what it holds stands where it stood, parted from its neighbours."""
    wait(node, scene)
    return flow(node.children, within, scene, "div")


def caption(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Make the caption of a raw figure or table a caption like that of a Markdown figure."""
    wait(node, scene)
    blocks = flow(node.children, within, scene, "p")
    for block in blocks:
        if block.tag == "p" and not block.attrs:
            block.attrs = {"class": "caption"}
    return blocks


def quotation(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a quotation around its blocks."""
    wait(node, scene)
    blocks = flow(node.children, replace(within, top=False), scene)
    return [Block("blockquote", blocks=blocks)] if blocks else []


def line(_node: Node, _within: Within, _scene: Scene) -> list[Block]:
    """Keep a horizontal line."""
    return [Block("hr")]


def preformatted(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep the lines and blanks of preformatted text."""
    wait(node, scene)
    runs = lines(inline(node.children, within, scene))
    return [Block("pre", runs=take_waiting(scene) + runs)] if has_content(runs) else []
