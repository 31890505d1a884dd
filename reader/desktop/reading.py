"""Open topics, go back and forward, preview and return, and remember the place in each topic."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desktop.history import History, Stop
from reader.desktop.inquiry.answer import Standing
from reader.desktop.jobs import Jobs, Lane
from reader.desktop.opinions import Opinions
from reader.desktop.page import shown
from reader.desktop.page.page import Page
from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import Section, Topic
from reader.library.places import lacking
from reader.library.shelf.shelf import Shelf, ShelvedPack
from reader.notebook.state import Place, State

_KEEP_AFTER = 1000  # milliseconds of rest, after which the place is worth writing down


@dataclass(frozen=True, slots=True)
class Opened:
    """A topic that was opened, and the pack it stands in."""

    topic: Topic
    pack: ShelvedPack
    again: bool = False  # in another edition, in which nobody asked for it


class Reading(QObject):
    """Know which topic is shown and where in it the reader is."""

    opened = Signal(object)  # Opened
    moved = Signal(str)  # the section that is read
    historyChanged = Signal(bool, bool)  # can go back, can go forward
    refused = Signal(str)  # one sentence: why nothing was opened
    gone = Signal(object, object)  # Opened, and the ShelvedPack whose present edition has that topic no longer
    damaged = Signal()  # what was to be opened must be made again
    returned = Signal(object)  # Stop: the reader went back there, or forward

    def __init__(self, shelf: Shelf, state: State, page: Page, jobs: Jobs, opinions: Opinions) -> None:
        super().__init__(page)
        self._shelf = shelf
        self._state = state
        self._page = page
        self._jobs = jobs
        self._opinions = opinions
        self._history: History[Stop] = History()
        self._now: Opened | None = None
        self._before_preview: Place | None = None
        self._previewing = False
        self._wanted: Place | None = None  # what could not be opened because it must be made again
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keep.timeout.connect(self.keep_place)
        page.placeChanged.connect(self._move)
        page.linkFollowed.connect(self.follow)
        page.jumping.connect(self._remember)
        page.jumped.connect(self._visit)

    @property
    def now(self) -> Opened | None:
        """What is shown."""
        return self._now

    def section(self) -> Section | None:
        """Return the section that is read."""
        place = self._page.current_place()
        if self._now is None or place is None:
            return None
        return next((section for section in self._now.topic.sections if section.id == place.section), None)

    # Where to.

    def open(
        self, topic: str, pack: str | None = None, section: str = "", offset: int = 0, *, results: Standing | None = None
    ) -> bool:
        """Open a topic at a section; at its top without one. Former ids lead there too.

        `results` are those from which it is opened: whoever comes back finds them again.
        """
        self._remember()
        self._end_preview()
        if not self._show(Place(pack or "", topic, section, offset)):
            return False
        if (left := self._history.here) is not None and results is not None and not left.is_hit:
            self._history = self._history.moved(replace(left, results=results))
        self._visit(results)
        return True

    def lacks(self, topic: str, pack: str | None = None, section: str = "") -> str:
        """Say in one sentence that there is no such topic or section; nothing where there is, even if it is damaged."""
        return str(lacking(self._shelf, topic, section or None, pack) or "")

    def open_where_left(self, topic: str, pack: str) -> bool:
        """Open a topic where the reader left it."""
        left = self._state.place_in(pack, topic)
        return self.open(topic, pack, left.section, left.offset) if left else self.open(topic, pack)

    def open_last(self) -> bool:
        """Open the last topic at its last place; return whether there is one."""
        last = self._state.last_place()
        if last is None or not self._is_there(last):
            return False
        return self.open(last.topic, last.pack, last.section, last.offset)

    def preview(self, topic: str, pack: str, section: str) -> None:
        """Show a topic without going there: `end_preview` returns."""
        if not self._previewing:
            self._remember()
            self._before_preview = self._here()
            self._previewing = True
        self._show(Place(pack, topic, section))

    def end_preview(self) -> None:
        """Return to where the reader was before the first preview."""
        before = self._before_preview
        was_previewing = self._previewing
        self._end_preview()
        if was_previewing and before is not None:
            self._show(before)

    def follow(self, link: str) -> None:
        """Follow a link of the page: ID, ID#SECTION or PACK/ID#SECTION."""
        target, _, section = link.partition("#")
        pack, slash, topic = target.rpartition("/")
        here = self._now.topic.pack if self._now else None
        self.open(topic, pack if slash else here, section)

    def back(self) -> None:
        """Go to the place before this one."""
        self._travel(forward=False)

    def forward(self) -> None:
        """Go to the place that the reader came back from."""
        self._travel(forward=True)

    def reload(self) -> None:
        """Show what had to be made again, else the same place, if its pack now has another edition on the shelf."""
        if self._wanted is not None:
            self._show(self._wanted)
            return
        here = self._here()
        if here is None or self._now is None:
            return
        pack = self._shelf.pack(here.pack)
        if pack is None or pack.digest == self._now.pack.digest:
            return
        if self._is_there(here):
            self._show(here, again=True)
        else:
            self.gone.emit(self._now, pack)

    def keep_place(self) -> None:
        """Write down where the reader is; a preview isn't where the reader is."""
        self._keep.stop()
        here = self._here()
        if here is not None and not self._previewing:
            self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: self._state.keep_place(here))

    # How.

    def _show(self, place: Place, *, again: bool = False) -> bool:
        self._wanted = None
        try:
            found = self._find(place)
            if found is None:
                self.refused.emit(self.tr("There is no topic {topic} on the shelf.").format(topic=place.topic))
                return False
            pack, compiled = found
            topic = compiled.topic(place.topic)
        except EditionError as error:
            self._wanted = place
            self.refused.emit(str(error))
            self.damaged.emit()
            return False
        self._now = Opened(topic, pack, again)
        at = shown.Place(place.section, place.offset) if place.section else None
        manifest = pack.manifest
        disclaimer = manifest.patient_disclaimer or manifest.disclaimer  # only pages for patients show it
        question = self._opinions.question(topic.pack, topic.id)
        self._page.show_topic(
            topic,
            manifest.edition,
            at,
            disclaimer=disclaimer,
            question=question,
            pack=manifest.title,
            released=manifest.released,
            figure=compiled.figure,
        )
        self.opened.emit(self._now)
        self.moved.emit(self._section_id())
        return True

    def _find(self, place: Place) -> tuple[ShelvedPack, CompiledPack] | None:
        entry = self._shelf.find_topic(place.topic, place.pack or None)
        pack = self._shelf.pack(entry.pack) if entry else None
        return (pack, pack.compiled) if pack is not None and pack.compiled is not None else None

    def _is_there(self, place: Place) -> bool:
        """Tell whether the shelf has the topic, as far as one can see: opening it tells what is wrong with it."""
        try:
            return self._find(place) is not None
        except EditionError:
            return True

    def _here(self) -> Place | None:
        if self._now is None:
            return None
        at = self._page.current_place()
        topic = self._now.topic
        return Place(topic.pack, topic.id, at.section if at else "", at.offset if at else 0)

    def _visit(self, results: Standing | None = None) -> None:
        here, last = self._here(), self._history.here
        if here is None:
            return
        stop = Stop(here, results, is_hit=results is not None)
        is_there = last is not None and last.place == here
        self._history = self._history.moved(stop) if is_there else self._history.visited(stop)
        self._jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: self._state.visit(here.pack, here.topic, here.section))
        self.keep_place()
        self._tell_history()

    def _remember(self) -> None:
        """Note in the history how far the reader got here, so that coming back leads to the same line."""
        here = self._here()
        if here is None or self._previewing:
            return
        last = self._history.here or Stop(here)
        self._history = self._history.moved(replace(last, place=here))
        self.keep_place()

    def _travel(self, *, forward: bool) -> None:
        self.end_preview()
        self._remember()
        self._history = self._history.forward() if forward else self._history.back()
        if (stop := self._history.here) is not None:
            self._show(stop.place)
            self._keep.start()
            self.returned.emit(stop)
        self._tell_history()

    def _end_preview(self) -> None:
        self._previewing = False
        self._before_preview = None

    def _move(self, section: str, _offset: int) -> None:
        self._keep.start()
        self.moved.emit(section)

    def _section_id(self) -> str:
        place = self._page.current_place()
        return place.section if place else ""

    def _tell_history(self) -> None:
        self.historyChanged.emit(self._history.can_go_back, self._history.can_go_forward)
