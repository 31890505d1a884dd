"""The rule for tables: rows of cells, whose spans fit each other."""

from dataclasses import replace

from reader.library.markup.content import Block
from reader.library.markup.flow import flow, wait
from reader.library.markup.lists import holding
from reader.library.markup.nodes import Node
from reader.library.markup.scene import Scene, Within

_ALIGNED = frozenset({"left", "right", "center"})
_SPANS = ("colspan", "rowspan")
_WIDEST = 40  # columns; a hostile span of a million would make Qt lay out a million


def table(node: Node, within: Within, scene: Scene) -> list[Block]:
    """Keep a table, its caption before it; a table within a table's cell becomes plain blocks."""
    wait(node, scene)
    captions, heads, bodies = _parts(node)
    above = [block for caption in captions for block in scene.rules["caption"](caption, within, scene)]
    if within.tabled:
        return above + [block for row in heads + bodies for block in flow(row.children, within, scene, "div")]
    inside = replace(within, top=False, tabled=True)
    rows = [[_cell(cell, inside, scene) for cell in _cells(row)] for row in heads + bodies]
    head_count = sum(bool(row) for row in rows[: len(heads)])
    filled = [row for row in rows if row]
    if not filled:
        return above
    if len(filled) != len(rows) or not _fits(filled):
        _drop_spans(filled)
    return [*above, Block("table", {"class": "data", "width": "100%", "cellspacing": "0"}, _rows(filled, head_count))]


def _rows(rows: list[list[Block]], head_count: int) -> list[Block]:
    made = [Block("tr", blocks=row) for row in rows]
    head = [Block("thead", blocks=made[:head_count])] if head_count else []
    body = [Block("tbody", blocks=made[head_count:])] if made[head_count:] else []
    return head + body


def _parts(node: Node) -> tuple[list[Node], list[Node], list[Node]]:
    """Return captions, the rows of the head, and all other rows."""
    captions: list[Node] = []
    heads: list[Node] = []
    bodies: list[Node] = []
    feet: list[Node] = []  # HTML shows them last, wherever they are written
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                bodies.append(Node("tr", children=[child]))
        elif child.tag == "caption":
            captions.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            above, inner_heads, inner = _parts(child)
            captions += above
            into = {"thead": heads, "tbody": bodies, "tfoot": feet}[child.tag]
            into += inner_heads + inner
        else:
            bodies.append(child if child.tag == "tr" else Node("tr", children=[child]))
    return captions, heads, bodies + feet


def _cells(row: Node) -> list[Node]:
    cells = []
    for child in row.children:
        if isinstance(child, Node) and child.tag in ("td", "th"):
            cells.append(child)
        elif isinstance(child, Node) or child.strip():
            cells.append(Node("td", children=[child]))
    return cells


def _cell(cell: Node, within: Within, scene: Scene) -> Block:
    wait(cell, scene)
    attrs = {"align": cell.attrs["align"]} if cell.attrs.get("align") in _ALIGNED else {}
    for name in _SPANS:
        value = cell.attrs.get(name, "")
        if value.isdecimal() and value.isascii() and 1 < int(value[:9]) <= _WIDEST:
            attrs[name] = str(int(value[:9]))
    return Block(cell.tag, attrs, holding(flow(cell.children, within, scene, "")))


def _fits(rows: list[list[Block]]) -> bool:
    """Tell whether the cells fill a rectangle without lying on each other."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            area = {(x + i, y + j) for i in range(_span(cell, "colspan")) for j in range(_span(cell, "rowspan"))}
            if area & taken:
                return False
            taken |= area
    width = 1 + max(x for x, _ in taken)
    return len(taken) == width * len(rows) and max(y for _, y in taken) < len(rows)


def _span(cell: Block, name: str) -> int:
    return int(cell.attrs.get(name, "1"))


def _drop_spans(rows: list[list[Block]]) -> None:
    for row in rows:
        for cell in row:
            for name in _SPANS:
                cell.attrs.pop(name, None)
