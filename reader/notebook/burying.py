"""Delete marks in two steps: for 30 days they can be brought back, then their words go and a tombstone stays.

The tombstone tells other notebooks, for ever, that the mark was deleted; it holds nothing that was read or written.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from reader.notebook.connection import Connection
from reader.notebook.indexing import squeeze
from reader.notebook.marks import Bookmark, Highlight, Mark, Target, edited
from reader.notebook.stamps import FIELDS, Record, Stamps
from reader.notebook.store import read_records, write_record
from reader.notebook.times import to_text, utc_now

RECENTLY = timedelta(days=30)


def buried(mark: Mark, now: datetime | None = None) -> Mark:
    """Return `mark` as deleted now."""
    moment = now or utc_now()
    return edited(mark, now=moment, deleted=moment)


def blank_old(connection: Connection, now: datetime) -> int:
    """Take the words from the marks that were deleted more than 30 days ago; return of how many.

    Its time stays: a version that was brought back elsewhere is later, and counts.
    """
    with connection.transaction("What was deleted long ago could not be cleared") as writing:
        limit = to_text(now - RECENTLY)
        old = read_records(writing, "deleted <= ?", (limit,))
        full = [record for record in old if record != blanked(record)]
        for record in full:
            write_record(writing, blanked(record))
        # They quote the mark; some may have been kept before they went with its words, or after.
        writing.execute("DELETE FROM placement WHERE mark IN (SELECT id FROM mark WHERE deleted <= ?)", (limit,))
        if full:
            squeeze(writing)
    return len(full)


def blanked(record: Record) -> Record:
    """Return what stays of a deleted mark for ever: what it was, where, and when it went.

    What is no longer known counts as older than anything that another notebook knows of it.
    """
    mark = replace(record.mark, creator="", tags=())
    if isinstance(mark, Highlight):
        mark = replace(mark, note="", targets=(_empty(mark.targets[0]),), reviews=())
    elif isinstance(mark, Bookmark):
        mark = replace(mark, label="", heading_path=())
    else:
        mark = replace(mark, note="", heading_path=())
    times = {**dict.fromkeys(FIELDS, ""), "deleted": record.stamps.times["deleted"]}
    return Record(mark, Stamps(times, known=record.stamps.known))


def _empty(target: Target) -> Target:
    return Target(target.pack, target.topic, target.section, (), 0, 0, "", "", "", "")
