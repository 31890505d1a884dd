"""Keep what the reader wrote: one SQLite file, in which a mark is there when `save` has returned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from reader.home import Home
from reader.notebook.backup import back_up, daily_backup, kept_backup, renewed_backup
from reader.notebook.burying import blank_old
from reader.notebook.changing import Edit
from reader.notebook.connection import Access, Connection, DamagedNotebookError, connect, make_private
from reader.notebook.feedback import FeedbackBook
from reader.notebook.health import make_ready
from reader.notebook.indexing import is_sound
from reader.notebook.listing import Listing
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import require_key
from reader.notebook.marks import Mark, clean
from reader.notebook.merging import Outcome, join
from reader.notebook.migrations import NOTEBOOK_ID, NOTEBOOK_MIGRATIONS
from reader.notebook.placements import PlacementCache, carry_over
from reader.notebook.rows import SETTING_COLUMNS
from reader.notebook.schema import Migration, migrate
from reader.notebook.stamps import Record
from reader.notebook.store import index_anew, read_record, upsert, write_record
from reader.notebook.times import utc_now
from reader.notebook.writing import stamped, written

_STORING = "The mark could not be stored"
_QUICKLY_COPIED = 32 << 20  # bytes: tens of thousands of marks, copied in a fraction of a second


@dataclass(frozen=True, slots=True)
class Opened:
    """A notebook, and what the reader should be told about its opening; nothing, as a rule."""

    notebook: "Notebook"
    notice: str = ""


class Notebook(Listing):
    """The marks of one home.

    Reading and writing have a connection each, so that the window reads in its main thread while a
    worker waits for the disk. Any thread may call anything.
    """

    def __init__(self, home: Home, reading: Connection, writing: Connection) -> None:
        """Take two connections to the same file; `open` makes them."""
        super().__init__(reading)
        self.feedback = FeedbackBook(reading, writing, self._note_change)
        self.placements = PlacementCache(reading, writing)
        self._home = home
        self._writing = writing
        self._changed = False  # since it was backed up

    @classmethod
    def open(
        cls, home: Home, key: Key | None = None, *, mend: bool = True, migrations: Sequence[Migration] = NOTEBOOK_MIGRATIONS
    ) -> Opened:
        """Open the notebook of `home`, or begin one; a damaged one is mended first.

        Whoever doesn't hold the home's lock passes `mend=False` and gets a DamagedNotebookError instead.
        Raises NotebookError if it can't be read and written, or was made by a newer program: then it wasn't touched; and
        LockedError if it is locked and this isn't its `key`.
        """
        require_key(home, key)
        notice = make_ready(home, utc_now(), migrations, key, mend=mend)
        make_private(home.notebook, "The notebook could not be opened")
        writing = connect(home.notebook, Access.WRITE, key)
        try:
            migrate(writing, NOTEBOOK_ID, migrations, partial(_copy_first, writing, home))
            index_anew(writing)
            return Opened(cls(home, connect(home.notebook, Access.READ, key), writing), notice)
        except BaseException:
            writing.close()
            raise

    def save(self, *marks: Mark) -> None:
        """Keep marks, new or made of what is held, all or none; they are on the disk when this has returned.

        Deleting is saving `edited(mark, deleted=now)`. What was made of a version that was read earlier is for `write`.
        Raises NotebookError if the disk refuses; what was there before is then still there.
        """
        with self._writing.transaction(_STORING) as writing:
            for mark in marks:
                held = read_record(writing, mark.id)
                _replace(writing, held, stamped(held, mark, self.id))
        self._note_change()

    def find(self, words: str, limit: int = 20) -> list[Mark]:
        """Return the marks that hold all `words`; see `Listing.find`. A damaged index is made anew."""
        try:
            return super().find(words, limit)
        except DamagedNotebookError:
            index_anew(self._writing, thorough=True)
        return super().find(words, limit)

    def write(self, *edits: Edit) -> list[Record]:
        """Keep what the reader did to marks, as `save` does, whatever came into the notebook since; return what is held now."""
        with self._writing.transaction(_STORING) as writing:
            records = []
            for edit in edits:
                held = read_record(writing, edit.after.id)
                records.append(written(held, edit, self.id))
                _replace(writing, held, records[-1])
        self._note_change()
        return records

    def merge(self, records: Iterable[Record]) -> list[Outcome]:
        """Take in what another notebook holds, all or nothing; tell for each record what came of it.

        Two notebooks that merge each other's records hold the same marks then, deletions included.
        """
        with self._writing.transaction("The marks could not be taken in") as writing:
            outcomes = [_merge_one(writing, record) for record in records]
        self._note_change()
        return outcomes

    @property
    def id(self) -> str:
        """The name of this notebook in the versions of what is written in it; no other has it."""
        return str(self._writing.rows("SELECT value FROM setting WHERE name = 'id'")[0][0])

    @property
    def creator(self) -> str:
        """The name or initials that new marks carry; empty until someone gives one."""
        rows = self._reading.rows("SELECT value FROM setting WHERE name = 'creator'")
        return str(rows[0][0]) if rows else ""

    @property
    def creator_was_asked(self) -> bool:
        """Tell whether the reader has given a name, or has been asked and gave none."""
        return bool(self._reading.rows("SELECT 1 FROM setting WHERE name = 'creator'"))

    def set_creator(self, name: str) -> None:
        """Keep the name or initials that new marks shall carry; empty, that none was wanted."""
        with self._writing.transaction("The name could not be stored") as writing:
            upsert(writing, "setting", ("name",), SETTING_COLUMNS, ("creator", clean(name).strip()))
        self._note_change()

    def back_up(self) -> Path | None:
        """Make the backup of this day and return it; None where there is one already, or nothing to keep.

        What was deleted more than 30 days ago loses its words first. Fit for a background job.
        """
        if self._is_empty():
            return None
        blank_old(self._writing, utc_now())
        index_anew(self._writing, thorough=True)
        return daily_backup(self._home.notebook, self._home.backups, utc_now(), self._writing.key)

    def back_up_now(self) -> Path:
        """Make a backup that is kept for ever, and return it."""
        return back_up(self._writing, self._home.backups, "by-hand", utc_now())

    def back_up_before(self, what: str) -> Path | None:
        """Make a backup before something that changes many marks at once; None where there is nothing to lose.

        The last ones that were made before the same are kept. Raises NotebookError if the disk refuses.
        """
        if self._is_empty():
            return None
        return kept_backup(self._home.notebook, self._home.backups, f"before-{what}", utc_now(), self._writing.key)

    def back_up_changes(self) -> Path | None:
        """Make the day's backup anew if marks were saved since this notebook was opened, as it is about to be closed.

        Nobody waits long for it: a notebook of a size that no hand writes is left to the next day's backup.
        """
        if not self._changed or self._home.notebook.stat().st_size > _QUICKLY_COPIED:
            return None
        self._changed = False  # before the copy: what is written meanwhile may not be in it
        try:
            return renewed_backup(self._home.notebook, self._home.backups, utc_now(), self._writing.key)
        except BaseException:
            self._changed = True
            raise

    def problems(self, *, thorough: bool = False) -> list[str]:
        """Return what is wrong with the file: nothing, as a rule."""
        found = self._reading.problems(thorough=thorough)
        if thorough and not is_sound(self._writing):
            found.append("the index of the notes is damaged; the next backup makes it anew")
        return found

    def close(self) -> None:
        """Give the file back; nothing is pending, for `save` waits."""
        self._reading.close()
        self._writing.close()

    def _note_change(self) -> None:
        self._changed = True

    def _is_empty(self) -> bool:
        return not self._reading.rows("SELECT 1 FROM mark UNION ALL SELECT 1 FROM feedback LIMIT 1")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _merge_one(writing: Connection, record: Record) -> Outcome:
    before = read_record(writing, record.mark.id)
    if before is None:
        write_record(writing, record)
        return Outcome.ADDED
    if type(before.mark) is not type(record.mark):
        return Outcome.REFUSED
    after = join(before, record)
    if after == before:
        return Outcome.SAME
    _replace(writing, before, after)
    return Outcome.CHANGED


def _replace(writing: Connection, before: Record | None, after: Record) -> None:
    write_record(writing, after)
    if before is not None:
        carry_over(writing, before.mark, after.mark)


def _copy_first(connection: Connection, home: Home, version: int) -> None:
    back_up(connection, home.backups, f"before-{version}", utc_now())
