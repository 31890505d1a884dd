"""Choose where to search: packs, groups, an audience, and what is the reader's own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.desktop.inquiry.asked import Scope
from reader.library.model import Audience


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    packs: tuple[tuple[str, str], ...] = ()  # ids and titles; offered where there are several
    groups: tuple[str, ...] = ()


class ScopeMenu(QMenu):
    """A menu that stays open while one ticks, and tells after each tick what is chosen now."""

    chosen = Signal(object)  # Scope

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = Scope()

    def show_choices(self, choices: Choices, scope: Scope) -> None:
        """Offer these, with what is chosen ticked."""
        self.clear()
        self._scope = scope
        self._add(self.tr("With my notes"), lambda now: replace(now, marked=not now.marked), ticked=scope.marked)
        self._add(self.tr("Bookmarked"), lambda now: replace(now, bookmarked=not now.bookmarked), ticked=scope.bookmarked)
        self.addSection("")
        for audience, name in ((Audience.CLINICIAN, self.tr("For clinicians")), (Audience.PATIENT, self.tr("For patients"))):
            self._add(name, partial(_for, audience), ticked=scope.audience is audience)
        if choices.groups:
            self.addSection("")
        for group in choices.groups:
            self._add(group, partial(_in_group, group), ticked=group in scope.groups)
        if len(choices.packs) > 1:
            self.addSection("")
            for pack, title in choices.packs:
                self._add(title, partial(_in_pack, pack), ticked=pack in scope.packs)
        self.addSection("")
        self._everywhere = self.addAction(self.tr("Search everywhere"))
        self._everywhere.triggered.connect(lambda: self.chosen.emit(Scope()))
        self._everywhere.setEnabled(bool(scope))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked, and stay open."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, and stay open; Enter ticks and closes."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _add(self, text: str, change: Callable[[Scope], Scope], *, ticked: bool) -> None:
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(lambda: self._take(change(self._scope)))

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True

    def _take(self, scope: Scope) -> None:
        self._scope = scope
        self._everywhere.setEnabled(bool(scope))
        for action, audience in zip(self._audiences(), (Audience.CLINICIAN, Audience.PATIENT), strict=True):
            action.setChecked(scope.audience is audience)
        self.chosen.emit(scope)

    def _audiences(self) -> tuple[QAction, QAction]:
        names = (self.tr("For clinicians"), self.tr("For patients"))
        first, second = (next(action for action in self.actions() if action.text() == name) for name in names)
        return first, second


def _for(audience: Audience, scope: Scope) -> Scope:
    return replace(scope, audience=None if scope.audience is audience else audience)


def _in_group(group: str, scope: Scope) -> Scope:
    return replace(scope, groups=scope.groups ^ {group})


def _in_pack(pack: str, scope: Scope) -> Scope:
    return replace(scope, packs=scope.packs ^ {pack})
