"""The rule for boxes: a table of two cells, the first of which is the coloured edge."""

from dataclasses import replace

from reader.library.markup.content import Block, Mark, Run
from reader.library.markup.flow import flow, inline
from reader.library.markup.nodes import Node
from reader.library.markup.own import Box, BoxTitle
from reader.library.markup.runs import folded, has_content
from reader.library.markup.scene import Scene, Within
from reader.library.markup.vocabulary import OWN

_LABELS = {"key": "KEY POINT", "claim": "CLAIM CHECK", "danger": "DANGER", "caution": "CAUTION", "note": "NOTE"}
_VERDICTS = frozenset({"supported", "outdated", "misleading", "wrong", "unverifiable"})
_BOLD = Mark("b")
_QUOTES = "“”"


def box(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Draw a box; within another box or a table's cell it is only its label and its content."""
    made = scene.own.find(node.attrs.get(OWN))
    if not isinstance(made, Box):
        raise TypeError(made)
    kind, verdict = _kind(made, scene), _verdict(made, scene)
    label = f"{_LABELS[kind]} · {verdict.upper()}" if verdict else _LABELS[kind]
    inside = replace(within, top=False, boxed=True)
    content = [Block("p", {"class": "apparatus label"}, runs=[Run(label)]), *_content(node, kind, inside, scene)]
    if within.boxed or within.tabled:
        return content
    classes = f"box {kind} verdict-{verdict}" if verdict else f"box {kind}"
    edge, body = Block("td", {"class": "edge", "width": "4"}), Block("td", {"class": "body"}, content)
    return [Block("table", {"class": classes, "width": "100%", "cellspacing": "0"}, [Block("tr", blocks=[edge, body])])]


def _content(node: Node, kind: str, within: Within, scene: Scene) -> list[Block]:
    children = [child for child in node.children if not isinstance(child, str) or child.strip()]
    title: list[Block] = []
    first = children[0] if children else ""
    if isinstance(first, Node) and isinstance(scene.own.find(first.attrs.get(OWN)), BoxTitle):
        inside = replace(within, marks=(_BOLD,))
        runs = folded(inline(first.children, inside, scene))
        if has_content(runs):
            runs = _said(runs) if kind == "claim" else runs
            title = [Block("p", {"class": "claim" if kind == "claim" else "box-title"}, runs=runs)]
        children = children[1:]
    return title + flow(children, within, scene)


def _said(runs: list[Run]) -> list[Run]:
    """Put a claim in quotation marks: they are text, so that it is never found or quoted as what the page says."""
    if "".join(run.text for run in runs).strip().startswith(_QUOTES[0]):
        return runs
    return [Run(_QUOTES[0], (_BOLD,)), *runs, Run(_QUOTES[1], (_BOLD,))]


def _kind(made: Box, scene: Scene) -> str:
    if made.kind in _LABELS:
        return made.kind
    scene.report.warn(f"unknown kind of box, shown as a note: {made.kind}", f"!!! {made.kind}")
    return "note"


def _verdict(made: Box, scene: Scene) -> str:
    """Return the verdict of a claim; empty where there is none that we know."""
    if made.kind != "claim":
        return ""
    if made.verdict is None:
        scene.report.warn("a claim without a verdict", "!!! claim")
        return ""
    verdict = made.verdict.casefold()
    if verdict in _VERDICTS:
        return verdict
    known = ", ".join(sorted(_VERDICTS))
    scene.report.warn(f"not a verdict: {made.verdict[:40] or 'nothing'} (one of {known})", made.verdict or "verdict:")
    return ""
