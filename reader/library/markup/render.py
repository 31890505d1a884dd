"""Render a topic: Markdown to HTML, sanitised, made canonical, parted into sections with their one text."""

from reader.library.markup.convert import Converter
from reader.library.markup.flow import flow
from reader.library.markup.nodes import Node, parse
from reader.library.markup.rendered import Link, RenderedTopic
from reader.library.markup.report import Report
from reader.library.markup.rules import RULES
from reader.library.markup.sanitise import cleaner, report_neutralised
from reader.library.markup.scene import Scene, Within
from reader.library.markup.sections import sections_of
from reader.library.markup.sources import Sources
from reader.library.model import Pack, Severity, TopicSource


class TopicRenderer:
    """Render the topics of one pack, with one Markdown object that is made once."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._converter = Converter(pack.abbreviations)
        self._cleaner = cleaner()

    def render(self, source: TopicSource) -> RenderedTopic:
        """Return the topic as it is stored; what is wrong with it is among its findings."""
        report = Report(source)
        try:
            return self._rendered(source, report)
        except RecursionError:
            self._converter = Converter(self._pack.abbreviations)  # the old one still believes it is in that depth
            report.fault("nested too deeply to be read")
            return RenderedTopic((), (), (), 0, report.findings())

    def _rendered(self, source: TopicSource, report: Report) -> RenderedTopic:
        scene = Scene(source, self._pack, self._converter.marks, report, Sources(self._pack.references), RULES)
        sections, repeated = sections_of(flow(self._tree(source, report).children, Within(), scene))
        for heading, nth in repeated:
            report.warn_heading(f"heading repeated under one parent: {heading}", heading, nth)
        words = sum(len(section.text.split()) for section in sections)
        if not words:
            report.at_line(Severity.WARNING, "a topic without text", 0)
        written = [link for link in (*scene.links, *_to_sections(scene)) if link.line <= source.last_line]
        return RenderedTopic(tuple(sections), scene.sources.listed(), tuple(written), words, report.findings())

    def _tree(self, source: TopicSource, report: Report) -> Node:
        html = self._converter.convert(source.body + source.generated)
        for message, words in self._converter.marks.problems:
            report.warn(message, words)
        report_neutralised(html, report)
        tree, flattened = parse(self._cleaner.clean(html))
        if flattened:
            report.warn("nested very deeply; the innermost levels were flattened")
        return tree


def render_topic(source: TopicSource, pack: Pack) -> RenderedTopic:
    """Render one topic of `pack`; for many, make a TopicRenderer and keep it."""
    return TopicRenderer(pack).render(source)


def _to_sections(scene: Scene) -> list[Link]:
    """Return the links within the topic that must name a section, since no anchor has their name."""
    return [Link(None, scene.source.id, name, line) for name, line in scene.within_topic if name not in scene.names]
