"""Lay rich text out in a calm column, in the page's own fonts, and load nothing from anywhere but the pack."""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.desktop.page.bullets import INDENT, quieten_bullets
from reader.desktop.page.column import DOCUMENT_MARGIN, place_column, text_width
from reader.desktop.page.figures import FigureFile, Figures
from reader.desktop.page.fitting import fit_words, needed_width
from reader.desktop.page.margins import Margins
from reader.desktop.page.style import base_font, page_style
from reader.desktop.page.tables import all_wide
from reader.desktop.theme import Theme, palette


class PageView(QTextBrowser):
    """A view of one HTML page: it knows themes, text sizes and figures, but no topic."""

    zoomWanted = Signal(int)  # +1 larger, -1 smaller: the wheel was turned with Ctrl

    scale = 1.0  # of the text; set here, because Qt tells of fonts before a constructor is done

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margins = Margins(self)
        self.setObjectName("page")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._hide_idle_handle)
        self.horizontalScrollBar().rangeChanged.connect(self._hold_still)
        self.document().setDocumentMargin(DOCUMENT_MARGIN)
        self._over_figure = False
        self._kept_free = 0
        self._least_width = 0  # px that the tables need as designed
        self._squeezed = False  # whether they are smaller than that
        self.theme = theme
        self.figures = Figures(None, theme, text_width(self.scale), self.devicePixelRatioF())
        self.setPalette(palette(theme))

    def set_page(self, html: str, figure_file: FigureFile | None) -> None:
        """Show a page, dressed in the theme and text size of now."""
        self.setExtraSelections([])
        self.setPalette(palette(self.theme))
        self.figures = Figures(figure_file, self.theme, text_width(self.scale), self.devicePixelRatioF(), self.scale)
        document = self.document()
        document.setDefaultFont(base_font(self.scale))
        document.setDefaultStyleSheet(page_style(self.theme, self.scale))
        document.setIndentWidth(INDENT * self.scale)
        self._lay_out(html)
        self._least_width = needed_width(self)
        self._squeezed = self._least_width > self.viewport().width()
        if self._squeezed:
            self._lay_out(all_wide(html))
        fit_words(self)

    def needs_other_tables(self) -> bool:
        """Return whether the tables, set anew, would be smaller so as to fit, or need no longer be."""
        least = self._least_width if self._squeezed else needed_width(self)
        return (least > self.viewport().width()) != self._squeezed

    def place_column(self) -> None:
        """Put the column in the middle of the width that there is."""
        column = place_column(self.width() - self.verticalScrollBar().sizeHint().width(), self.scale)
        self.setViewportMargins(column.left, self._kept_free, column.right, 0)

    def keep_free(self, height: int) -> None:
        """Show nothing in so many px at the top, where something floats; what is in sight stays where it is."""
        scrolled = self.verticalScrollBar().value() + height - self._kept_free
        self._kept_free = height
        self.place_column()
        self.verticalScrollBar().setValue(scrolled)

    def rectangle(self, start: int, end: int) -> QRect:
        """Return where a range of the document is seen, in the widget's px."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        first = self.cursorRect(cursor)
        cursor.setPosition(end)
        return first.united(self.cursorRect(cursor)).translated(self.viewport().pos())

    def in_document(self, point: QPointF) -> QPointF:
        """Return a point of the viewport as the document counts it."""
        return point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _lay_out(self, html: str) -> None:
        self.setHtml(html)
        quieten_bullets(self.document(), self.theme)

    def _hide_idle_handle(self, _least: int, most: int) -> None:
        """Draw no handle where there is nothing to scroll; the bar's width stays, so that the column does."""
        self.verticalScrollBar().setEnabled(most > 0)

    def _hold_still(self, _least: int, most: int) -> None:
        """Scroll sideways only with a bar to be seen; a table that reaches into the paper is no reason to."""
        if most and self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            self.horizontalScrollBar().setMaximum(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401  # Qt's variant
        """Give a figure of the pack; of everything else, nothing."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self.figures.image(name.toString() if isinstance(name, QUrl) else name)
        return ""

    def event(self, event: QEvent) -> bool:
        """Move the margins before Qt lays anything out, and let the margins scroll and select like the text."""
        if event.type() == QEvent.Type.Resize:
            self.place_column()
        return self._margins.take(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break words again where the column has become another one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            fit_words(self)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the page's own font, whatever the window's is."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.document().setDefaultFont(base_font(self.scale))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer that a figure can be opened."""
        super().mouseMoveEvent(event)
        over = bool(self.document().documentLayout().imageAt(self.in_document(event.position())))
        if over != self._over_figure:
            self._over_figure = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another text size with Ctrl: Qt would change the font behind the style sheet's back."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoomWanted.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
