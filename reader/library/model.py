"""Say what a pack, a topic and a section are, once they have been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Audience(StrEnum):
    """For whom a topic is written."""

    CLINICIAN = "clinician"
    PATIENT = "patient"


class Evidence(StrEnum):
    """How sure a topic is; `moving` means likely to be out of date soon."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    MOVING = "moving"


class Generate(StrEnum):
    """What fills a topic from the pack, below what its author wrote."""

    GLOSSARY = "glossary"
    CLAIMS = "claims"


class EntryKind(StrEnum):
    """Under which heading of the glossary an abbreviation stands, if not from A to Z."""

    TRIAL = "trial"
    DRUG = "drug"
    STAGE = "stage"


class Severity(StrEnum):
    """What a finding does: a fault refuses the pack, a warning doesn't."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong with a pack, and where."""

    file: str  # relative to the pack's folder, with forward slashes
    line: int  # from 1; 0 where a whole file or folder is meant
    severity: Severity
    message: str

    def __str__(self) -> str:
        """Return the line that `pack check` prints."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity}: {self.message}"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the sidebar."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a topic should no longer be relied on."""

    topic: str
    reason: str
    date: date


@dataclass(frozen=True, slots=True)
class Manifest:
    """What pack.toml says."""

    id: str
    title: str
    edition: str
    released: date
    language: str
    summary: str = ""
    publisher: str = ""
    license: str = ""
    disclaimer: str = ""
    groups: tuple[Group, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    editorial: bool = False  # `pack check` also looks at how the topics are written
    patient_disclaimer: str = ""  # in plain words, for pages that are for patients; `disclaimer` where there is none


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, as references.yaml describes it."""

    key: str
    authors: str = ""
    title: str = ""
    journal: str = ""
    year: str = ""
    volume: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    note: str = ""
    checked: str = "no"  # read, known or no: how sure the editors are of this entry


@dataclass(frozen=True, slots=True)
class TopicMeta:
    """What a topic's front matter says, with every default filled in."""

    title: str
    group: Group
    order: float = 0.0
    summary: str = ""
    audience: Audience = Audience.CLINICIAN
    synonyms: tuple[str, ...] = ()
    evidence: Evidence | None = None
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    reviewed: date | None = None
    review_due: date | None = None
    formerly: tuple[str, ...] = ()
    generate: Generate | None = None
    headings: tuple[str, ...] = ()  # of what is generated, in their order


@dataclass(frozen=True, slots=True)
class TopicSource:
    """A topic as its author wrote it, and what the program adds to it."""

    id: str
    file: str  # relative to the pack's folder, with forward slashes
    meta: TopicMeta
    body: str  # Markdown, without the front matter
    body_line: int  # the line of the file on which the body begins, from 1
    generated: str = ""  # Markdown that stands below the body, and in no file

    @property
    def last_line(self) -> int:
        """Return the line of the file on which the body ends."""
        return self.body_line + self.body.count("\n")


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """Words of which a search for any of `words` also finds each of `also`."""

    words: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug by its generic name, with its brands."""

    generic: str
    brands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it was read from its folder, before anything is rendered."""

    folder: Path
    manifest: Manifest
    topics: tuple[TopicSource, ...]  # in the order of the sidebar
    references: Mapping[str, Reference]
    abbreviations: Mapping[str, str]
    synonyms: tuple[SynonymRule, ...]  # abbreviations included
    figures: frozenset[str]  # names relative to the pack's folder: figures/ruler.svg
    kinds: Mapping[str, EntryKind] = field(default_factory=dict)  # of the abbreviations that have one
    drugs: tuple[Drug, ...] = ()  # as synonyms.yaml names them


@dataclass(frozen=True, slots=True)
class Section:
    """The unit of finding, marking and linking.

    `text` is the one text: what the page shows, apparatus left out, normalised by `library.text`.
    It begins with the heading, whose length is `heading_length`.
    """

    id: str
    level: int  # 2 or 3; 0 for the introduction, which has no heading
    heading: str
    path: tuple[str, ...]  # the headings above it in the topic, its own last; empty for the introduction
    html: str
    text: str
    heading_length: int  # in code points
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A reference as one topic cites it."""

    number: int  # from 1, in the order of first citation
    reference: Reference
    unverified: bool  # some number that stands by it was not read in it


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A row of the sidebar."""

    pack: str
    id: str
    title: str
    group: Group
    summary: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, ready to be shown."""

    pack: str
    id: str
    meta: TopicMeta
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    words: int
    withdrawn: Withdrawal | None = None
