"""Show where the reader is: in the tree, in the outline, in the title, in the history's buttons."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from reader.desktop.margin import outline_lines
from reader.desktop.notice import NoticeKind
from reader.desktop.parts import Parts
from reader.desktop.reading import Opened, Reading
from reader.library.shelf.shelf import ShelvedPack


class ReadingPresenter(QObject):
    """Follow the reading, and pass on where the reader wants to go."""

    def __init__(self, parts: Parts, reading: Reading) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reading = reading
        self._refusal = ""
        wishes = parts.wishes
        reading.opened.connect(self._show)
        reading.moved.connect(self._follow)
        reading.historyChanged.connect(self._show_history)
        reading.refused.connect(self._tell_refusal)
        reading.gone.connect(self._tell_gone)
        parts.sidebar.topicOpened.connect(self._open)
        parts.panel.outline.chosen.connect(self._go_to)
        parts.page.addressClicked.connect(self._show_address)
        parts.page.zoomWanted.connect(self._zoom)
        wishes["back"].triggered.connect(self._go_back)
        wishes["start"].triggered.connect(lambda: self._turn_from_page(parts.centre.show_start))
        wishes["notebook"].triggered.connect(lambda: self._turn_from_page(parts.centre.show_notebook))
        wishes["forward"].triggered.connect(reading.forward)
        wishes["find"].triggered.connect(parts.page.open_find)
        self._show_history(back=False, forward=False)
        self._enable(shown=False)

    def _show(self, opened: Opened) -> None:
        topic = opened.topic
        if not opened.again:
            self._parts.centre.show_page()
        if self._refusal and self._parts.centre.notice.text() == self._refusal:
            self._parts.centre.notice.hide()  # what was refused, or something else, is open now
        self._parts.sidebar.topics.show_reading(topic.pack, topic.id)
        if self._parts.centre.shows_page:
            self._parts.window.setWindowTitle(f"{topic.meta.title} — Wardbook")
            self._enable(shown=True)

    def _turn_from_page(self, show: Callable[[], None]) -> None:
        """Show something in the page's place; Back returns to what was read, else to the start page."""
        self._reading.keep_place()
        show()
        self._parts.window.setWindowTitle("Wardbook")
        self._enable(shown=False)
        self._parts.wishes["back"].setEnabled(self._reading.now is not None or not self._parts.centre.shows_start)

    def _go_back(self) -> None:
        now = self._reading.now
        if self._parts.centre.shows_page:
            self._reading.back()
        elif now is None:
            self._turn_from_page(self._parts.centre.show_start)
        else:
            self._reading.open_where_left(now.topic.id, now.topic.pack)
            self._parts.page.setFocus()

    def _zoom(self, step: int) -> None:
        look = self._parts.look
        look.larger() if step > 0 else look.smaller()

    def _tell_gone(self, before: Opened, pack: ShelvedPack) -> None:
        """Take a page away that nobody should rely on any more, and say why."""
        manifest, notice = pack.manifest, self._parts.centre.notice
        reasons = [item.reason for item in manifest.withdrawn if item.topic == before.topic.id]
        told = self.tr("“{topic}” is no longer in {pack}, edition {edition}.").format(
            topic=before.topic.meta.title, pack=manifest.title, edition=manifest.edition
        )
        if self._parts.centre.shows_page:
            self._turn_from_page(self._parts.centre.show_start)
        notice.tell(" ".join(filter(None, (told, *reasons, notice.text()))), NoticeKind.WARNING)

    def _tell_refusal(self, why: str) -> None:
        self._refusal = why
        self._parts.centre.notice.tell(why, NoticeKind.WARNING)

    def _follow(self, section: str) -> None:
        if self._reading.now is not None:
            self._parts.panel.outline.show_lines(outline_lines(self._reading.now.topic, section))

    def _show_history(self, back: bool, forward: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._parts.wishes["back"].setEnabled(back)
        self._parts.wishes["forward"].setEnabled(forward)

    def _enable(self, *, shown: bool) -> None:
        for name in ("find", "next_match", "previous_match", "bookmark", "highlight", "note", "section_note", "topic_note"):
            self._parts.wishes[name].setEnabled(shown)

    def _open(self, pack: str, topic: str) -> None:
        self._parts.page.set_matches(None)
        self._reading.open_where_left(topic, pack)

    def _go_to(self, section: str) -> None:
        if self._reading.now is not None:
            topic = self._reading.now.topic
            self._reading.open(topic.id, topic.pack, section)

    def _show_address(self, address: str) -> None:
        told = self.tr("Wardbook opens nothing outside. The address is {address}").format(address=address)
        self._parts.centre.notice.tell(told)
