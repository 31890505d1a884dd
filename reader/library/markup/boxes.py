"""Read `!!! kind "title"` and the lines about a claim: its verdict, and what a page of all claims needs."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

from reader.library.markup.own import Box, BoxTitle, OwnMarks
from reader.library.markup.vocabulary import OWN
from reader.library.source.box_lines import take_lines

_FIRST_OF_BLOCKS = 105
_BEFORE_INLINE = 25  # the verdict line is still plain text


class BoxExtension(Extension):
    """Teach Python-Markdown boxes."""

    def __init__(self, marks: OwnMarks) -> None:
        super().__init__()
        self._marks = marks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register both halves: find the blocks, then say what they are."""
        md.parser.blockprocessors.register(_BoxProcessor(md.parser), "box", _FIRST_OF_BLOCKS)
        md.treeprocessors.register(_BoxNamer(md, self._marks), "box", _BEFORE_INLINE)


class _BoxProcessor(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Make up no title: a label is apparatus and comes later."""
        kind, title = match.group(1).lower(), match.group(2)
        return kind, title or None


class _BoxNamer(Treeprocessor):
    def __init__(self, md: Markdown, marks: OwnMarks) -> None:
        super().__init__(md)
        self._marks = marks

    def run(self, root: Element) -> None:
        for element in root.iter("div"):
            classes = element.get("class", "").split()
            if classes[:1] == [AdmonitionProcessor.CLASSNAME] and len(classes) > 1:
                self._name(element, classes[1])

    def _name(self, element: Element, kind: str) -> None:
        title = element[0] if len(element) and element[0].get("class") == AdmonitionProcessor.CLASSNAME_TITLE else None
        first = 0
        if title is not None:
            title.attrib = {OWN: self._marks.token(BoxTitle())}
            first = 1
        verdict = _take_verdict(element, first) if kind == "claim" else None
        element.attrib = {OWN: self._marks.token(Box(kind, verdict))}


def _take_verdict(element: Element, first: int) -> str | None:
    """Remove the lines about the claim from the box and return its verdict."""
    if len(element) <= first or element[first].tag != "p":
        return None
    paragraph = element[first]
    lines = take_lines(paragraph.text or "")
    if not lines.values:
        return None
    paragraph.text = lines.rest
    if not paragraph.text.strip() and not len(paragraph):
        element.remove(paragraph)
    return lines.values.get("verdict")
