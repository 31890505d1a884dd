"""The rule for headings: sections begin at the topic's top level, and nowhere else."""

from reader.library.markup.content import Block, Mark, Run, words_of
from reader.library.markup.flow import inline, take_waiting, wait
from reader.library.markup.nodes import Node
from reader.library.markup.runs import folded, has_content
from reader.library.markup.scene import Scene, Within
from reader.library.text import normalise

_BOLD = Mark("b")
_TITLE_LEVEL = "h1"


def heading(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a heading at the top level; elsewhere make it a bold paragraph."""
    if not within.top:
        wait(node, scene)
    runs = take_waiting(scene) + folded(inline(node.children, within, scene))
    words = words_of(runs)
    if not words:
        scene.report.fault_heading("empty heading")
        return [Block("p", runs=runs)] if has_content(runs) else []
    if not within.top:
        return [Block("p", runs=[_bold(run) for run in runs])]
    if node.tag == _TITLE_LEVEL and words == normalise(scene.source.meta.title):
        return []
    tag = "h2" if node.tag == _TITLE_LEVEL else node.tag
    if tag not in ("h2", "h3"):
        wait(node, scene)
        return [Block(tag, runs=take_waiting(scene) + runs)]
    formerly = tuple(node.attrs.get("formerly", "").replace(",", " ").split())
    return [Block(tag, runs=runs, id=node.attrs.get("id", ""), formerly=formerly)]


def _bold(run: Run) -> Run:
    if run.atom == "anchor" or _BOLD in run.marks:
        return run
    return Run(run.text, (_BOLD, *run.marks), run.atom, run.attrs)
