"""Undo and redo what was done to marks, and never out of the reader's sight."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from reader.desktop.marking.marking import Marking
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.errors import EditionError
from reader.library.shelf.shelf import Shelf
from reader.notebook.marks import Bookmark, Highlight, Mark, Note, Target
from reader.notebook.ordering import spot_of


class UndoPresenter(QObject):
    """Offer to bring back what was deleted, and show where an undone change took place."""

    def __init__(self, parts: Parts, marking: Marking, reading: Reading, shelf: Shelf) -> None:
        super().__init__(parts.centre)  # goes with the notice: the stack tells of its own end after that
        self._parts = parts
        self._marking = marking
        self._reading = reading
        self._shelf = shelf
        self._offer = ""  # what the notice says whose button undoes or redoes the last change
        stack, wishes = marking.doing.stack, parts.wishes
        marking.deleted.connect(self._tell_deletion)
        stack.indexChanged.connect(self._withdraw)
        for name, does, can, signal in (
            ("undo", self.undo, stack.canUndo, stack.canUndoChanged),
            ("redo", self.redo, stack.canRedo, stack.canRedoChanged),
        ):
            wishes[name].setEnabled(can())
            wishes[name].triggered.connect(does)
            signal.connect(wishes[name].setEnabled)

    def undo(self) -> None:
        """Undo the last change; one in another topic is shown there."""
        self._parts.panel.notes.stop_editing()  # else it would write again what is undone
        if place := self._elsewhere(self._marking.doing.undo()):
            self._tell(self.tr("Undone in “{place}”.").format(place=place), self.tr("Redo"), self.redo)

    def redo(self) -> None:
        """Do again what was undone last; what is in another topic is shown there."""
        self._parts.panel.notes.stop_editing()
        if place := self._elsewhere(self._marking.doing.redo()):
            self._tell(self.tr("Done again in “{place}”.").format(place=place), self.tr("Undo"), self.undo)

    def _elsewhere(self, mark: Mark | None) -> str:
        """Return the name of a mark's place if that isn't read now, and open it if it is a highlight's."""
        now = self._reading.now
        page_is_shown = self._parts.centre.shows_page
        if mark is None or now is None:
            return ""
        if page_is_shown and _is_in(mark, now.topic.pack, now.topic.id):
            self._parts.page.reveal(mark.id)
            self._parts.panel.notes.reveal(mark.id)
            return ""
        if isinstance(mark, Bookmark):
            return mark.label  # the list holds those of all topics: nothing needs to be opened
        at = spot_of(mark)
        if not page_is_shown:
            return self._name(at.topic, at.pack)
        opened = self._reading.open(at.topic, at.pack, at.section, max(at.start, 0))
        return self._reading.now.topic.meta.title if opened and self._reading.now else at.topic

    def _name(self, topic: str, pack: str) -> str:
        try:
            entry = self._shelf.find_topic(topic, pack)
        except EditionError:
            entry = None
        return entry.title if entry else topic

    def _tell_deletion(self, mark: Mark) -> None:
        what = self.tr("Bookmark removed.") if isinstance(mark, Bookmark) else self.tr("Note deleted.")
        self._tell(what, self.tr("Undo"), self.undo)

    def _tell(self, what: str, action: str, does: Callable[[], None]) -> None:
        self._offer = what
        self._parts.centre.notice.tell(what, action=action, do=does)

    def _withdraw(self) -> None:
        """Take back an offer that no longer stands: its button would undo another change."""
        notice = self._parts.centre.notice
        if self._offer and notice.text() == self._offer:
            notice.hide()
        self._offer = ""


def _is_in(mark: Mark, pack: str, topic: str) -> bool:
    places: Sequence[Bookmark | Note | Target] = mark.targets if isinstance(mark, Highlight) else (mark,)
    return any((place.pack, place.topic) == (pack, topic) for place in places)
