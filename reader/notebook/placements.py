"""Remember where marks were placed in an edition: found by anchors, and made again whenever it is missing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.notebook.connection import Connection, Row
from reader.notebook.marks import Highlight, Mark
from reader.notebook.stamps import values_of
from reader.notebook.times import to_text

_COLUMNS = ("number", "kind", "topic", "section", "start_offset", "end_offset", "critical", "detail")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one target of a mark was found in an edition; without a place `topic` is where it would be listed."""

    kind: str  # exact, moved, changed or unplaced
    topic: str
    section: str
    start: int
    end: int
    critical: bool = False
    detail: str = ""  # JSON: whatever else is to be shown of it


class PlacementCache:
    """The placements that are known; one of a mark that was changed since counts no more."""

    def __init__(self, reading: Connection, writing: Connection) -> None:
        """Take two connections to the same notebook."""
        self._reading = reading
        self._writing = writing

    def keep(self, edition: str, found: Iterable[tuple[Mark, Iterable[Placed]]]) -> None:
        """Keep where each target of these marks was found; what was known of them on that edition is replaced."""
        with self._writing.transaction("The places of marks could not be stored") as writing:
            for mark, placements in found:
                writing.execute("DELETE FROM placement WHERE mark = ? AND edition = ?", (mark.id, edition))
                for number, one in enumerate(placements):
                    values = (one.kind, one.topic, one.section, one.start, one.end, int(one.critical), one.detail)
                    names = ("mark", "edition", "modified", *_COLUMNS)
                    writing.execute(
                        f"INSERT INTO placement ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                        (mark.id, edition, to_text(mark.modified), number, *values),
                    )

    def on(self, edition: str) -> dict[str, tuple[Placed, ...]]:
        """Return what is known of an edition by the marks' ids, target by target."""
        return self._known(edition, "true", ())

    def of(self, edition: str, marks: Sequence[str]) -> dict[str, tuple[Placed, ...]]:
        """Return what is known of some marks in an edition."""
        return self._known(edition, "mark IN (SELECT value FROM json_each(?))", (json.dumps(list(marks)),))

    def of_version(self, edition: str, mark: Mark) -> tuple[Placed, ...]:
        """Return what is known of exactly this version of a mark, target by target; nothing where that isn't on the disk."""
        sql = f"SELECT {', '.join(_COLUMNS)} FROM placement WHERE mark = ? AND edition = ? AND modified = ? ORDER BY number"
        rows = self._reading.rows(sql, (mark.id, edition, to_text(mark.modified)))
        return tuple(_placed(row[1:]) for row in rows)

    def amiss(self, edition: str) -> dict[str, tuple[Placed, ...]]:
        """Return what is known of the marks that have changed in an edition, or have no place there."""
        amiss = "mark IN (SELECT mark FROM placement WHERE edition = ? AND kind IN ('changed', 'unplaced'))"
        return self._known(edition, amiss, (edition,))

    def missing(self, pack: str, edition: str) -> list[str]:
        """Return the ids of the marks of a pack that nothing is known of in an edition, in the order they were made."""
        sql = (
            "SELECT id FROM mark WHERE deleted IS NULL AND id IN (SELECT mark FROM target WHERE pack = ?) AND NOT EXISTS"
            " (SELECT 1 FROM placement WHERE mark = id AND placement.edition = ? AND placement.modified = mark.modified)"
            " ORDER BY created, id"
        )
        return [str(id_) for (id_,) in self._reading.rows(sql, (pack, edition))]

    def forget_but(self, editions: Iterable[str]) -> None:
        """Forget what is known of all other editions, which nobody can go back to any more."""
        gone = "edition NOT IN (SELECT value FROM json_each(?))"
        kept = json.dumps(list(editions))
        if self._reading.rows(f"SELECT 1 FROM placement WHERE {gone} LIMIT 1", (kept,)):
            with self._writing.transaction("The places of marks could not be cleared") as writing:
                writing.execute(f"DELETE FROM placement WHERE {gone}", (kept,))

    def _known(self, edition: str, condition: str, values: tuple[str, ...]) -> dict[str, tuple[Placed, ...]]:
        sql = (
            f"SELECT mark, {', '.join(f'placement.{name}' for name in _COLUMNS)} FROM placement"
            " JOIN mark ON id = mark AND deleted IS NULL AND mark.modified = placement.modified"
            f" WHERE placement.edition = ? AND {condition} ORDER BY mark, number"
        )
        found: dict[str, tuple[Placed, ...]] = {}
        for id_, _, *row in self._reading.rows(sql, (edition, *values)):
            found[id_] = (*found.get(id_, ()), _placed(tuple(row)))
        return found


def carry_over(connection: Connection, before: Mark, after: Mark) -> None:
    """Let what is known of a mark count for a version that stands on the same words, and for no other; in a transaction."""
    if _stands_on(before) == _stands_on(after):
        times = (to_text(after.modified), after.id, to_text(before.modified))
        connection.execute("UPDATE placement SET modified = ? WHERE mark = ? AND modified = ?", times)
    else:  # by its time alone, a version that was merged can't always be told from the one before
        connection.execute("DELETE FROM placement WHERE mark = ?", (after.id,))


def _stands_on(mark: Mark) -> tuple[object, ...]:
    return (values_of(mark)["place"], mark.reviews if isinstance(mark, Highlight) else ())


def _placed(row: Row) -> Placed:
    kind, topic, section, start, end, critical, detail = row
    return Placed(kind, topic, section, start, end, bool(critical), detail)
