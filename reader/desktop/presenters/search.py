"""Show what is found in the topics' place, preview it on the page, and mark the matched words there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desktop.history import Stop
from reader.desktop.inquiry.answer import Answer, FoundNote, Standing
from reader.desktop.inquiry.asked import Scope
from reader.desktop.inquiry.meaning import Meaning
from reader.desktop.inquiry.searching import Searching
from reader.desktop.inquiry.wording import AS_TYPED, EVERYWHERE, scope_words, words_of
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.desktop.sidebar.scope_menu import Choices
from reader.errors import EditionError, ReaderError
from reader.library.shelf.shelf import Shelf
from reader.search.matches import find_matches
from reader.search.results import Hit

_BETWEEN_PREVIEWS = 90  # milliseconds: a key that is held down isn't held up by pages that nobody sees


class SearchPresenter(QObject):
    """Tie the sidebar, the search and the page together."""

    noteOpened = Signal(str)  # id of the mark, in the topic that is now shown

    def __init__(self, parts: Parts, searching: Searching, meaning: Meaning, reading: Reading, shelf: Shelf) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._searching = searching
        self._meaning = meaning
        self._reading = reading
        self._shelf = shelf
        self._preview_next: Hit | FoundNote | None = None
        self._pause = QTimer(self, singleShot=True, interval=_BETWEEN_PREVIEWS)
        self._pause.timeout.connect(self._preview_waiting)
        sidebar, results = parts.sidebar, parts.sidebar.results
        sidebar.queryChanged.connect(searching.search)
        sidebar.previewed.connect(self._preview)
        sidebar.opened.connect(self._open)
        sidebar.openedNothing.connect(meaning.settle)
        sidebar.left.connect(self._leave)
        results.moreWanted.connect(searching.go_on)
        results.head.linkFollowed.connect(self._follow)
        results.head.scopeCleared.connect(lambda: self._look_in(Scope()))
        results.head.menuWanted.connect(self._fill_menu)
        results.head.menu.chosen.connect(self._look_in)
        searching.found.connect(self._show)
        searching.cleared.connect(self._show_topics)
        searching.failed.connect(self._tell_failure)
        reading.returned.connect(self._return)
        parts.wishes["search"].triggered.connect(self._take_words)

    def open_hit(self, hit: Hit) -> bool:
        """Open a hit of the results at its section, with the matches marked; return whether it is there."""
        if not self._reading.open(hit.topic, hit.pack, hit.section, results=self._standing()):
            return False
        self._parts.page.set_matches(self._matcher())
        self._parts.page.setFocus()
        self._meaning.settle()
        return True

    def _show(self, answer: Answer) -> None:
        self._parts.sidebar.show_answer(answer)
        self._show_scope(answer.inquiry.scope)
        self._meaning.show(answer)

    def _show_topics(self) -> None:
        self._meaning.leave()
        self._parts.sidebar.show_topics()
        self._reading.end_preview()

    def _preview(self, found: Hit | FoundNote) -> None:
        """Preview at once, or the last of several that come in a moment."""
        self._preview_next = found
        if not self._pause.isActive():
            self._preview_waiting()

    def _preview_waiting(self) -> None:
        found, self._preview_next = self._preview_next, None
        if found is not None and self._parts.sidebar.shows_results:
            self._reading.preview(found.topic, found.pack, found.section or "")
            self._parts.page.set_matches(self._matcher())
            self._pause.start()

    def _open(self, found: Hit | FoundNote) -> None:
        self._preview_next = None
        if isinstance(found, Hit):
            if self._parts.sidebar.results.hits.row() < 0:
                self._parts.sidebar.results.hits.choose_quietly(0)
            self.open_hit(found)
        elif self._reading.open(found.topic, found.pack, found.section or "", results=self._standing()):
            self._parts.page.setFocus()
            self._meaning.settle()
            self.noteOpened.emit(found.mark)

    def _return(self, stop: Stop) -> None:
        """Show the results again that once stood beside the page, as they stood, and the matches on a page opened from them."""
        if stop.results is None:
            return
        self._searching.return_to(stop.results.answer)
        self._parts.sidebar.return_to(stop.results)
        self._show_scope(stop.results.answer.inquiry.scope)
        if stop.is_hit:
            self._parts.page.set_matches(self._matcher())
        else:
            self._parts.sidebar.field.setFocus()

    def _leave(self) -> None:
        """Empty the field, show the topics, and the page where the reader was before looking through the results."""
        if not self._parts.sidebar.field.text():
            self._parts.page.setFocus()
            return
        self._parts.sidebar.set_query("")
        self._searching.clear()
        self._parts.page.set_matches(None)
        self._parts.sidebar.field.setFocus()

    def _follow(self, link: str) -> None:
        if link == AS_TYPED:
            self._searching.insist()
        elif link == EVERYWHERE:
            self._look_in(Scope())
        elif words := words_of(link):
            self._parts.sidebar.field.setText(words)
        self._parts.sidebar.field.setFocus()

    def _look_in(self, scope: Scope) -> None:
        self._show_scope(scope)
        self._searching.look_in(scope)

    def _show_scope(self, scope: Scope) -> None:
        titles = {pack.manifest.id: pack.manifest.title for pack in self._shelf.packs()}
        self._parts.sidebar.results.head.show_scope(scope_words(scope, titles))

    def _fill_menu(self) -> None:
        packs = [pack.compiled for pack in self._shelf.packs() if pack.compiled is not None]
        groups: dict[str, None] = {}
        for pack in packs:
            try:
                groups |= {group.title: None for group, _ in pack.groups()}
            except EditionError:
                continue  # it is being made again
        choices = Choices(tuple((pack.manifest.id, pack.manifest.title) for pack in packs), tuple(groups))
        self._parts.sidebar.results.head.menu.show_choices(choices, self._searching.inquiry.scope)

    def _take_words(self) -> None:
        self._parts.wishes["sidebar"].setChecked(True)
        self._parts.sidebar.take_keyboard()

    def _standing(self) -> Standing | None:
        return self._parts.sidebar.results.standing()

    def _matcher(self) -> Callable[[str], Sequence[tuple[int, int]]] | None:
        answer = self._searching.answer
        if answer is None or not answer.results.words:
            return None
        words = answer.results.words
        return lambda text: find_matches(text, words)

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.ERROR)
