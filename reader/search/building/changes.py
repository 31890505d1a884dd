"""Tell which topics an edition has changed, as far as the index is concerned."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.rows import IndexedSection

_DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """Topics by their places in the sidebar: what is to be taken out of the old index, and what comes in."""

    gone: list[range]
    come: list[range]


def changes_between(old: CompiledPack, new: CompiledPack) -> Changes:
    """Compare everything that the index holds of each topic."""
    before, after = _digests(old.sections_for_index()), _digests(new.sections_for_index())
    return Changes(
        gone=_places(old, (topic for topic, digest in before.items() if after.get(topic) != digest)),
        come=_places(new, (topic for topic, digest in after.items() if before.get(topic) != digest)),
    )


def _digests(sections: Iterable[IndexedSection]) -> dict[str, bytes]:
    found: dict[str, hashlib.blake2b] = {}
    for section in sections:
        digest = found.get(section.topic_id)
        if digest is None:
            digest = found[section.topic_id] = hashlib.blake2b(digest_size=_DIGEST)
        digest.update(repr(section).encode())
    return {topic: digest.digest() for topic, digest in found.items()}


def _places(pack: CompiledPack, topics: Iterable[str]) -> list[range]:
    places = (pack.position(topic) for topic in topics)
    return [range(place, place + 1) for place in places if place is not None]
