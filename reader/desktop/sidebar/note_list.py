"""The reader's own notes that hold the words: a short list of its own, under what the library has."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from reader.desktop.inquiry.answer import FoundNote
from reader.desktop.rows import RowDelegate, draw_line, inside, show_keyboard, sized
from reader.desktop.sidebar.wrapped import Room, wrapped
from reader.desktop.theme import Theme

NOTE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

_MARGIN, _PADDING = 11, 6
_EDGE = 3  # px of the highlight's colour before its words


class NoteModel(QAbstractListModel):
    """Show found notes, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[FoundNote, ...] = ()

    def show_notes(self, notes: Sequence[FoundNote]) -> None:
        """Show these notes in place of the former ones."""
        if tuple(notes) != self.notes:
            self.beginResetModel()
            self.notes = tuple(notes)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of notes."""
        return 0 if parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid() or index.row() >= len(self.notes):
            return None
        note = self.notes[index.row()]
        if role == NOTE:
            return note
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{note.where}. {note.text}"
        return None


class NoteDelegate(RowDelegate):
    """Paint a note: where it stands, and a line of it with the matched words in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        lines = QFontMetrics(sized(option.font, -2)).height() + QFontMetrics(sized(option.font, -1)).height()
        return QSize(0, lines + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        note: FoundNote = index.data(NOTE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        area = inside(option, _MARGIN, _MARGIN).adjusted(0, _PADDING, 0, -_PADDING)
        if note.colour:
            edge = QRect(inside(option, _MARGIN - _EDGE - 4, 0).topLeft(), QSize(_EDGE, area.height()))
            edge = QStyle.visualRect(option.direction, option.rect, edge.translated(0, _PADDING))
            painter.fillRect(edge, QColor(self.theme.colour(f"{note.colour}-line")))
        painter.setFont(sized(option.font, -2))
        painter.setPen(QColor(self.theme.muted))
        where = QRect(area.topLeft(), QSize(area.width(), painter.fontMetrics().height()))
        draw_line(painter, option, where, note.where)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        text = wrapped(note.text.replace("\n", " "), Room(sized(option.font, -1), area.width(), 1, align), note.marks)
        painter.setPen(QColor(self.theme.ink))
        text.draw(painter, QPointF(area.left(), where.bottom() + 1))
        painter.restore()


class NoteList(QListView):
    """Show found notes as high as they are; moving through them previews, a click or Enter opens."""

    previewed = Signal(object)  # FoundNote
    opened = Signal(object)  # FoundNote
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foundNotes")
        self.setAccessibleName(self.tr("Found in my notes"))
        self._model = NoteModel(self)
        self._delegate = NoteDelegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.opened.emit(index.data(NOTE)))
        self.selectionModel().currentChanged.connect(self._preview)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_notes(self, notes: Sequence[FoundNote]) -> None:
        """Show these notes, none of them chosen."""
        self._model.show_notes(notes)

    def height_of(self, rows: int) -> int:
        """Return how high so many rows are."""
        return rows * self.sizeHintForRow(0) if self._model.notes else 0

    def count(self) -> int:
        """Return how many notes there are to move through."""
        return len(self._model.notes)

    def notes(self) -> tuple[FoundNote, ...]:
        """Return the notes that are shown."""
        return self._model.notes

    def row(self) -> int:
        """Return the chosen row, -1 if none is."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row; -1 chooses none."""
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def chosen(self) -> FoundNote | None:
        """Return the chosen note."""
        note: FoundNote | None = self.currentIndex().data(NOTE)
        return note

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        show_keyboard(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter and leave with Esc, as from the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (note := self.chosen()) is not None:
            self.opened.emit(note)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _preview(self, index: QModelIndex) -> None:
        if index.isValid():
            self.previewed.emit(index.data(NOTE))
