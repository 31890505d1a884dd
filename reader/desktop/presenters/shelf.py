"""Show what is on the shelf, and what becomes of a pack that is being installed."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from reader.desktop.installing import Installing
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.errors import EditionError, ReaderError
from reader.library.model import TopicEntry
from reader.library.shelf.shelf import Installed, Shelf, ShelvedPack
from reader.notebook.replacing import Tally
from reader.search.checksums import DamagedIndexError

_MOST_MENDED = 3  # indexes, in one session


class ShelfPresenter(QObject):
    """Tell the tree, the start page and the status line what there is to read."""

    reviewAsked = Signal()  # for marks that an edition has changed

    def __init__(self, parts: Parts, installing: Installing, reading: Reading, shelf: Shelf) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._installing = installing
        self._reading = reading
        self._shelf = shelf
        self._mending = False
        self._indexes_mended = 0
        installing.shelfChanged.connect(self._change)
        installing.installed.connect(self._tell_installed)
        installing.cancelled.connect(self._tell_cancelled)
        installing.failed.connect(self._tell_failure)
        parts.centre.start.beginAsked.connect(self._begin)
        parts.centre.start.installAsked.connect(self._choose)
        parts.wishes["install"].triggered.connect(self._choose)
        reading.damaged.connect(self._mend)
        parts.sidebar.topics.damaged.connect(self._mend)
        installing.settled.connect(self._mended)
        self.show()

    def show(self) -> None:
        """Show the packs that are on the shelf."""
        packs = self._shelf.packs()
        compiled = [pack.compiled for pack in packs if pack.compiled is not None]
        self._parts.sidebar.topics.show_packs(compiled)
        self._parts.centre.start.show_packs([pack.manifest for pack in compiled])
        self._parts.status.show_facts(self._facts())
        if self._reading.now is not None:
            topic = self._reading.now.topic
            self._parts.sidebar.topics.show_reading(topic.pack, topic.id)

    def mend_search(self, error: Exception) -> None:
        """Build a search index again that a search has found damaged; a disk that spoils each of them isn't kept busy."""
        if isinstance(error, DamagedIndexError) and self._indexes_mended < _MOST_MENDED and not self._mending:
            self._indexes_mended += 1
            self._mend()

    def _facts(self) -> str:
        packs = [pack for pack in self._shelf.packs() if pack.compiled is not None]
        counts = [pack.compiled.counts() for pack in packs if pack.compiled is not None]
        topics, sections = sum(count[0] for count in counts), sum(count[1] for count in counts)
        facts = [self.tr("Offline"), self.tr("{topics:,} topics, {sections:,} sections").format(topics=topics, sections=sections)]
        if len(packs) == 1:
            manifest = packs[0].manifest
            facts.append(self.tr("{title}, edition {edition}").format(title=manifest.title, edition=manifest.edition))
        elif packs:
            facts.append(self.tr("{count} packs").format(count=len(packs)))
        return "  ·  ".join(facts)

    def _change(self) -> None:
        self.show()
        self._reading.reload()

    def _begin(self) -> None:
        """Open the first topic of the shelf."""
        for pack in self._shelf.packs():
            first = self._first(pack)
            if first is not None:
                self._reading.open(first.id, first.pack)
                self._parts.page.setFocus()
                return

    def _first(self, pack: ShelvedPack) -> TopicEntry | None:
        try:
            return pack.compiled.entry_at(0) if pack.compiled is not None else None
        except EditionError:
            self._mend()
            return None

    def _mend(self) -> None:
        """Make again what can't be read, unless that is being done."""
        if not self._mending:
            self._mending = True
            self._installing.prepare()

    def _mended(self) -> None:
        self._mending = False

    def _choose(self) -> None:
        chooser = QFileDialog(self._parts.window, self.tr("Install a pack: choose its folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda folder: self._installing.install(Path(folder)))
        chooser.open()

    def _tell_installed(self, installed: Installed, told: str, tally: Tally | None) -> None:
        # With warnings it says where to read them, and stays until it is read; so it does where marks wait for the reader.
        waits = tally is not None and bool(tally.changed or tally.unplaced)
        kind = NoticeKind.WARNING if installed.findings or waits else NoticeKind.INFO
        do = self.reviewAsked.emit if waits else None
        self._parts.centre.notice.tell(told, kind, action=self.tr("Review") if waits else "", do=do)

    def _tell_cancelled(self) -> None:
        self._parts.centre.notice.tell(self.tr("Cancelled: nothing was installed."))

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
