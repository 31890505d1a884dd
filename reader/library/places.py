"""Find the topic and the sections that somebody names, or say what there is instead."""

from dataclasses import dataclass

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import Section, Topic
from reader.library.shelf.shelf import Shelf


class NoSuchPlaceError(EditionError):
    """Tell that nothing on the shelf bears that name; the shelf itself is whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """A topic, the pack it stands in, and those of its sections that were named: all of them where none was."""

    compiled: CompiledPack
    topic: Topic
    sections: tuple[Section, ...]


def find_place(shelf: Shelf, topic_id: str, section_id: str | None = None, pack_id: str | None = None) -> Found:
    """Return what is named; former ids lead there too.

    Raises NoSuchPlaceError, and EditionError where what is named is damaged.
    """
    if pack_id is not None:
        require_pack(shelf, pack_id)
    entry = shelf.find_topic(topic_id, pack_id)
    shelved = shelf.pack(entry.pack) if entry else None
    if shelved is None or shelved.compiled is None:
        where = f"The pack {pack_id}" if pack_id else "The shelf"
        raise NoSuchPlaceError(f"{where} has no topic {topic_id!r}.", "`wardbook topics` lists those that there are.")
    topic = shelved.compiled.topic(topic_id)
    return Found(shelved.compiled, topic, _chosen(topic, section_id))


def lacking(shelf: Shelf, topic_id: str, section_id: str | None = None, pack_id: str | None = None) -> NoSuchPlaceError | None:
    """Return the error that says that there is no such place; None where there is, even if it is damaged."""
    try:
        find_place(shelf, topic_id, section_id, pack_id)
    except NoSuchPlaceError as error:
        return error
    except EditionError:
        return None
    return None


def require_pack(shelf: Shelf, pack_id: str) -> None:
    """Raise NoSuchPlaceError, which names the packs that there are, if this isn't one of them."""
    if shelf.pack(pack_id) is None:
        known = ", ".join(pack.manifest.id for pack in shelf.packs())
        raise NoSuchPlaceError(f"There is no pack {pack_id!r} on the shelf.", f"It holds: {known}." if known else "It is empty.")


def group_titles(shelf: Shelf, named: str) -> set[str]:
    """Return the titles of the groups that somebody names by id or title.

    Raises NoSuchPlaceError, which names the groups that there are, if there is none.
    """
    groups = [group for pack in shelf.packs() if pack.compiled for group, _ in pack.compiled.groups()]
    found = {group.title for group in groups if named.casefold() in {group.id.casefold(), group.title.casefold()}}
    if not found:
        known = ", ".join(dict.fromkeys(group.id for group in groups))
        raise NoSuchPlaceError(f"There is no group {named!r} on the shelf.", f"It has: {known}." if known else "It is empty.")
    return found


def _chosen(topic: Topic, section_id: str | None) -> tuple[Section, ...]:
    if section_id is None:
        return topic.sections
    found = tuple(section for section in topic.sections if section_id in {section.id, *section.formerly})
    if not found:
        known = ", ".join(section.id for section in topic.sections)
        raise NoSuchPlaceError(f"The topic {topic.id} has no section {section_id!r}.", f"It has: {known}.")
    return found
