"""Find out which section of an edition became which of the next.

The same words say more than the same id: a second section "Dose" above the first takes its id.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from reader.library.compiled.compiled_pack import CompiledPack

_ALIKE = 0.5  # share of words in common from which a section is taken for another with changes
_FEW = 12  # sections of a topic that are compared with each other, at the most


@dataclass(frozen=True, slots=True)
class Part:
    """A section of one edition, as far as it is compared."""

    topic: str
    title: str
    section: str
    heading: str
    path: tuple[str, ...]
    body: str  # without its heading


Pair = tuple[Part | None, Part | None]


def parts_of(compiled: CompiledPack) -> dict[str, list[Part]]:
    """Return the sections of each topic, in order."""
    parts = (
        Part(one.topic_id, one.topic_title, one.section_id, one.heading, one.path, one.text[one.heading_length :].strip())
        for one in compiled.sections_for_index()
    )
    return {topic: list(sections) for topic, sections in groupby(parts, key=lambda part: part.topic)}


def paired_topics(old: dict[str, list[Part]], new: dict[str, list[Part]], after: CompiledPack) -> dict[str, str]:
    """Return what became of each topic that is still there, by its former id."""
    found: dict[str, str] = {topic: topic for topic in old if topic in new}
    for topic in old.keys() - found.keys():
        present = after.resolve(topic)
        if present is not None and present not in found.values():
            found[topic] = present
    return found


def paired_sections(
    old: dict[str, list[Part]], new: dict[str, list[Part]], topics: dict[str, str], after: CompiledPack
) -> list[Pair]:
    """Return each section of either edition once, with what it became or was."""
    pairs: list[Pair] = []
    gone: list[Part] = []
    came = [part for topic in new.keys() - set(topics.values()) for part in new[topic]]
    for topic, parts in old.items():
        if topic not in topics:
            gone += parts
            continue
        found, left, fresh = _paired_in_topic(parts, new[topics[topic]], after)
        pairs += found
        gone += left
        came += fresh
    moved, gone, came = _matched(gone, came, lambda part: (part.body, part.heading) if part.body else None)
    more, gone, came = _matched(gone, came, lambda part: part.body or None)
    return [*pairs, *moved, *more, *((part, None) for part in gone), *((None, part) for part in came)]


def _paired_in_topic(old: list[Part], new: list[Part], after: CompiledPack) -> tuple[list[Pair], list[Part], list[Part]]:
    """Return the pairs within a topic, the surest first, and what is left on each side."""
    pairs: list[Pair] = []
    keys: list[Callable[[Part], Hashable]] = [
        lambda part: (part.section, part.heading, part.body),
        lambda part: (part.heading, part.body) if part.body else None,
        lambda part: part.body or None,
        lambda part: (part.section, part.heading),
    ]
    for key in keys:
        found, old, new = _matched(old, new, key)
        pairs += found
    if old and new:
        former = {was: section.id for section in after.topic(new[0].topic).sections for was in section.formerly}
        found, old, new = _matched(old, new, lambda part: former.get(part.section, part.section))
        pairs += found
    found, old, new = _alike(old, new)
    return [*pairs, *found], old, new


def _matched(
    old: Iterable[Part], new: Iterable[Part], key: Callable[[Part], Hashable]
) -> tuple[list[Pair], list[Part], list[Part]]:
    """Pair what has the same key, once on each side; None is no key."""
    old, new = list(old), list(new)
    olds, news = Counter(map(key, old)), Counter(map(key, new))
    by_key = {key(part): part for part in new}
    pairs: list[Pair] = [
        (part, by_key[name]) for part in old if (name := key(part)) is not None and olds[name] == news[name] == 1
    ]
    taken = {id(part) for pair in pairs for part in pair}
    return pairs, [part for part in old if id(part) not in taken], [part for part in new if id(part) not in taken]


def _alike(old: list[Part], new: list[Part]) -> tuple[list[Pair], list[Part], list[Part]]:
    """Pair sections that have most words in common, the most alike first."""
    if len(old) > _FEW or len(new) > _FEW:
        return [], old, new
    rated = sorted(((_likeness(was, now), was, now) for was in old for now in new), key=lambda rated: -rated[0])
    pairs: list[Pair] = []
    taken: set[int] = set()
    for likeness, was, now in rated:
        if likeness >= _ALIKE and not taken & {id(was), id(now)}:
            pairs.append((was, now))
            taken |= {id(was), id(now)}
    return pairs, [part for part in old if id(part) not in taken], [part for part in new if id(part) not in taken]


def _likeness(one: Part, other: Part) -> float:
    return SequenceMatcher(None, one.body.split(), other.body.split()).ratio()
