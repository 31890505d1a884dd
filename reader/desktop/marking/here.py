"""Make new marks where the reader is."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.desktop.page.selection import Span
from reader.library.model import Section, Topic
from reader.notebook.making import new_bookmark, new_highlight, new_note
from reader.notebook.marks import Bookmark, Colour, Highlight, Note, Target
from reader.notebook.replacing.section import described


@dataclass(frozen=True, slots=True)
class Here:
    """The topic that is shown, the edition it is of, and who reads."""

    topic: Topic
    edition: str  # its digest
    edition_label: str
    creator: str

    def highlight(self, spans: Sequence[Span], colour: Colour) -> Highlight:
        """Return a new highlight of selected words."""
        targets = [self._target(span) for span in spans]
        return new_highlight(targets, colour=colour, edition=self.edition, edition_label=self.edition_label, creator=self.creator)

    def note(self, section: Section | None) -> Note:
        """Return a new note, nothing written yet, on a section or on the whole topic."""
        return new_note(
            self.topic.pack,
            self.topic.id,
            edition=self.edition,
            edition_label=self.edition_label,
            section=section.id if section else None,
            heading_path=section.path if section else (),
            creator=self.creator,
        )

    def bookmark(self, section: Section | None, position: float) -> Bookmark:
        """Return a new bookmark on a section or on the top of the topic."""
        return new_bookmark(
            self.topic.pack,
            self.topic.id,
            edition=self.edition,
            edition_label=self.edition_label,
            section=section.id if section else None,
            heading_path=section.path if section else (),
            label=(section.heading if section else "") or self.topic.meta.title,
            position=position,
            creator=self.creator,
        )

    def _target(self, span: Span) -> Target:
        section = next(section for section in self.topic.sections if section.id == span.section)
        return described(self.topic, section, span.start, span.end)
