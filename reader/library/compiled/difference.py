"""Tell what changed between two editions of a pack, section by section and word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.pairing import Pair, Part, paired_sections, paired_topics, parts_of

_MANY = 4000  # words from which frequent ones are passed over where two texts are laid side by side: a table of a book's size


class Kind(StrEnum):
    """What became of a section, or of a topic as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # its words, whatever else
    RENAMED = "renamed"  # the words stayed, under another heading, title or id
    MOVED = "moved"  # the words stayed, in another topic


@dataclass(frozen=True, slots=True)
class Where:
    """A section of an edition; without one, a whole topic."""

    topic: str
    section: str | None
    title: str  # the topic's
    path: tuple[str, ...]  # the headings above it in the topic, its own last


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that were taken out and the ones that came in their place; either may be none."""

    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed in one section, or in the name of one topic."""

    kind: Kind
    before: Where | None
    after: Where | None
    words: tuple[WordChange, ...] = ()


def differences(before: CompiledPack, after: CompiledPack) -> list[SectionChange]:
    """Return what changed from one edition to the other, in the order of the later one, what was removed last.

    Raises EditionError where an edition can't be read.
    """
    old, new = parts_of(before), parts_of(after)
    topics = paired_topics(old, new, after)
    pairs = paired_sections(old, new, topics, after)
    order = {(part.topic, part.section): number for number, part in enumerate(part for parts in new.values() for part in parts)}
    changes = [change for pair in pairs for change in _change(pair, topics)] + list(_renamed_topics(old, new, topics))
    return sorted(changes, key=lambda change: _place(change, order))


def _change(pair: Pair, topics: dict[str, str]) -> Iterator[SectionChange]:
    """Yield what changed in a section, if anything did."""
    old, new = pair
    before, after = _where(old), _where(new)
    if old is None or new is None:
        yield SectionChange(Kind.ADDED if old is None else Kind.REMOVED, before, after)
    elif old.body != new.body:
        yield SectionChange(Kind.CHANGED, before, after, _word_changes(old.body, new.body))
    elif topics.get(old.topic) != new.topic:
        yield SectionChange(Kind.MOVED, before, after)
    elif (old.heading, old.section) != (new.heading, new.section):
        yield SectionChange(Kind.RENAMED, before, after)


def _renamed_topics(old: dict[str, list[Part]], new: dict[str, list[Part]], topics: dict[str, str]) -> Iterator[SectionChange]:
    for id_, now in topics.items():
        was, is_ = old[id_][0], new[now][0]
        if (was.topic, was.title) != (is_.topic, is_.title):
            yield SectionChange(Kind.RENAMED, Where(was.topic, None, was.title, ()), Where(is_.topic, None, is_.title, ()))


def _word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _MANY)
    return tuple(
        WordChange(" ".join(old[first:last]), " ".join(new[start:end]))
        for operation, first, last, start, end in matcher.get_opcodes()
        if operation != "equal"
    )


def _where(part: Part | None) -> Where | None:
    return Where(part.topic, part.section, part.title, part.path) if part else None


def _place(change: SectionChange, order: dict[tuple[str, str], int]) -> tuple[bool, int, bool]:
    after = change.after
    if after is None:
        return True, 0, False
    if after.section is None:
        return False, min((place for (topic, _), place in order.items() if topic == after.topic), default=0), False
    return False, order[after.topic, after.section], True


def counted(changes: Iterable[SectionChange]) -> dict[Kind, int]:
    """Return how many changes there are of each kind."""
    found = dict.fromkeys(Kind, 0)
    for change in changes:
        found[change.kind] += 1
    return found
