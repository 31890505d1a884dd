"""Show which marks have changed with an edition, and take the reader's decisions."""

from PySide6.QtCore import QObject

from reader.desktop.notebook_view.choice import Choice, Show
from reader.desktop.notice import NoticeKind
from reader.desktop.panel.panel import REVIEW
from reader.desktop.panel.review import ReviewText
from reader.desktop.parts import Parts
from reader.desktop.reading import Reading
from reader.desktop.reviewing import Reviewing
from reader.errors import EditionError, ReaderError
from reader.library.shelf.shelf import Shelf
from reader.notebook.anchoring import Kind
from reader.notebook.marks import newest_settled, words_of_targets
from reader.notebook.replacing import Reviewable, Tally


class ReviewPresenter(QObject):
    """Tie the list of marks that wait to the page, where new words are selected for them."""

    def __init__(self, parts: Parts, reviewing: Reviewing, reading: Reading, shelf: Shelf) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reviewing = reviewing
        self._reading = reading
        self._shelf = shelf
        tab = parts.panel.review
        reviewing.changed.connect(self._show)
        reviewing.placed.connect(self._tell)
        reviewing.failed.connect(self._tell_failure)
        tab.chosen.connect(self._go_to)
        tab.accepted.connect(reviewing.accept)
        tab.kept.connect(reviewing.keep_unplaced)
        tab.reanchored.connect(self._ask_for_words)

    def _show(self) -> None:
        self._parts.panel.show_review([self._text(one) for one in self._reviewing.waiting()])

    def _text(self, one: Reviewable) -> ReviewText:
        return ReviewText(
            id=one.mark.id,
            where=self._where(one),
            note=one.mark.note,
            old=words_of_targets(newest_settled(one.mark)),
            pieces=tuple(piece for difference in one.differences for piece in difference.pieces),
            critical=one.critical,
            placed=one.kind is Kind.CHANGED,
        )

    def _where(self, one: Reviewable) -> str:
        target = one.mark.targets[0]
        title = ""
        try:
            entry = self._shelf.find_topic(one.placements[0].topic or target.topic, target.pack)
            title = entry.title if entry else self.tr("{topic} (removed)").format(topic=target.topic)
        except EditionError:
            title = target.topic
        return " · ".join(part for part in (title, *target.heading_path[-1:]) if part)

    def _go_to(self, mark_id: str) -> None:
        one = self._one(mark_id)
        if one is None:
            return
        at = next((place for place in one.placements if place.section), one.placements[0])
        self._reading.open(at.topic, one.mark.targets[0].pack, at.section, at.start)

    def _ask_for_words(self, mark_id: str) -> None:
        """Go where the words may be, and wait until others are selected."""
        self._go_to(mark_id)
        self._parts.page.setFocus()
        self._parts.centre.notice.tell(
            self.tr("Select the words on the page that this mark belongs to."),
            NoticeKind.WARNING,
            action=self.tr("Use the selected words"),
            do=lambda: self._reanchor(mark_id),
        )

    def _reanchor(self, mark_id: str) -> None:
        one, now = self._one(mark_id), self._reading.now
        if one is None or now is None:
            return
        sections = {section.id: section for section in now.topic.sections}
        spans = [(sections[span.section], span.start, span.end) for span in self._parts.page.selected_spans()]
        same_pack = now.topic.pack == one.mark.targets[0].pack
        if not same_pack or not self._reviewing.reanchor(mark_id, now.topic.id, spans):
            self._ask_again(mark_id)

    def _ask_again(self, mark_id: str) -> None:
        self._parts.centre.notice.tell(
            self.tr("No words of its pack are selected. Select them on the page first."),
            NoticeKind.WARNING,
            action=self.tr("Use the selected words"),
            do=lambda: self._reanchor(mark_id),
        )

    def _one(self, mark_id: str) -> Reviewable | None:
        return next((one for one in self._reviewing.waiting() if one.mark.id == mark_id), None)

    def _tell(self, tally: Tally) -> None:
        waits = bool(tally.changed or tally.unplaced)
        self._parts.centre.notice.tell(
            f"{tally.sentence}.",
            NoticeKind.WARNING if waits else NoticeKind.INFO,
            action=self.tr("Review") if waits else "",
            do=self.open_list if waits else None,
        )

    def open_list(self) -> None:
        """Lead the reader to the marks that wait, or have no place."""
        first = self._parts.panel.review.first()
        if first is None:  # notes and bookmarks, of whose words nothing can have changed
            self._parts.centre.notebook.choose(Choice(show=Show.UNPLACED))
            self._parts.wishes["notebook"].trigger()
            return
        self._parts.wishes["panel"].setChecked(True)
        self._parts.panel.show_tab(REVIEW)
        first.setFocus()

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self._parts.centre.notice.tell(str(error), NoticeKind.WARNING)
