"""List the marks that a person has to look at, and make of a decision what is kept.

The targets with which a mark was made stay beside every decision: an edition that comes back finds them as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.notebook.anchoring import Anchor, Difference, Kind
from reader.notebook.marks import Highlight, Review, Verdict, reviewed, settled
from reader.notebook.notebook import Notebook
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import difference_of
from reader.notebook.replacing.section import described
from reader.notebook.replacing.tally import worst
from reader.notebook.times import utc_now


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A mark that has changed or has no place in an edition, and what was found of each of its targets."""

    mark: Highlight
    placements: tuple[Placed, ...]
    edition: str  # its digest

    @property
    def kind(self) -> Kind:
        """What became of it; of several targets, the worst counts."""
        return worst(self.placements)

    @property
    def critical(self) -> bool:
        """Tell whether the change can hurt a patient."""
        return any(one.critical for one in self.placements)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is to be shown side by side."""
        return tuple(found for one in self.placements if (found := difference_of(one)) is not None)


def review_list(notebook: Notebook, edition: str) -> list[Reviewable]:
    """Return the highlights that wait for a person on an edition: critical ones first, those without a place last."""
    amiss = notebook.placements.amiss(edition)
    found = [
        Reviewable(mark, amiss[mark.id], edition)
        for mark in notebook.marks(list(amiss))
        if isinstance(mark, Highlight) and settled(mark, edition) is None
    ]
    return sorted(found, key=lambda one: (not one.critical, one.kind is Kind.UNPLACED, one.mark.created))


def accepted(mark: Highlight, placements: Sequence[Placed], edition: Edition, now: datetime | None = None) -> Highlight:
    """Return a mark whose words, as they were found in an edition, stand for the old ones there.

    Raises ValueError if none was found.
    """
    return _reviewed(mark, edition, Verdict.ACCEPTED, _described(placements, edition), now)


def reanchored(mark: Highlight, targets: Sequence[Anchor], edition: Edition, now: datetime | None = None) -> Highlight:
    """Return a mark for which a person selected other words of an edition; raises ValueError without any."""
    return _reviewed(mark, edition, Verdict.REANCHORED, targets, now)


def kept_unplaced(mark: Highlight, edition: Edition, now: datetime | None = None) -> Highlight:
    """Return a mark that has no place in an edition, on purpose."""
    return reviewed(mark, Review(edition.digest, Verdict.KEPT_UNPLACED, (), now or utc_now()))


def _reviewed(mark: Highlight, edition: Edition, verdict: Verdict, targets: Sequence[Anchor], now: datetime | None) -> Highlight:
    if not targets:
        raise ValueError("a mark that is settled needs words")
    return reviewed(mark, Review(edition.digest, verdict, tuple(targets), now or utc_now()))


def _described(placements: Sequence[Placed], edition: Edition) -> list[Anchor]:
    found = []
    for one in placements:
        topic = edition.topic(one.topic)
        section = next((section for section in topic.sections if section.id == one.section), None) if topic else None
        if topic is not None and section is not None:
            found.append(described(topic, section, one.start, one.end))
    return found
