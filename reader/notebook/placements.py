"""Remember where marks were placed in an edition: found by anchors, and made again whenever it is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.notebook.connection import Connection, Row
from reader.notebook.marks import Mark
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
        sql = (
            f"SELECT mark, {', '.join(_COLUMNS)} FROM placement WHERE edition = ? AND modified ="
            " (SELECT modified FROM mark WHERE id = placement.mark) ORDER BY mark, number"
        )
        found: dict[str, tuple[Placed, ...]] = {}
        for id_, _, *row in self._reading.rows(sql, (edition,)):
            found[id_] = (*found.get(id_, ()), _placed(tuple(row)))
        return found

    def forget_but(self, editions: Iterable[str]) -> None:
        """Forget what is known of all other editions."""
        kept = tuple(editions)
        with self._writing.transaction("The places of marks could not be stored") as writing:
            writing.execute(f"DELETE FROM placement WHERE edition NOT IN ({', '.join('?' * len(kept))})", kept)


def _placed(row: Row) -> Placed:
    kind, topic, section, start, end, critical, detail = row
    return Placed(kind, topic, section, start, end, bool(critical), detail)
