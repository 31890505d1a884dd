"""Hold the packs that are installed: what is current, what has to be made again, and how a pack gets here."""

import threading
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from reader.errors import EditionError
from reader.home import Home, program_folder
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Cancelled, Limits, Progress
from reader.library.model import TopicEntry
from reader.library.shelf.edition import changing_editions, remove_compiled_except
from reader.library.shelf.install import Current, DamagedEditionError, Installation, Installed, adopt
from reader.library.shelf.shelf_file import ShelfRecord, manifest_of, previous_edition, read_record, write_record
from reader.library.shelf.shelved import ShelvedPack, is_taken_up, open_bundled, open_edition, open_pack
from reader.library.source.digest import pack_digest

__all__ = ["DamagedEditionError", "Installed", "Shelf", "ShelvedPack"]

_MISSING = "The installed edition of the pack {} is missing. Install the pack again."


def _silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def _never() -> bool:
    return False


class Shelf:
    """The packs of one home, the bundled one first, then by title.

    `packs` and what reads may be called from any thread at any time. What changes the shelf runs in a worker,
    one at a time, also among processes; it raises CancelledError when it was given up.
    """

    def __init__(self, home: Home, content: Path | None = None) -> None:
        """Open what is on the shelf; `content` is the pack that comes with the program."""
        self._home = home
        self._content = content or program_folder("content")
        self._bundled = open_bundled(self._content)
        self._record = ShelfRecord()
        self._packs: tuple[ShelvedPack, ...] = ()
        self._refreshing = threading.Lock()
        self._retired: list[CompiledPack] = []
        self.notices: tuple[str, ...] = ()  # what the user should be told about the shelf
        self.refresh()

    def close(self) -> None:
        """Let go of every file."""
        for compiled in (*self._retired, *(pack.compiled for pack in self._packs), self._bundled):
            if compiled is not None:
                compiled.close()

    def packs(self) -> tuple[ShelvedPack, ...]:
        """Return the current edition of each pack."""
        return self._packs

    def pack(self, pack_id: str) -> ShelvedPack | None:
        """Return the current edition of one pack."""
        return next((pack for pack in self._packs if pack.manifest.id == pack_id), None)

    def find_topic(self, topic_id: str, pack: str | None = None) -> TopicEntry | None:
        """Return the first topic of that id, present or former, in all packs or in one."""
        for shelved in self._packs:
            if shelved.compiled and pack in {None, shelved.manifest.id}:
                entry = shelved.compiled.entry(topic_id)
                if entry:
                    return entry
        return None

    def stale(self) -> tuple[str, ...]:
        """Return the ids of the packs whose compiled form must be made again."""
        return tuple(pack.manifest.id for pack in self._packs if pack.compiled is None or pack.compiled.damaged)

    def refresh(self) -> None:
        """Look at shelf.json again: another process may have changed it."""
        with self._refreshing:
            self._record, notice = read_record(self._home)
            known = {pack.compiled.folder: pack.compiled for pack in self._packs if pack.compiled and not pack.compiled.damaged}
            opened = {pack_id: open_pack(self._home, pack_id, placed, known) for pack_id, placed in self._record.packs.items()}
            missing = (_MISSING.format(pack_id) for pack_id, pack in opened.items() if pack is None)
            self.notices = tuple(dict.fromkeys((*self.notices, *([notice] if notice else []), *missing)))
            self._show({pack_id: pack for pack_id, pack in opened.items() if pack})

    def install(
        self,
        folder: Path,
        *,
        allow_older: bool = False,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
        limits: Limits | None = None,
    ) -> Installed:
        """Install the pack in `folder`; the edition that was current becomes the previous one.

        Raises PackError (FaultyPackError with the findings) where it has faults, EditionError where it is older
        than the installed one or the disk refuses, CancelledError. The shelf is then as it was.
        """
        self._home.prepare()
        with changing_editions(self._home, cancelled):
            self.refresh()
            work = self._installation(progress, cancelled, limits, allow_older=allow_older)
            installed = work.install(folder)
            if not installed.already:
                self._note(self._record.placing(installed.manifest.id, installed.digest))
        return installed

    def rollback(
        self, pack_id: str, progress: Progress = _silent, cancelled: Cancelled = _never, limits: Limits | None = None
    ) -> Installed:
        """Put the edition before on the shelf again; the one that was current is then the one before.

        Raises EditionError where there is none or the disk refuses, CancelledError. The shelf is then as it was.
        """
        self._home.prepare()
        with changing_editions(self._home, cancelled):
            self.refresh()
            with closing(self._previous(pack_id, progress, cancelled, limits)) as previous:
                self._note(self._record.placing(pack_id, previous.digest))
                return Installed(previous.manifest, previous.digest, ())

    def previous(
        self, pack_id: str, progress: Progress = _silent, cancelled: Cancelled = _never, limits: Limits | None = None
    ) -> CompiledPack:
        """Open the edition before; whoever asks closes it. Raises what `rollback` raises."""
        self._home.prepare()
        with changing_editions(self._home, cancelled):
            self.refresh()
            return self._previous(pack_id, progress, cancelled, limits)

    def _previous(self, pack_id: str, progress: Progress, cancelled: Cancelled, limits: Limits | None) -> CompiledPack:
        digest = previous_edition(self._record, pack_id)
        compiled = open_edition(self._home, pack_id, digest)
        if compiled is None:
            self._installation(progress, cancelled, limits).compile_again(pack_id, digest)
            compiled = open_edition(self._home, pack_id, digest)
        if compiled is None:
            raise DamagedEditionError(f"The earlier edition of the pack {pack_id} can't be read.", "Install it again.")
        return compiled

    def prepare_bundled(
        self, progress: Progress = _silent, cancelled: Cancelled = _never, limits: Limits | None = None
    ) -> Installed | None:
        """Take up the pack that came with the program, if it is another one than the last time and not older.

        Also clears away what a crash has left.
        """
        self._home.prepare()
        if self._new_bundled() is None:
            self._tidy()
            return None
        with changing_editions(self._home, cancelled):
            self.refresh()
            offered = self._new_bundled()
            if offered is None:  # another process was faster
                return None
            installed = adopt(self._home, self._content, self._bundled) if self._bundled else None
            if installed is None:
                installed = self._installation(progress, cancelled, limits).install(self._content)
            record = self._record.placing(installed.manifest.id, installed.digest)
            self._note(replace(record, bundled=installed.manifest.id, adopted=offered))
        return installed

    def rebuild(
        self, progress: Progress = _silent, cancelled: Cancelled = _never, limits: Limits | None = None
    ) -> tuple[str, ...]:
        """Make again what must be made again, and return the ids of those packs.

        Raises DamagedEditionError where an edition's own source is damaged too; the other packs are made all the same.
        """
        self._home.prepare()
        with changing_editions(self._home, cancelled):
            self.refresh()
            stale = self.stale()
            work = self._installation(progress, cancelled, limits)
            damaged = [error for pack_id in stale if (error := self._make_again(work, pack_id))]
            self.refresh()
        if damaged:
            raise damaged[0]
        return stale

    def _make_again(self, work: Installation, pack_id: str) -> DamagedEditionError | None:
        """Compile a pack again from its edition; return why that can't be, since its source is damaged."""
        current = self._record.packs[pack_id].current
        try:
            work.compile_again(pack_id, current)
        except DamagedEditionError as error:
            if (pack_id, current) != (self._record.bundled, self._record.adopted):
                return error
            work.install(self._content)  # the program brings this one along
        return None

    def _installation(
        self, progress: Progress, cancelled: Cancelled, limits: Limits | None, *, allow_older: bool = False
    ) -> Installation:
        return Installation(
            home=self._home,
            current=self._current,
            shelved={pack.manifest.id: pack.compiled.folder for pack in self._packs if pack.compiled},
            allow_older=allow_older,
            progress=progress,
            cancelled=cancelled,
            limits=limits or Limits(),
        )

    def _current(self, pack_id: str) -> Current | None:
        pack = self.pack(pack_id)
        return Current(pack.manifest, pack.digest, pack_id not in self.stale()) if pack else None

    def _new_bundled(self) -> str | None:
        """Return the digest of the bundled pack, if it should be taken up."""
        manifest = self._bundled.manifest if self._bundled else manifest_of(self._content)
        if manifest is None:
            return None
        digest = self._bundled.digest if self._bundled else pack_digest(self._content)
        return None if is_taken_up(self._home, self._record, manifest, digest) else digest

    def _note(self, record: ShelfRecord) -> None:
        """Write the shelf: from this moment on the new edition is current."""
        write_record(self._home, record)
        self.refresh()
        placed = self._record.packs.values()
        remove_compiled_except(self._home, {item for one in placed for item in (one.current, one.previous) if item})

    def _show(self, packs: dict[str, ShelvedPack]) -> None:
        """Show these packs, and the bundled one straight from the program as long as it isn't taken up."""
        bundled = self._bundled
        first = bundled.manifest.id if bundled else self._record.bundled
        opened = [*self._packs, *packs.values()]
        if bundled and not is_taken_up(self._home, self._record, bundled.manifest, bundled.digest):
            replaced = packs.get(bundled.manifest.id)
            packs = packs | {
                bundled.manifest.id: ShelvedPack(bundled.manifest, bundled.digest, replaced.digest if replaced else None, bundled)
            }
        shown = sorted(packs.values(), key=lambda pack: (pack.manifest.id != first, pack.manifest.title.casefold()))
        self._packs = tuple(shown)
        self._retire({id(pack.compiled): pack.compiled for pack in opened if pack.compiled}.values())

    def _retire(self, compiled: Iterable[CompiledPack]) -> None:
        """Close what is damaged; whatever else isn't shown any more may still be read by somebody, until the end."""
        shown = {id(pack.compiled) for pack in self._packs} | {id(self._bundled)}
        for one in compiled:
            if id(one) not in shown and one.damaged:
                one.close()
            elif id(one) not in shown:
                self._retired.append(one)

    def _tidy(self) -> None:
        """Clear away what a crash has left, unless somebody is at work just now."""
        with suppress(EditionError), changing_editions(self._home, _never, patience=0):
            pass
