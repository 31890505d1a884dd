"""Check every link of a pack once all its topics are rendered, and that every reference is used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.markup import Link, RenderedTopic
from reader.library.model import Finding, Pack, Severity, TopicSource
from reader.library.source.report import FileReport
from reader.library.source.source_text import read_source
from reader.library.source.tree import REFERENCES

_ENTRY = re.compile(r"""["']?(\w[\w:.+/-]*)["']?\s*:""")  # a line that begins with a key that can be cited


@dataclass(slots=True)
class LinkCheck:
    """Take note of one rendered topic after the other, then tell which links lead nowhere."""

    pack: Pack
    shelved: Mapping[str, Path]  # where the compiled form of each other pack on the shelf lies
    _targets: dict[str, frozenset[str]] = field(default_factory=dict)  # the sections that a topic's links may name
    _former: dict[str, str] = field(default_factory=dict)
    _links: list[tuple[str, Link]] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def note(self, source: TopicSource, topic: RenderedTopic) -> None:
        """Remember what a topic links to, cites, and can be linked to by."""
        names = {name for section in topic.sections for name in (section.id, *section.formerly)}
        self._targets[source.id] = frozenset(names)
        self._former.update((former, source.id) for former in source.meta.formerly)
        self._links.extend((source.file, link) for link in topic.links)
        self._used.update(item.reference.key for item in topic.sources)

    def findings(self) -> list[Finding]:
        """Return a warning for each link that leads nowhere and each reference that nobody cites."""
        return [*self._dead_links(), *self._unused()]

    def _dead_links(self) -> Iterator[Finding]:
        others: dict[str, CompiledPack | None] = {}
        try:
            for file, link in self._links:
                pack_id = link.target_pack
                if pack_id is None or pack_id == self.pack.manifest.id:
                    fault = self._here(link)
                else:
                    if pack_id not in others:
                        others[pack_id] = self._open(pack_id)
                    fault = _elsewhere(link, pack_id, others[pack_id])
                if fault:
                    yield Finding(file, link.line, Severity.WARNING, fault)
        finally:
            for other in others.values():
                if other:
                    other.close()

    def _here(self, link: Link) -> str | None:
        topic_id = link.topic if link.topic in self._targets else self._former.get(link.topic)
        if topic_id is None:
            return f"The link leads to “{link.topic}”, and this pack has no such topic. Check how its id is written."
        if link.section and link.section not in self._targets[topic_id]:
            return _no_section(link)
        return None

    def _open(self, pack_id: str) -> CompiledPack | None:
        """Open another pack of the shelf; one that isn't there, or not readable just now, can't be checked against."""
        folder = self.shelved.get(pack_id)
        try:
            return CompiledPack.open(folder) if folder else None
        except EditionError:
            return None

    def _unused(self) -> Iterator[Finding]:
        unused = set(self.pack.references) - self._used
        if unused:
            text = read_source(self.pack.folder, FileReport(REFERENCES)) or ""
            lines = _lines_of_keys(text)
            for key in unused:
                message = f"Nothing cites the reference “{key}”. Cite it as [@{key}], or take it out."
                yield Finding(REFERENCES, lines.get(key, 1), Severity.WARNING, message)


def _elsewhere(link: Link, pack_id: str, pack: CompiledPack | None) -> str | None:
    if pack is None:
        return None
    if pack.resolve(link.topic) is None:
        return f"The link leads to “{link.topic}”, and the pack {pack_id} has no such topic. Check how its id is written."
    sections = {name for section in pack.topic(link.topic).sections for name in (section.id, *section.formerly)}
    return _no_section(link) if link.section and link.section not in sections else None


def _no_section(link: Link) -> str:
    return f"The link leads to “{link.topic}#{link.section}”, and that topic has no such section. Check how its id is written."


def _lines_of_keys(text: str) -> dict[str, int]:
    """Return the line on which references.yaml describes each key."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if entry := _ENTRY.match(line):
            lines.setdefault(entry[1], number)
    return lines
