"""Everything that a reader can ask of the window, each with its name, its icon and its keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from reader.desktop.icons import themed_icon
from reader.desktop.theme import Theme

_MIRRORED = {"back": "forward", "forward": "back", "sidebar": "panel", "panel": "sidebar"}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to ask for."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    section: str = ""  # where it stands on the page of shortcuts; nowhere without one


def _wishes() -> tuple[Wish, ...]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    read, find, mark, window = tr("Read"), tr("Search and find"), tr("Mark"), tr("Window")
    return (
        Wish("search", tr("Search topics"), ("Ctrl+L", "/"), "search", section=find),
        Wish("find", tr("Find on this page"), ("Ctrl+F",), "find", section=find),
        Wish("next_match", tr("Next match, then the next result"), ("F3",), section=find),
        Wish("previous_match", tr("Previous match or result"), ("Shift+F3",), section=find),
        Wish("back", tr("Back"), ("Alt+Left",), "back", section=read),
        Wish("forward", tr("Forward"), ("Alt+Right",), "forward", section=read),
        Wish("history", tr("What was read…"), ("Ctrl+H",), section=read),
        Wish("larger", tr("Larger text"), ("Ctrl++", "Ctrl+="), section=read),
        Wish("smaller", tr("Smaller text"), ("Ctrl+-",), section=read),
        Wish("normal", tr("Normal text size"), ("Ctrl+0",), section=read),
        Wish("caret", tr("Caret on the page, to select words; again: none"), ("F7",), section=read),
        Wish("bookmark", tr("Bookmark this section"), ("Ctrl+D",), "bookmark", checkable=True, section=mark),
        Wish("highlight", tr("Highlight the selected words"), ("Ctrl+Shift+H",), "highlight", section=mark),
        Wish("note", tr("Write a note on the selected words"), ("Ctrl+Shift+N",), "note", section=mark),
        Wish("section_note", tr("Write a note on this section"), ("Ctrl+Shift+S",), section=mark),
        Wish("topic_note", tr("Write a note on the whole topic"), ("Ctrl+Shift+T",), section=mark),
        Wish("notebook", tr("Notebook: the marks of all topics"), ("Ctrl+B",), "notebook", section=mark),
        Wish("undo", tr("Undo"), ("Ctrl+Z",), section=mark),
        Wish("redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), section=mark),
        Wish("next_pane", tr("Next pane"), ("F6",), section=window),
        Wish("previous_pane", tr("Previous pane"), ("Shift+F6",), section=window),
        Wish("sidebar", tr("Topics pane"), ("F8",), "sidebar", checkable=True, section=window),
        Wish("panel", tr("Notes pane"), ("F9",), "panel", checkable=True, section=window),
        Wish("full_screen", tr("Full screen"), ("F11",), checkable=True, section=window),
        Wish("lock", tr("Lock the notebook"), ("Ctrl+Shift+L",), "lock", section=window),
        Wish("passphrase", tr("Passphrase and locking…")),
        Wish("install", tr("Install a pack…"), ("Ctrl+O",), "install", section=window),
        Wish("shortcuts", tr("Keyboard shortcuts"), ("F1",), section=window),
        Wish("start", tr("Start page")),
        Wish("sign", tr("Your name or initials…")),
        Wish("export_notes", tr("Export notes…")),
        Wish("import_notes", tr("Import notes…")),
        Wish("recent_searches", tr("Keep recent searches"), checkable=True),
        Wish("unanswered_searches", tr("Note searches that find nothing"), checkable=True),
        Wish("unanswered", tr("Searches that found nothing…")),
        Wish("quit", tr("Quit"), ("Ctrl+Q",), section=window),
    )


class Actions(QObject):
    """Hold one QAction for each wish; whoever fulfils it connects to it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wishes = _wishes()
        self._actions = {wish.name: self._made(wish) for wish in self.wishes}

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        """Give all actions."""
        return iter(self._actions.values())

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in these colours."""
        for wish in self.wishes:
            if wish.icon:
                icon = _MIRRORED.get(wish.icon, wish.icon) if QGuiApplication.isRightToLeft() else wish.icon
                self[wish.name].setIcon(themed_icon(icon, theme))

    def show_bookmarked(self, theme: Theme, *, bookmarked: bool) -> None:
        """Fill the bookmark's icon, or not."""
        self["bookmark"].setChecked(bookmarked)
        self["bookmark"].setIcon(themed_icon("bookmark-filled" if bookmarked else "bookmark", theme))

    def _made(self, wish: Wish) -> QAction:
        action = QAction(wish.text, self)
        action.setObjectName(wish.name)
        action.setCheckable(wish.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in wish.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = QKeySequence(wish.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if wish.keys else ""
        action.setToolTip(f"{wish.text} ({shown})" if shown else wish.text)
        return action
