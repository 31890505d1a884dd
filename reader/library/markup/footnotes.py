"""Mark what the footnote extension made as apparatus, so that its numbers and arrows aren't read as text."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from reader.library.markup.own import FootnoteItem, FootnoteMark, FootnoteReturn, Own, OwnMarks
from reader.library.markup.vocabulary import OWN

_BEFORE_FOOTNOTES = 55
_AFTER_FOOTNOTES = 12  # after their duplicates at 15, before attribute lists at 8 let an author set classes
_COUNT = re.compile(r"#?fnref(\d*):")


class FootnoteMarkExtension(Extension):
    """Follow Python-Markdown's footnotes with marks of our own."""

    def __init__(self, marks: OwnMarks) -> None:
        super().__init__()
        self._marks = marks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register the marking, and before it what keeps an author's classes from looking like footnotes."""
        md.treeprocessors.register(_ClassStripper(md), "classes", _BEFORE_FOOTNOTES)
        md.treeprocessors.register(_FootnoteMarker(md, self._marks), "footnote-marks", _AFTER_FOOTNOTES)


class _ClassStripper(Treeprocessor):
    """Take from raw elements with `markdown="1"` what Python-Markdown would take for its own list of notes."""

    def run(self, root: Element) -> None:
        for element in root.iter("div"):
            if element.get("class") == "footnote":
                del element.attrib["class"]


class _FootnoteMarker(Treeprocessor):
    def __init__(self, md: Markdown, marks: OwnMarks) -> None:
        super().__init__(md)
        self._marks = marks

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag == "sup" and len(element) and element[0].get("class") == "footnote-ref":
                number = int(element[0].text or "0")
                self._replace(element, FootnoteMark(number, _count(element.get("id", ""))))
            elif element.tag == "div" and element.get("class") == "footnote":
                self._mark_list(element)

    def _mark_list(self, element: Element) -> None:
        for items in element.findall("ol"):
            for number, item in enumerate(items, start=1):
                item.attrib = {OWN: self._marks.token(FootnoteItem(number))}
                for link in list(item.iter("a")):
                    if link.get("class") == "footnote-backref":
                        self._replace(link, FootnoteReturn(number, _count(link.get("href", ""))))

    def _replace(self, element: Element, thing: Own) -> None:
        for child in list(element):
            element.remove(child)
        element.tag, element.text, element.attrib = "span", None, {OWN: self._marks.token(thing)}


def _count(reference: str) -> int:
    """Return which mark of a note `fnref3:name` means; the first is written without a number."""
    match = _COUNT.match(reference)
    return int(match.group(1) or 1) if match else 1
