"""Part the content of an element into blocks: text between blocks becomes a block of its own."""

from dataclasses import replace

from reader.library.markup.citing import own_runs
from reader.library.markup.content import Block, Mark, Run
from reader.library.markup.figures import figure, image_run
from reader.library.markup.links import link_mark
from reader.library.markup.nodes import Node
from reader.library.markup.own import Box
from reader.library.markup.runs import folded, has_content
from reader.library.markup.scene import Scene, Within
from reader.library.markup.vocabulary import BLOCKS, INLINE, OWN

Children = list[Node | str]


def flow(children: Children, within: Within, scene: Scene, leaf: str = "p") -> list[Block]:
    """Return the blocks of `children`; loose text is put into blocks with the tag `leaf`."""
    parts: list[Block] = []
    runs: list[Run] = []
    for piece in _pieces(children, within, scene):
        if isinstance(piece, Run):
            runs.append(piece)
        else:
            parts += _leaf(runs, leaf, scene)
            runs = []
            parts += _ruled(*piece, scene)
    return parts + _leaf(runs, leaf, scene)


def inline(children: Children, within: Within, scene: Scene) -> list[Run]:
    """Return `children` as the runs of one block; where a block began or ended there is a blank."""
    runs: list[Run] = []
    for piece in _pieces(children, within, scene):
        if isinstance(piece, Run):
            runs.append(piece)
        else:
            node, inside = piece
            runs += [Run(" "), *_anchor(node, scene), *inline(node.children, inside, scene), Run(" ")]
    return runs


def take_waiting(scene: Scene) -> list[Run]:
    """Return the anchors that wait for the next text."""
    waiting = [Run(atom="anchor", attrs={"name": name}) for name in scene.waiting]
    scene.waiting.clear()
    return waiting


def wait(node: Node, scene: Scene) -> None:
    """Let the id of a block wait for the block's first text."""
    scene.waiting += [run.attrs["name"] for run in _anchor(node, scene)]


def _pieces(children: Children, within: Within, scene: Scene) -> "list[Run | tuple[Node, Within]]":
    """Return runs, and between them block nodes with the marks that surround them."""
    pieces: list[Run | tuple[Node, Within]] = []
    for child in children:
        if isinstance(child, str):
            pieces.append(Run(child, within.marks))
        elif child.tag in BLOCKS:
            pieces.append((child, within))
        elif child.tag == "br":
            pieces.append(Run(atom="br"))
        elif child.tag == "img":
            pieces += [*_anchor(child, scene), image_run(child, within, scene)]
        elif thing := scene.own.find(child.attrs.get(OWN)):
            pieces += own_runs(thing, within, scene)
        else:
            pieces += _anchor(child, scene)
            pieces += _pieces(child.children, _marked(child, within, scene), scene)
    return pieces


def _marked(node: Node, within: Within, scene: Scene) -> Within:
    """Return where the content of an inline element stands."""
    tag = INLINE.get(node.tag, "span")
    if tag == "span":
        return within
    marks = within.marks
    if tag == "a":
        link = link_mark(node, scene)
        if link is None:
            return within
        return replace(within, marks=(*(mark for mark in marks if mark.tag != "a"), link))
    title = node.attrs.get("title", "").strip() if tag == "abbr" else ""
    mark = Mark(tag, (("title", title),) if title else ())
    return within if mark in marks else replace(within, marks=(*marks, mark))


def _anchor(node: Node, scene: Scene) -> list[Run]:
    names = [node.attrs[key] for key in ("id", "name") if node.attrs.get(key, "").strip()]
    scene.names.update(names)
    return [Run(atom="anchor", attrs={"name": name}) for name in dict.fromkeys(names)]


def _ruled(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Apply the rule of a block element, or that of the box which one of our extensions made of it."""
    is_box = isinstance(scene.own.find(node.attrs.get(OWN)), Box)
    tag = "box" if is_box else BLOCKS[node.tag]
    return scene.rules[tag](node, within, scene)


def _leaf(runs: list[Run], tag: str, scene: Scene) -> list[Block]:
    """Return a block of `runs`, or none when nothing of them can be seen; their anchors then wait."""
    if not runs:
        return []
    kept = folded(runs)
    if not has_content(kept):
        scene.waiting += [run.attrs["name"] for run in kept if run.atom == "anchor"]
        return []
    kept = take_waiting(scene) + kept
    if tag and (drawn := figure(kept, scene)):
        return drawn
    return [Block(tag, runs=kept)]
