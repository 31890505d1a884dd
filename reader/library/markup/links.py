"""Check the addresses of links: another topic, a place in this one, or a web or mail address to be shown."""

import re

from reader.library.markup.content import Mark
from reader.library.markup.nodes import Node
from reader.library.markup.rendered import Link
from reader.library.markup.scene import Scene

_TOPIC = re.compile(r"topic:(?://)?(?:([a-z0-9-]+)/)?([a-z0-9-]+)(?:#([^\s#]+))?")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)


def link_mark(node: Node, scene: Scene) -> Mark | None:
    """Return the mark of a link, or None when its address may not or can't be followed."""
    written = node.attrs.get("href", "").strip()
    href = _checked(written, scene)
    if href is None:
        if written or ("name" not in node.attrs and "id" not in node.attrs):
            _report(node, written, scene)
        return None
    title = node.attrs.get("title", "")
    return Mark("a", (("href", href), ("title", title)) if title else (("href", href),))


def _checked(href: str, scene: Scene) -> str | None:
    if topic := _TOPIC.fullmatch(href):
        pack, name, section = topic.groups()
        scene.links.append(Link(pack, name, section, scene.report.line_of(href)))
        return f"topic:{pack + '/' if pack else ''}{name}{'#' + section if section else ''}"
    if href.startswith("#") and len(href) > 1:
        scene.within_topic.append((href[1:], scene.report.line_of(f"({href}")))
        return href
    return href if _OUTSIDE.fullmatch(href) else None


def _report(node: Node, written: str, scene: Scene) -> None:
    """Tell of the lost address; one that the sanitiser took is told by the words of the link."""
    words = _first_words(node)
    if written:
        scene.report.warn(f"a link leads nowhere in a pack: {written[:80]}", written)
    else:
        scene.report.warn(f"a link lost its unsafe or missing address: {words or 'it has no words'}", words)


def _first_words(node: Node) -> str:
    for child in node.children:
        words = child.strip()[:40] if isinstance(child, str) else _first_words(child)
        if words:
            return words
    return ""
