"""Say what a link of the page leads to. Nothing outside the pack is ever opened from here."""

from dataclasses import dataclass
from enum import Enum, auto

from reader.desktop.page.question import ANSWER
from reader.desktop.page.text_map import CITE

_OUTSIDE = ("https:", "http:", "mailto:")


class LinkKind(Enum):
    """Where a link leads."""

    TOPIC = auto()  # another topic of the shelf
    HERE = auto()  # a section or anchor of this topic
    CITATION = auto()  # from a mark to its source, or back
    ANSWER = auto()  # to the question at the page's end
    OUTSIDE = auto()  # an address, which is only shown
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A link's kind and what it names: `ID#SECTION` or `PACK/ID#SECTION`, an anchor, a whole `cite:` link, or words."""

    kind: LinkKind
    target: str


def read_link(href: str) -> Link:
    """Read a link as the compiler writes it."""
    if href.startswith("topic:"):
        return Link(LinkKind.TOPIC, href.removeprefix("topic:"))
    if href.startswith("#"):
        return Link(LinkKind.HERE, href.removeprefix("#"))
    if href.startswith(CITE):
        return Link(LinkKind.CITATION, href)
    if href.startswith(ANSWER):
        return Link(LinkKind.ANSWER, href.removeprefix(ANSWER))
    if href.lower().startswith(_OUTSIDE):
        return Link(LinkKind.OUTSIDE, href)
    return Link(LinkKind.UNKNOWN, href)
