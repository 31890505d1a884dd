"""Describe words of a section of an edition, with all the headings that stand above them."""

from reader.library.compiled.table_headings import table_headings
from reader.library.model import Section, Topic
from reader.notebook.anchoring import Anchor, Headings, describe


def described(topic: Topic, section: Section, start: int, end: int) -> Anchor:
    """Return the anchor of `section.text[start:end]`; raises ValueError unless there are words."""
    above = headings_above(section, start, end)
    return describe(
        section.id,
        section.text,
        start,
        end,
        pack=topic.pack,
        topic=topic.id,
        heading_path=above.path,
        row_headings=above.rows,
        column_headings=above.columns,
    )


def headings_above(section: Section, start: int, end: int) -> Headings:
    """Return the headings of `section.text[start:end]`."""
    rows, columns = table_headings(section.html, start, end)
    return Headings(section.path, rows, columns)


def section_of(topic: Topic, section_id: str, heading_path: tuple[str, ...]) -> Section | None:
    """Return the section that is called so now, or was; or else the only one under the same headings."""
    if (named := section_named(topic, section_id)) is not None:
        return named
    alike = [section for section in topic.sections if heading_path and section.path == heading_path]
    return alike[0] if len(alike) == 1 else None


def section_named(topic: Topic, section_id: str) -> Section | None:
    """Return the section that has this id now, or had it."""
    named = next((section for section in topic.sections if section.id == section_id), None)
    return named or next((section for section in topic.sections if section_id in section.formerly), None)


def sections_for(anchor: Anchor, topic: Topic) -> dict[str, Section]:
    """Return a topic's sections by their ids; the anchor's own by the id it had then, if it has another one now."""
    ids = {section.id for section in topic.sections}
    former = anchor.section if anchor.section not in ids else None
    return {former if former is not None and former in section.formerly else section.id: section for section in topic.sections}
