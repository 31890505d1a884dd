"""Turn rows of topics.sqlite into what their readers want."""

from dataclasses import dataclass
from typing import Any

from reader.library.compiled import records
from reader.library.model import Audience, Section


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """What the search needs to know about one section."""

    topic_id: str
    topic_title: str
    group_title: str
    audience: Audience
    section_id: str
    heading: str
    path: tuple[str, ...]  # the headings above it in the topic, its own last
    text: str
    heading_length: int
    synonyms: tuple[str, ...]  # the topic's own
    is_generated: bool = False  # out of the rest of the pack, below what its author wrote


@dataclass(frozen=True, slots=True)
class FoundSection:
    """What a search shows of one section."""

    topic_title: str
    group_title: str
    path: tuple[str, ...]  # the headings above it in the topic, its own last
    text: str
    heading_length: int


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where a topic stands in the sidebar."""

    group_id: str
    row: int  # within its group, from 0
    letter: str
    row_in_letter: int  # among the topics of its group under the same letter, from 0


def section_of(row: tuple[Any, ...]) -> Section:
    """Return the section of a row of `queries.TOPIC`, after the columns of the topic."""
    section_id, level, heading, path, html, text, heading_length, formerly = row
    return Section(
        section_id,
        level,
        heading,
        records.load_strings(path),
        html,
        text,
        heading_length,
        records.load_strings(formerly),
    )


def indexed_section_of(row: tuple[Any, ...]) -> IndexedSection:
    """Return the section of a row of `queries.SECTIONS`."""
    topic_id, title, group, audience, meta, section_id, heading, path, text, heading_length = row
    headings = records.load_strings(path)
    front = records.load_meta(meta)
    return IndexedSection(
        topic_id,
        title,
        group,
        Audience(audience),
        section_id,
        heading,
        headings,
        text,
        heading_length,
        front.synonyms,
        front.generate is not None and bool(headings),
    )
