"""Read sanitised HTML into a light tree."""

import re
from dataclasses import dataclass, field
from html import unescape

from reader.library.markup.vocabulary import BLOCKS, VOID

# The sanitiser writes tags in one way only: lower case, values in double quotes, `"` and `&` in them as entities.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s="<>]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s=]+)="([^"]*)"')
_DEEPEST = 40  # no text needs more, and Qt lays out nested blocks by recursion


@dataclass(slots=True)
class Node:
    """An element and what it holds."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse(html: str) -> tuple[Node, bool]:
    """Return the root of the tree, and whether something was nested so deeply that it was flattened."""
    root = Node("div")
    stack, names, flattened, end = [root], [""], False, 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            stack[-1].children.append(_text(html[end : tag.start()]))
        end = tag.end()
        closing, name, attributes = tag.groups()
        if closing:
            _close(stack, names, name)
            continue
        too_deep = len(stack) > _DEEPEST
        flattened = flattened or too_deep
        _open(stack, names, Node(name, _attributes(attributes)), too_deep=too_deep)
    if end < len(html):
        stack[-1].children.append(_text(html[end:]))
    return root, flattened


def _open(stack: list[Node], names: list[str], node: Node, *, too_deep: bool) -> None:
    """Put `node` where it belongs; below the deepest level it stays empty and its content follows it."""
    stack[-1].children.append(node)
    if node.tag not in VOID:
        names.append(node.tag)
        stack.append(stack[-1] if too_deep else node)


def _close(stack: list[Node], names: list[str], name: str) -> None:
    """Close `name`, which the sanitiser promises to be the one that was opened last."""
    if names[-1] != name:
        return
    names.pop()
    closed = stack.pop()
    if closed is stack[-1] and name in BLOCKS:
        closed.children.append(Node("div"))  # a flattened block still parts what stands before and after its end


def _attributes(written: str) -> dict[str, str]:
    return {name: _text(value) for name, value in _ATTRIBUTE.findall(written)} if written else {}


def _text(written: str) -> str:
    return unescape(written) if "&" in written else written
