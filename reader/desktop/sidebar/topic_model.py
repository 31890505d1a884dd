"""Hold the sidebar's topics: packs, groups, first letters and topics, fetched as they come into sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.rows import EntryPlace
from reader.library.model import TopicEntry

PAGE = 100  # rows fetched at once: several screens full
SPLIT_ABOVE = 300  # a larger group is split by first letters

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


class Kind(Enum):
    """What a row is."""

    PACK = "pack"
    GROUP = "group"
    INITIAL = "initial"
    TOPIC = "topic"


class Role(IntEnum):
    """What a row tells beyond its title."""

    KIND = Qt.ItemDataRole.UserRole
    ENTRY = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    READING = Qt.ItemDataRole.UserRole + 3


@dataclass(slots=True, eq=False)
class Branch:
    """A row that holds others: either branches, all known at once, or topics, fetched page by page."""

    number: int
    kind: Kind | None  # None for the root
    title: str = ""
    parent: "Branch | None" = None
    row: int = 0
    pack: CompiledPack | None = None
    group: str = ""
    initial: str | None = None
    total: int = 0  # topics below it
    splits: bool = False  # its first letters are still to be fetched
    branches: list["Branch"] = field(default_factory=list)
    entries: list[TopicEntry] = field(default_factory=list)

    @property
    def holds_topics(self) -> bool:
        """Tell whether the rows below are topics."""
        return self.pack is not None and not self.branches and not self.splits

    @property
    def rows(self) -> int:
        """Return how many rows are fetched."""
        return len(self.branches) or len(self.entries)


class TopicModel(QAbstractItemModel):
    """Show compiled packs as a tree; an index carries the number of the branch that holds it."""

    damaged = Signal()  # a pack's file can't be read any more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Branch] = [Branch(0, None)]
        self._reading: tuple[str, str] | None = None

    def show_packs(self, packs: Sequence[CompiledPack]) -> None:
        """Show the groups of one pack, or several packs, each under its title."""
        self.beginResetModel()
        self._all = [Branch(0, None)]
        root = self._all[0]
        for pack in packs:
            above = root if len(packs) == 1 else self._add(root, Kind.PACK, pack.manifest.title, pack)
            for group, total in self._read(pack.groups):
                branch = self._add(above, Kind.GROUP, group.title, pack)
                branch.group, branch.total, branch.splits = group.id, total, total > SPLIT_ABOVE
                above.total += total
            root.total = sum(branch.total for branch in root.branches)
        self.endResetModel()

    def total(self) -> int:
        """Return the number of topics, fetched or not."""
        return self._all[0].total

    def mark_reading(self, pack: str, topic: str) -> QModelIndex:
        """Mark the topic that is being read, and return its row, which is fetched if need be."""
        self._reading = (pack, topic)
        return self.find(pack, topic)

    def find(self, pack: str, topic: str) -> QModelIndex:
        """Return a topic's row, fetching as far as it; an invalid index if there is no such topic."""
        for branch in self._all:
            if branch.kind is Kind.GROUP and branch.pack is not None and branch.pack.manifest.id == pack:
                place = self._place(branch.pack, topic)
                if place is None:
                    return QModelIndex()
                if place.group_id == branch.group:
                    return self._unfold(branch, place)
        return QModelIndex()

    def _place(self, pack: CompiledPack, topic: str) -> EntryPlace | None:
        found = self._read(lambda: [pack.place(topic)])
        return found[0] if found else None

    def _unfold(self, branch: Branch, place: EntryPlace) -> QModelIndex:
        row = place.row
        if branch.splits:
            self.fetchMore(self._index_of(branch))
        if branch.branches:
            branch = next(below for below in branch.branches if below.initial == place.letter)
            row = place.row_in_letter
        here = self._index_of(branch)
        while len(branch.entries) <= row and self.canFetchMore(here):
            self.fetchMore(here)
        return self.createIndex(row, 0, branch.number) if row < len(branch.entries) else QModelIndex()

    # What Qt asks of a model.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        """Return the index of a fetched row."""
        branch = self._branch(parent)
        if branch is None or column != 0 or not 0 <= row < branch.rows:
            return QModelIndex()
        return self.createIndex(row, 0, branch.number)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override] # the stubs know QObject.parent() only
        """Return the index of the branch that holds a row."""
        if not child.isValid():
            return QModelIndex()
        return self._index_of(self._all[child.internalId()])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are fetched."""
        branch = self._branch(parent)
        return branch.rows if branch is not None else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's signature
        """Return the one column."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Tell whether a row holds others, fetched or not."""
        branch = self._branch(parent)
        return branch is not None and (branch.total > 0 or branch.rows > 0)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether rows are still to be fetched."""
        branch = self._branch(parent)
        return branch is not None and (branch.splits or (branch.holds_topics and len(branch.entries) < branch.total))

    def fetchMore(self, parent: Index) -> None:
        """Fetch a group's first letters, or the next page of topics."""
        branch = self._branch(parent)
        if branch is None or branch.pack is None or not self.canFetchMore(parent):
            return
        if branch.splits:
            self._fetch_initials(branch, branch.pack)
        else:
            self._fetch_entries(branch, branch.pack)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a row shows and tells."""
        if not index.isValid():
            return None
        branch = self._branch(index)
        return self._topic_data(index, role) if branch is None else _branch_data(branch, role)

    def _topic_data(self, index: Index, role: int) -> object:
        entry = self._all[index.internalId()].entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.title}\n{entry.summary}".strip()
        if role == Role.READING:
            return (entry.pack, entry.id) == self._reading
        return {int(Role.KIND): Kind.TOPIC, int(Role.ENTRY): entry}.get(role)

    # Branches.

    def _read(self, rows: Callable[[], list[T]]) -> list[T]:
        """Return rows of a pack; none, and a word to whoever can mend it, where its file is damaged."""
        try:
            return rows()
        except EditionError:
            self.damaged.emit()
            return []

    def _branch(self, index: Index) -> Branch | None:
        """Return the branch at an index, the root for an invalid one, None for a topic."""
        if not index.isValid():
            return self._all[0]
        above = self._all[index.internalId()]
        return above.branches[index.row()] if above.branches else None

    def _index_of(self, branch: Branch) -> QModelIndex:
        if branch.parent is None:
            return QModelIndex()
        return self.createIndex(branch.row, 0, branch.parent.number)

    def _add(self, above: Branch, kind: Kind, title: str, pack: CompiledPack) -> Branch:
        branch = Branch(len(self._all), kind, title, above, len(above.branches), pack)
        above.branches.append(branch)
        self._all.append(branch)
        return branch

    def _fetch_initials(self, branch: Branch, pack: CompiledPack) -> None:
        initials = self._read(lambda: pack.initials(branch.group))
        branch.splits = False
        if not initials:
            return
        self.beginInsertRows(self._index_of(branch), 0, len(initials) - 1)
        for initial, total in initials:
            below = self._add(branch, Kind.INITIAL, initial, pack)
            below.group, below.initial, below.total = branch.group, initial, total
        self.endInsertRows()

    def _fetch_entries(self, branch: Branch, pack: CompiledPack) -> None:
        known = len(branch.entries)
        entries = self._read(lambda: pack.entries(branch.group, initial=branch.initial, offset=known, limit=PAGE))
        if not entries:
            branch.total = known
            return
        self.beginInsertRows(self._index_of(branch), known, known + len(entries) - 1)
        branch.entries.extend(entries)
        self.endInsertRows()


def _branch_data(branch: Branch, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return branch.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{branch.title}, {branch.total}"
    return {int(Role.KIND): branch.kind, int(Role.COUNT): branch.total}.get(role)
