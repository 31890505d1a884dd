"""Make new marks: each gets an id of its own, and its time."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from reader.notebook.marks import Bookmark, Colour, Highlight, Note, Target, clean, tidied
from reader.notebook.times import utc_now


def new_highlight(
    targets: Iterable[Target],
    *,
    colour: Colour,
    edition: str,
    edition_label: str = "",
    note: str = "",
    tags: Iterable[str] = (),
    creator: str = "",
    now: datetime | None = None,
) -> Highlight:
    """Return a highlight that has just been made; raises ValueError without a target."""
    moment = now or utc_now()
    aimed = tuple(targets)
    if not aimed:
        raise ValueError("a highlight needs a target")
    return Highlight(
        id=new_id(),
        creator=clean(creator),
        created=moment,
        modified=moment,
        edition=edition,
        edition_label=clean(edition_label),
        colour=colour,
        note=clean(note),
        targets=aimed,
        tags=tidied(tags),
    )


def new_bookmark(
    pack: str,
    topic: str,
    *,
    edition: str,
    edition_label: str = "",
    section: str | None = None,
    heading_path: Iterable[str] = (),
    label: str = "",
    position: float = 0.0,
    tags: Iterable[str] = (),
    creator: str = "",
    now: datetime | None = None,
) -> Bookmark:
    """Return a bookmark that has just been made."""
    moment = now or utc_now()
    return Bookmark(
        id=new_id(),
        creator=clean(creator),
        created=moment,
        modified=moment,
        edition=edition,
        edition_label=clean(edition_label),
        pack=pack,
        topic=topic,
        section=section,
        heading_path=tuple(map(clean, heading_path)),
        label=clean(label),
        position=position,
        tags=tidied(tags),
    )


def new_note(
    pack: str,
    topic: str,
    *,
    edition: str,
    edition_label: str = "",
    section: str | None = None,
    heading_path: Iterable[str] = (),
    note: str = "",
    tags: Iterable[str] = (),
    creator: str = "",
    now: datetime | None = None,
) -> Note:
    """Return a note that has just been made on a whole topic, or on a section of it."""
    moment = now or utc_now()
    return Note(
        id=new_id(),
        creator=clean(creator),
        created=moment,
        modified=moment,
        edition=edition,
        edition_label=clean(edition_label),
        pack=pack,
        topic=topic,
        section=section,
        heading_path=tuple(map(clean, heading_path)),
        note=clean(note),
        tags=tidied(tags),
    )


def new_id() -> str:
    """Return an id that nobody else has given to anything."""
    return str(uuid.uuid4())
