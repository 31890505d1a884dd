"""Rules for lists: nothing but items stands directly in a list."""

import re
from dataclasses import replace

from reader.library.markup.content import Block
from reader.library.markup.flow import Children, flow, inline, take_waiting, wait
from reader.library.markup.nodes import Node
from reader.library.markup.own import FootnoteItem
from reader.library.markup.runs import folded
from reader.library.markup.scene import Scene, Within
from reader.library.markup.vocabulary import BLOCKS, OWN

_START = re.compile(r"[0-9]{1,6}")


def items(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a list; what stands between its items becomes an item too."""
    wait(node, scene)
    inside = replace(within, top=False)
    kept: list[Block] = []
    for tag, child, children in _grouped(node.children, ("li",)):
        if child is not None:
            _wait_for_item(child, scene)
        blocks = holding(flow(children, inside, scene, ""))
        if blocks or tag:
            kept.append(Block("li", blocks=blocks))
    if not kept:
        return []
    start = node.attrs.get("start", "")
    attrs = {"start": start} if node.tag == "ol" and _START.fullmatch(start) and start != "1" else {}
    return [Block(BLOCKS[node.tag], attrs, kept)]


def definitions(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a list of terms and what they mean."""
    wait(node, scene)
    inside = replace(within, top=False)
    kept: list[Block] = []
    for tag, child, children in _grouped(_undivided(node.children), ("dt", "dd")):
        if child is not None:
            wait(child, scene)
        if tag == "dt":
            runs = folded(inline(children, inside, scene))
            kept.append(Block("dt", runs=take_waiting(scene) + runs))
        elif blocks := holding(flow(children, inside, scene, "")):
            kept.append(Block("dd", blocks=blocks))
    return [Block("dl", blocks=kept)] if kept else []


def holding(blocks: list[Block]) -> list[Block]:
    """Let only the first block of an item or cell be bare text; later ones need a tag to stand on their own."""
    for block in blocks[1:]:
        block.tag = block.tag or "div"
    return blocks


def _grouped(children: Children, tags: tuple[str, ...]) -> list[tuple[str, Node | None, Children]]:
    """Return the items, and what stands between them as groups without a tag."""
    groups: list[tuple[str, Node | None, Children]] = []
    for child in children:
        if isinstance(child, Node) and child.tag in tags:
            groups.append((child.tag, child, child.children))
        elif groups and not groups[-1][0]:
            groups[-1][2].append(child)
        else:
            groups.append(("", None, [child]))
    return groups


def _undivided(children: Children) -> Children:
    """Dissolve the divisions that HTML allows around the pairs of a list of terms."""
    flat: Children = []
    for child in children:
        flat += child.children if isinstance(child, Node) and child.tag == "div" else [child]
    return flat


def _wait_for_item(item: Node, scene: Scene) -> None:
    """Name an item, so that links find it; a footnote by its number."""
    note = scene.own.find(item.attrs.get(OWN))
    if isinstance(note, FootnoteItem):
        scene.waiting.append(f"fn-{note.number}")
    else:
        wait(item, scene)
