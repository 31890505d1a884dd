"""Say what rendering a topic gives."""

from dataclasses import dataclass

from reader.library.model import Finding, Section, Source


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a topic or one of its sections, to be checked once the whole pack is rendered."""

    target_pack: str | None  # None: this pack
    topic: str
    section: str | None
    line: int  # of the file on which it stands


@dataclass(frozen=True, slots=True)
class RenderedTopic:
    """A topic as it is stored: safe HTML and the one text of each section, and what was wrong with it."""

    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    links: tuple[Link, ...]
    words: int
    findings: tuple[Finding, ...]
