"""Place single marks on an edition."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from reader.library.model import Section, Topic
from reader.notebook.anchoring import Change, Difference, Kind, Piece, Placement, locate
from reader.notebook.anchoring.danger import terms_of
from reader.notebook.anchoring.difference import differences, same_words
from reader.notebook.marks import Bookmark, Highlight, Mark, Note, Target, newest_settled, settled
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition, SectionKey
from reader.notebook.replacing.section import section_named, section_of

Elsewhere = Mapping[Target, Sequence[SectionKey]]  # the sections of other topics that targets may have moved to
_NOWHERE_ELSE: Elsewhere = MappingProxyType({})


def placed(mark: Mark, edition: Edition, elsewhere: Elsewhere = _NOWHERE_ELSE) -> tuple[Placed, ...]:
    """Return where each target of a mark stands in an edition: as a person settled it there, or where it is found.

    It is looked for in its topic, which is quick, and `elsewhere` where that is told.
    """
    if not isinstance(mark, Highlight):
        return (_spot(mark, edition),)
    decided = settled(mark, edition.digest)
    if decided is None:
        return tuple(_located(target, edition, elsewhere) for target in newest_settled(mark))
    if not decided:  # kept unplaced, on purpose
        return tuple(_nowhere(target.topic, edition) for target in mark.targets)
    return tuple(_as_settled(target, edition, elsewhere) for target in decided)


def missed(mark: Mark, found: Sequence[Placed], edition: Edition) -> list[Target]:
    """Return the targets of a mark that may stand in another topic, since their own doesn't have them."""
    if not isinstance(mark, Highlight) or settled(mark, edition.digest) is not None:
        return []
    pairs = zip(newest_settled(mark), found, strict=True)
    return [target for target, one in pairs if one.kind == Kind.UNPLACED.value]


def difference_of(one: Placed) -> Difference | None:
    """Return the difference that was found there; None where there is none."""
    if not one.detail:
        return None
    found = json.loads(one.detail)
    pieces = tuple(Piece(Change(piece["change"]), piece["text"], piece["critical"]) for piece in found["pieces"])
    return Difference(found["old"], found["new"], pieces)


def _located(target: Target, edition: Edition, elsewhere: Elsewhere) -> Placed:
    texts = edition.texts_for(target, elsewhere.get(target, ()))
    found = locate(target, texts.of_topic, edition.terms, headings_at=texts.headings_at)
    if found.kind is Kind.UNPLACED and len(texts) > len(texts.of_topic):
        found = locate(target, texts, edition.terms, headings_at=texts.headings_at)
    if found.kind is Kind.UNPLACED:
        return _nowhere(target.topic, edition)
    topic, section = texts.place(found.section)
    if topic.id != target.topic and target.topic not in topic.meta.formerly:
        if not same_words(target.exact, section.text[found.start : found.end]):
            return _nowhere(target.topic, edition)  # another dose of another drug, most likely
        return _in_another_topic(target, found, topic, section, edition)
    return _placed_at(found, topic, section, found.kind, found.difference)


def _in_another_topic(target: Target, found: Placement, topic: Topic, section: Section, edition: Edition) -> Placed:
    """Return words of another topic as changed, even if they are the same.

    What a topic is about is the first heading of its words. The same dose under another drug's name, or for adults
    instead of children, isn't what was marked; and a twin of the words may have stood there all the time.
    """
    former = edition.topic(target.topic)
    names = (former.meta.title if former else target.topic, topic.meta.title)
    texts = (found.difference.old, found.difference.new) if found.difference else (target.sentence, target.sentence)
    return _placed_at(found, topic, section, Kind.CHANGED, differences([names, texts], terms_of(edition.terms)))


def _placed_at(found: Placement, topic: Topic, section: Section, kind: Kind, difference: Difference | None) -> Placed:
    detail = json.dumps(asdict(difference), ensure_ascii=False) if difference else ""
    critical = found.critical or (difference is not None and difference.critical)
    return Placed(kind.value, topic.id, section.id, found.start, found.end, critical, detail)


def _as_settled(target: Target, edition: Edition, elsewhere: Elsewhere) -> Placed:
    """Return the place that a person chose; it is looked for only if a later program reads the edition's text otherwise."""
    topic = edition.topic(target.topic)
    section = section_named(topic, target.section) if topic is not None else None
    if topic is not None and section is not None and section.text[target.start : target.end] == target.exact:
        return Placed(Kind.EXACT.value, topic.id, section.id, target.start, target.end)
    return _located(target, edition, elsewhere)


def _spot(mark: Bookmark | Note, edition: Edition) -> Placed:
    """Return where a bookmark or a note on a whole topic or section belongs."""
    topic = edition.topic(mark.topic)
    if topic is None:
        return _nowhere(mark.topic, edition)
    section = section_of(topic, mark.section, mark.heading_path) if mark.section is not None else None
    if mark.section is not None and section is None:
        return _nowhere(mark.topic, edition)
    name = section.id if section is not None else ""
    same = (topic.id, name) == (mark.topic, mark.section or "")
    return Placed((Kind.EXACT if same else Kind.MOVED).value, topic.id, name, 0, 0)


def _nowhere(topic_id: str, edition: Edition) -> Placed:
    """Return that there is no place, and in which topic that is told: by its former name if it is gone."""
    topic = edition.topic(topic_id)
    return Placed(Kind.UNPLACED.value, topic.id if topic else topic_id, "", 0, 0)
