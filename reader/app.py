"""Put the rooms together: one object holds what a running Wardbook works with.

Search is opened last: importing it costs more than showing the first page.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from reader.errors import HomeError, ReaderError, SearchError
from reader.home import PRIVATE_FILE, Home
from reader.library.making.child import Cancelled, ChildError, Progress
from reader.library.making.database import COMPILED_VERSION
from reader.library.shelf.edition import changing_editions, compiled_folder
from reader.library.shelf.shelf import Installed, Shelf
from reader.notebook.locking.key import Key
from reader.notebook.notebook import Notebook
from reader.notebook.personal import Personal, open_personal
from reader.notebook.replacing import Tally, place_marks
from reader.notebook.state import State

if TYPE_CHECKING:  # Whoosh comes with it
    from reader.search.building.build import FormerIndex
    from reader.search.finder import Finder
    from reader.search.sources import IndexSource

__all__ = ["Installed", "Wardbook", "lock_home"]


def _silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def _never() -> bool:
    return False


def _nothing_more() -> None:
    """Do nothing when an index is made."""


def lock_home(home: Home) -> FileLock:
    """Become the one window of `home` until the lock is released; the system releases it if we die.

    Raises HomeError if another process is that.
    """
    home.prepare()
    lock = FileLock(home.lock, mode=PRIVATE_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise HomeError(f"Wardbook is already open with the home folder {home.root}.", "Use its window, or close it.") from error
    except OSError as error:
        raise HomeError(
            f"The home folder {home.root} can't be locked: {error.strerror}.", "Check the rights on it, or choose another one."
        ) from error
    return lock


@dataclass(slots=True)
class Wardbook:
    """What a running program works with.

    `notebook` is None where it was refused, as one made by a newer program is, and while it is `locked`: everything can
    be read then, nothing marked, and nothing that was remembered before is known. `notices` holds what the reader should
    be told at the start.
    """

    home: Home
    shelf: Shelf
    notebook: Notebook | None
    state: State
    notices: tuple[str, ...] = ()
    locked: bool = False
    key: Key | None = None  # what opened the notebook
    searches_apart: bool = False  # in a process of its own, so that it never holds up a window
    _searchers: "list[Finder]" = field(default_factory=list, init=False, repr=False)

    @classmethod
    def open(cls, home: Home, key: Key | None = None, *, mend: bool = False) -> "Wardbook":
        """Open everything but the search; whoever holds the home's lock may `mend` a damaged notebook.

        A locked notebook is opened with its `key`, and without one it stays locked.
        Raises HomeError if the home can't be made or written.
        """
        home.prepare()
        shelf = Shelf(home)
        personal = open_personal(home, key, mend=mend)
        notices = tuple(filter(None, (*shelf.notices, personal.notice)))
        return cls(home, shelf, personal.notebook, personal.state, notices, personal.locked, personal.key)

    def take(self, personal: Personal) -> None:
        """Work with another notebook and another state from now on; those before are closed, and all searches."""
        self._close_personal()
        self.notebook, self.state, self.locked, self.key = personal.notebook, personal.state, personal.locked, personal.key
        self.notices = tuple(filter(None, (personal.notice,)))

    def close(self) -> None:
        """Let go of every file, also of searches that nobody has closed."""
        self._close_personal()
        self.shelf.close()

    def prepare(self, progress: Progress = _silent, cancelled: Cancelled = _never) -> bool:
        """Take up the bundled pack and make again what is stale; tell whether the shelf has changed."""
        taken = self.shelf.prepare_bundled(progress, cancelled)
        made = self.shelf.rebuild(progress, cancelled) if self.shelf.stale() else ()
        return taken is not None or bool(made)

    def install(
        self, folder: Path, progress: Progress = _silent, cancelled: Cancelled = _never, *, allow_older: bool = False
    ) -> Installed:
        """Install the pack in `folder`; see `Shelf.install` for what it raises."""
        return self.shelf.install(folder, allow_older=allow_older, progress=progress, cancelled=cancelled)

    def rollback(self, pack_id: str, progress: Progress = _silent, cancelled: Cancelled = _never) -> Installed:
        """Put the edition before on the shelf again; see `Shelf.rollback` for what it raises."""
        return self.shelf.rollback(pack_id, progress, cancelled)

    def place_marks(self, pack_id: str, progress: Progress = _silent, cancelled: Cancelled = _never) -> Tally | None:
        """Find the marks of a pack again in its current edition, as far as that isn't known; None where there are none.

        `replacing.review_list` then lists what a person has to look at. No mark is changed by this. What is known of
        editions before the previous one is forgotten.
        Raises NotebookError where it can't be done, and CancelledError.
        """
        shelved = self.shelf.pack(pack_id)
        if self.notebook is None or shelved is None or shelved.compiled is None:
            return None
        tally = place_marks(self.notebook, shelved.compiled, progress, cancelled)
        self.notebook.placements.forget_but(
            digest for pack in self.shelf.packs() for digest in (pack.digest, pack.previous) if digest
        )
        return tally

    def make_indexes(
        self, progress: Progress = _silent, cancelled: Cancelled = _never, made: Callable[[], None] = _nothing_more
    ) -> bool:
        """Build the indexes that are missing or no good, in child processes; tell whether any was.

        That of a new edition starts from a copy of the previous one's, as far as that is good and little has changed.
        The small packs come first, and `made` is called after each, so that it can be searched while the next is
        built. One that can't be built keeps no other from it. Indexes of editions before the previous one, and of
        other versions of the program, are removed then.
        Raises SearchError where the disk refuses or the child can't finish, EditionError for a damaged edition, CancelledError.
        """
        if not self._unindexed():
            return False
        failures: list[ReaderError] = []
        with changing_editions(self.home, cancelled):
            for source in self._unindexed():
                try:
                    _build(source, self._former_index(source.pack), progress, cancelled)
                except ReaderError as error:
                    failures.append(error)
                else:
                    made()
            self._remove_old_indexes()
        if failures:
            raise failures[0]
        return True

    def open_search(self) -> "Finder":
        """Open the search over every edition that has an index; `search_is_whole` tells whether that is all."""
        searcher: Finder
        if self.searches_apart:
            from reader.search.process import SearchProcess

            searcher = SearchProcess(self._index_sources())
        else:
            from reader.search.searcher import Searcher

            searcher = Searcher(self._index_sources())
        self._searchers = [*(former for former in self._searchers if not former.closed), searcher]
        return searcher

    @property
    def search_is_whole(self) -> bool:
        """Tell whether every pack of the shelf has its index; until then titles serve."""
        return not self._unindexed()

    def damaged_indexes(self, cancelled: Cancelled = _never) -> "list[IndexSource]":
        """Return the packs whose index is there but no good, after looking at every byte; one not yet built isn't that.

        What proves damaged is built again by the next `make_indexes`.
        """
        from reader.search.checksums import verify

        return [
            source
            for source in self._index_sources()
            if source.index_folder.exists() and not verify(source.index_folder, cancelled)
        ]

    def unbuilt_indexes(self) -> "list[IndexSource]":
        """Return the packs of which there is no index at all, good or not."""
        return [source for source in self._index_sources() if not source.index_folder.exists()]

    def _close_personal(self) -> None:
        for searcher in self._searchers:
            searcher.close()
        self._searchers = []
        if self.notebook:
            self.notebook.close()
        self.state.close()

    def _unindexed(self) -> "list[IndexSource]":
        """Return what has no good index, the packs with the fewest sections first."""
        from reader.search.checksums import index_is_good

        sections = {pack.manifest.id: pack.compiled.counts()[1] for pack in self.shelf.packs() if pack.compiled}
        missing = [source for source in self._index_sources() if not index_is_good(source.index_folder)]
        return sorted(missing, key=lambda source: sections.get(source.pack, 0))

    def _index_sources(self) -> "list[IndexSource]":
        from reader.search.sources import IndexSource

        return [
            IndexSource(
                pack=shelved.manifest.id,
                compiled_folder=shelved.compiled.folder,
                index_folder=_index_folder(self.home, shelved.digest),
                language=shelved.manifest.language,
            )
            for shelved in self.shelf.packs()
            if shelved.compiled
        ]

    def _former_index(self, pack_id: str) -> "FormerIndex | None":
        """Return the index of the previous edition of a pack, if both are still there."""
        from reader.search.building.build import FormerIndex

        shelved = self.shelf.pack(pack_id)
        if shelved is None or shelved.previous is None:
            return None
        former = FormerIndex(compiled_folder(self.home, shelved.previous), _index_folder(self.home, shelved.previous))
        return former if former.compiled_folder.exists() and former.index_folder.exists() else None

    def _remove_old_indexes(self) -> None:
        """Keep what is searched, and what was until an edition was replaced: a searcher may still have it open."""
        digests = {digest for pack in self.shelf.packs() for digest in (pack.digest, pack.previous) if digest}
        kept = {_index_folder(self.home, digest) for digest in digests}
        for folder in self.home.indexes.iterdir():
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _index_folder(home: Home, digest: str) -> Path:
    """Return where the index of an edition lies: made from its compiled form, it depends on both versions."""
    from reader.search.checksums import INDEX_VERSION

    return home.indexes / f"{digest}-{COMPILED_VERSION}.{INDEX_VERSION}"


def _build(source: "IndexSource", former: "FormerIndex | None", progress: Progress, cancelled: Cancelled) -> None:
    from reader.search.building.build import make_index

    try:
        make_index(source.compiled_folder, source.index_folder, former, progress, cancelled)
    except ChildError as error:
        raise SearchError(
            f"The search index of {source.pack} could not be built: {error}.", "Titles are searched meanwhile."
        ) from error
