"""Keep what the reader wrote: one SQLite file, in which a mark is there when `save` has returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from reader.home import Home
from reader.notebook.backup import back_up, daily_backup, renewed_backup
from reader.notebook.connection import Access, Connection, connect, make_private
from reader.notebook.health import make_ready
from reader.notebook.marks import Bookmark, Highlight, Mark, clean
from reader.notebook.rows import IN_ORDER, SELECT_MARKS, SETTING_COLUMNS, read_marks, upsert, write_mark
from reader.notebook.schema import NOTEBOOK_ID, NOTEBOOK_MIGRATIONS, Migration, migrate
from reader.notebook.times import utc_now

_QUICKLY_COPIED = 32 << 20  # bytes: tens of thousands of marks, copied in a fraction of a second


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is; what was deleted isn't counted."""

    highlights: int
    notes: int  # highlights on which something was written
    bookmarks: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A notebook, and what the reader should be told about its opening; nothing, as a rule."""

    notebook: "Notebook"
    notice: str = ""


class Notebook:
    """The marks of one home.

    Reading and writing have a connection each, so that the window reads in its main thread while a
    worker waits for the disk. Any thread may call anything.
    """

    def __init__(self, home: Home, reading: Connection, writing: Connection) -> None:
        """Take two connections to the same file; `open` makes them."""
        self._home = home
        self._reading = reading
        self._writing = writing
        self._changed = False  # since it was backed up

    @classmethod
    def open(cls, home: Home, *, mend: bool = True, migrations: Sequence[Migration] = NOTEBOOK_MIGRATIONS) -> Opened:
        """Open the notebook of `home`, or begin one; a damaged one is mended first.

        Whoever doesn't hold the home's lock passes `mend=False` and gets a DamagedNotebookError instead.
        Raises NotebookError if it can't be read and written, or was made by a newer program: then it wasn't touched.
        """
        notice = make_ready(home, utc_now(), migrations, mend=mend)
        make_private(home.notebook, "The notebook could not be opened")
        writing = connect(home.notebook, Access.WRITE)
        try:
            migrate(writing, NOTEBOOK_ID, migrations, partial(_copy_first, writing, home))
            return Opened(cls(home, connect(home.notebook, Access.READ), writing), notice)
        except BaseException:
            writing.close()
            raise

    def save(self, mark: Mark) -> None:
        """Keep `mark`, new or changed; it is on the disk when this has returned.

        Deleting is saving `edited(mark, deleted=now)`. Raises NotebookError if the disk refuses; what was
        there before is then still there.
        """
        with self._writing.transaction("The mark could not be stored") as writing:
            write_mark(writing, mark)
        self._changed = True

    def mark(self, id_: str) -> Mark | None:
        """Return the mark with that id, deleted or not."""
        return next(iter(self._marks("mark.id = ?", id_)), None)

    def marks_in(self, pack: str, topic: str) -> list[Mark]:
        """Return all marks that touch a topic, in the order they were made."""
        touching = "mark.id IN (SELECT mark FROM target WHERE pack = ? AND topic = ?)"
        return self._marks(f"mark.deleted IS NULL AND {touching}", pack, topic)

    def highlights(self) -> list[Highlight]:
        """Return all highlights, with their notes, in the order they were made."""
        found = self._marks("mark.deleted IS NULL AND mark.kind = 'highlight'")
        return [mark for mark in found if isinstance(mark, Highlight)]

    def bookmarks(self) -> list[Bookmark]:
        """Return all bookmarks, in the reader's own order."""
        found = self._marks("mark.deleted IS NULL AND mark.kind = 'bookmark'")
        return sorted((mark for mark in found if isinstance(mark, Bookmark)), key=lambda mark: mark.position)

    def deleted(self) -> list[Mark]:
        """Return what was deleted and can be brought back, in the order it was made."""
        return self._marks("mark.deleted IS NOT NULL")

    def counts(self) -> Counts:
        """Return how many marks there are."""
        sql = "SELECT kind, count(*), sum(note <> '') FROM mark WHERE deleted IS NULL GROUP BY kind"
        found = {kind: (number, noted) for kind, number, noted in self._reading.rows(sql)}
        highlights, notes = found.get("highlight", (0, 0))
        return Counts(highlights, notes, found.get("bookmark", (0, 0))[0])

    @property
    def creator(self) -> str:
        """The name or initials that new marks carry; empty until someone gives one."""
        rows = self._reading.rows("SELECT value FROM setting WHERE name = 'creator'")
        return str(rows[0][0]) if rows else ""

    def set_creator(self, name: str) -> None:
        """Keep the name or initials that new marks shall carry."""
        with self._writing.transaction("The name could not be stored") as writing:
            upsert(writing, "setting", ("name",), SETTING_COLUMNS, ("creator", clean(name).strip()))

    def back_up(self) -> Path | None:
        """Make the backup of this day and return it; None where there is one already, or nothing to keep.

        Fit for a background job.
        """
        if not self._reading.rows("SELECT 1 FROM mark LIMIT 1"):
            return None
        return daily_backup(self._home.notebook, self._home.backups, utc_now())

    def back_up_changes(self) -> Path | None:
        """Make the day's backup anew if marks were saved since this notebook was opened, as it is about to be closed.

        Nobody waits long for it: a notebook of a size that no hand writes is left to the next day's backup.
        """
        if not self._changed or self._home.notebook.stat().st_size > _QUICKLY_COPIED:
            return None
        made = renewed_backup(self._home.notebook, self._home.backups, utc_now())
        self._changed = False
        return made

    def problems(self, *, thorough: bool = False) -> list[str]:
        """Return what is wrong with the file: nothing, as a rule."""
        return self._reading.problems(thorough=thorough)

    def close(self) -> None:
        """Give the file back; nothing is pending, for `save` waits."""
        self._reading.close()
        self._writing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _marks(self, condition: str, *values: str) -> list[Mark]:
        return read_marks(self._reading.rows(f"{SELECT_MARKS} WHERE {condition} {IN_ORDER}", values))


def _copy_first(connection: Connection, home: Home, version: int) -> None:
    back_up(connection, home.backups, f"before-{version}", utc_now())
