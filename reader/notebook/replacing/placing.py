"""Place single marks on an edition."""

import json
from dataclasses import asdict

from reader.library.model import Section, Topic
from reader.notebook.anchoring import Anchor, Change, Difference, Kind, Piece, locate
from reader.notebook.marks import Bookmark, Highlight, Mark, Note, newest_settled, settled
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition


def placed(mark: Mark, edition: Edition) -> tuple[Placed, ...]:
    """Return where each target of a mark stands in an edition: as a person settled it there, or where it is found."""
    if not isinstance(mark, Highlight):
        return (_spot(mark, edition),)
    decided = settled(mark, edition.digest)
    if decided is None:
        return tuple(_located(target, edition) for target in newest_settled(mark))
    if not decided:  # kept unplaced, on purpose
        return tuple(_nowhere(target.topic, edition) for target in mark.targets)
    return tuple(_as_settled(target, edition) for target in decided)


def difference_of(one: Placed) -> Difference | None:
    """Return the difference that was found there; None where there is none."""
    if not one.detail:
        return None
    found = json.loads(one.detail)
    pieces = tuple(Piece(Change(piece["change"]), piece["text"], piece["critical"]) for piece in found["pieces"])
    return Difference(found["old"], found["new"], pieces)


def _located(target: Anchor, edition: Edition) -> Placed:
    texts = edition.texts_for(target)
    found = locate(target, texts.of_topic, edition.terms, headings_at=texts.headings_at)
    if not found.settled:  # the same words may stand in another topic
        found = locate(target, texts, edition.terms, headings_at=texts.headings_at)
    if found.kind is Kind.UNPLACED:
        return _nowhere(target.topic, edition)
    topic, section = texts.place(found.section)
    # Words that stand in another topic under another heading may never have been the marked ones.
    strange = topic.id != target.topic and target.topic not in topic.meta.formerly and section.path != target.heading_path
    kind = Kind.CHANGED if strange else found.kind
    detail = json.dumps(asdict(found.difference), ensure_ascii=False) if found.difference else ""
    return Placed(kind.value, topic.id, section.id, found.start, found.end, found.critical, detail)


def _as_settled(target: Anchor, edition: Edition) -> Placed:
    """Return the place that a person chose; it is looked for only if a later program reads the edition's text otherwise."""
    topic = edition.topic(target.topic)
    section = _section(topic, target.section)
    if topic is not None and section is not None and section.text[target.start : target.end] == target.exact:
        return Placed(Kind.EXACT.value, topic.id, section.id, target.start, target.end)
    return _located(target, edition)


def _spot(mark: Bookmark | Note, edition: Edition) -> Placed:
    """Return where a bookmark or a note on a whole topic or section belongs."""
    topic = edition.topic(mark.topic)
    if topic is None:
        return _nowhere(mark.topic, edition)
    section = _section(topic, mark.section) or next((one for one in topic.sections if one.path == mark.heading_path), None)
    if mark.section is not None and section is None:
        return _nowhere(mark.topic, edition)
    name = section.id if mark.section is not None and section is not None else ""
    same = (topic.id, name) == (mark.topic, mark.section or "")
    return Placed((Kind.EXACT if same else Kind.MOVED).value, topic.id, name, 0, 0)


def _section(topic: Topic | None, section_id: str | None) -> Section | None:
    sections = topic.sections if topic is not None else ()
    former = (section for section in sections if section_id in section.formerly)
    return next((section for section in sections if section.id == section_id), None) or next(former, None)


def _nowhere(topic_id: str, edition: Edition) -> Placed:
    """Return that there is no place, and in which topic that is told: by its former name if it is gone."""
    topic = edition.topic(topic_id)
    return Placed(Kind.UNPLACED.value, topic.id if topic else topic_id, "", 0, 0)
