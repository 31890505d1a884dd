"""Hold what every rule of the tree pass may ask for while one topic is rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.library.markup.content import Block, Mark
from reader.library.markup.nodes import Node
from reader.library.markup.own import OwnMarks
from reader.library.markup.rendered import Link
from reader.library.markup.report import Report
from reader.library.markup.sources import Sources
from reader.library.model import Pack, TopicSource


@dataclass(frozen=True, slots=True)
class Within:
    """Say where a node stands."""

    marks: tuple[Mark, ...] = ()  # the inline elements around it
    top: bool = True  # not within a list, quotation, cell or box
    tabled: bool = False  # within a table's cell
    boxed: bool = False  # within a box


@dataclass(slots=True)
class Scene:
    """One topic on its way from nodes to blocks."""

    source: TopicSource
    pack: Pack
    own: OwnMarks
    report: Report
    sources: Sources
    rules: "Mapping[str, Rule]"
    links: list[Link] = field(default_factory=list)
    within_topic: list[tuple[str, int]] = field(default_factory=list)  # `#anchor` links and their lines
    names: set[str] = field(default_factory=set)  # every anchor in the topic
    waiting: list[str] = field(default_factory=list)  # anchors that go to the next text


Rule = Callable[[Node, Within, Scene], list[Block]]
