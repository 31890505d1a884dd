"""Follow what is clicked on the page: links within it, marks to their sources and back, highlights, figures."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextFormat
from PySide6.QtWidgets import QToolTip

from reader.desktop.page.captions import caption_of
from reader.desktop.page.citations import partner, whole_source
from reader.desktop.page.figure_view import FigureView
from reader.desktop.page.links import LinkKind, read_link
from reader.desktop.page.scrolling import scroll_to
from reader.desktop.page.text_map import CITE

if TYPE_CHECKING:
    from reader.desktop.page.page import Page


class Following(QObject):
    """Decide where a click on the page leads. Nothing here ever opens an address."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        self._came_from: dict[str, int] = {}  # where each mark was clicked, to lead back there
        page.anchorClicked.connect(self.follow)

    def follow(self, url: QUrl) -> None:
        """Follow a link, or say who should."""
        link = read_link(url.toString())
        if link.kind is LinkKind.TOPIC:
            self._page.linkFollowed.emit(link.target)
        elif link.kind is LinkKind.ANSWER:
            self._page.answered.emit(link.target)
        elif link.kind is LinkKind.OUTSIDE:
            self._page.addressClicked.emit(link.target)
        elif link.kind is LinkKind.CITATION:
            self._cross(link.target)
        elif link.kind is LinkKind.HERE:
            self._page.jumping.emit()
            if not self._page.go_to(link.target):
                self._page.scrollToAnchor(link.target)
            self._page.jumped.emit()

    def click(self, point: QPointF) -> None:
        """Open the figure or the highlight at a point of the viewport, unless a link is there."""
        page = self._page
        if page.anchorAt(point.toPoint()):
            return
        inside = page.in_document(point)
        if name := page.document().documentLayout().imageAt(inside):
            self.open_figure(name, self._format_at(inside).property(QTextFormat.Property.ImageAltText))
            return
        position = page.document().documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        mark = page.overlay.mark_at(position) if position >= 0 else None
        if mark is not None:
            page.markClicked.emit(mark.id)

    def open_figure(self, name: str, alternative: str | None = None) -> None:
        """Show a figure as large as the window allows."""
        figures, topic = self._page.figures, self._page.topic
        if figures.filling(name, self._page.size()) is not None:
            caption = caption_of(topic, name) if topic else ""
            FigureView(lambda room: figures.filling(name, room), caption, alternative or "", self._page).open()

    def show_tip(self, event: QEvent) -> bool:
        """Show what the word under the pointer stands for, as plain words."""
        if not isinstance(event, QHelpEvent):
            return False
        tip = self._format_at(self._page.in_document(QPointF(event.pos()))).toolTip()
        if tip:
            QToolTip.showText(event.globalPos(), f"<p>{escape(tip)}</p>", self._page.viewport())
        else:
            QToolTip.hideText()
            event.ignore()
        return True

    def _cross(self, href: str) -> None:
        """Go to the other end of a citation; back, to the mark that was clicked."""
        page, shown = self._page, self._page.shown
        other = partner(href)
        ends = [mark.position for mark in shown.marks if mark.href == other] if shown else []
        page.jumping.emit()
        if ends:
            self._came_from[href] = page.textCursor().position()
            back = self._came_from.pop(other, ends[0])
            end = min(ends, key=lambda end: abs(end - back))
            scroll_to(page, end)
            page.overlay.arrived = whole_source(page.document(), end)
        else:  # a footnote that is marked several times: each way back has an anchor of its own
            page.scrollToAnchor(href.removeprefix(CITE))
            page.overlay.arrived = None
        page.repaint_overlay()
        page.jumped.emit()

    def _format_at(self, inside: QPointF) -> QTextCharFormat:
        return self._page.document().documentLayout().formatAt(inside).toCharFormat()
