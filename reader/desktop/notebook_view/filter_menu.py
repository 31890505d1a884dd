"""Choose which marks are shown: by kind, colour, tag, topic and time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from reader.desktop.notebook_view.choice import Choice, Period, Removed, Show, Topic
from reader.notebook.marks import Colour


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from."""

    tags: Sequence[tuple[str, int]] = ()  # with the number of marks that carry them
    topics: Sequence[tuple[Topic, str]] = ()  # with their titles
    removed: bool = False  # whether marks stand in topics that are no longer on the shelf


class FilterMenu(QMenu):
    """Offer, and tell what is chosen now."""

    chosen = Signal(object)  # Choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice()

    def offer(self, offered: Offered, choice: Choice) -> None:
        """Offer these, with what is chosen ticked."""
        self.clear()
        self._choice = choice
        kinds = self._group(self)
        for show, name in show_names().items():
            self._add(self, name, replace(choice, show=show), ticked=choice.show is show, group=kinds)
        self.addSeparator()
        self._add_colours(choice)
        self._add_tags(offered, choice)
        self._add_topics(offered, choice)
        self._add_periods(choice)
        self.addSeparator()
        self.addAction(self.tr("Show everything")).triggered.connect(lambda: self.chosen.emit(cleared(choice)))
        self.actions()[-1].setEnabled(choice.narrows)

    def _add_colours(self, choice: Choice) -> None:
        menu = self.addMenu(self.tr("Colour"))
        for colour, name in colour_names().items():
            self._add(menu, name, replace(choice, colours=choice.colours ^ {colour}), ticked=colour in choice.colours)

    def _add_tags(self, offered: Offered, choice: Choice) -> None:
        menu = self.addMenu(self.tr("Tag"))
        menu.setEnabled(bool(offered.tags))
        for tag, count in offered.tags:
            self._add(menu, f"{tag}  {count}", replace(choice, tags=choice.tags ^ {tag}), ticked=tag in choice.tags)

    def _add_topics(self, offered: Offered, choice: Choice) -> None:
        menu = self.addMenu(self.tr("Topic"))
        group = self._group(menu)
        self._add(menu, self.tr("All topics"), replace(choice, topic=None), ticked=choice.topic is None, group=group)
        menu.addSeparator()
        for topic, title in offered.topics:
            self._add(menu, title, replace(choice, topic=topic), ticked=choice.topic == topic, group=group)
        if offered.removed:
            menu.addSeparator()
            removed = replace(choice, topic=Removed.TOPICS)
            self._add(menu, removed_name(), removed, ticked=choice.topic is Removed.TOPICS, group=group)

    def _add_periods(self, choice: Choice) -> None:
        menu = self.addMenu(self.tr("Changed"))
        group = self._group(menu)
        for period, name in period_names().items():
            self._add(menu, name, replace(choice, period=period), ticked=choice.period is period, group=group)

    def _add(self, menu: QMenu, name: str, then: Choice, *, ticked: bool, group: QActionGroup | None = None) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(lambda: self.chosen.emit(then))
        if group is not None:
            group.addAction(action)

    def _group(self, menu: QMenu) -> QActionGroup:
        return QActionGroup(menu)


def cleared(choice: Choice) -> Choice:
    """Return what leaves nothing out but by the words that are typed."""
    return Choice(text=choice.text, by_time=choice.by_time)


def show_names() -> dict[Show, str]:
    """Return what the kinds of marks are called; what was deleted is chosen elsewhere."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Notebook", text)

    return {
        Show.ALL: tr("All marks"),
        Show.HIGHLIGHTS: tr("Highlights"),
        Show.WRITTEN: tr("With a note of mine"),
        Show.NOTES: tr("Notes on topics and sections"),
        Show.BOOKMARKS: tr("Bookmarks"),
        Show.DISPUTED: tr("Written here and elsewhere"),
        Show.UNPLACED: tr("Without a place in the present edition"),
    }


def colour_names() -> dict[Colour, str]:
    """Return what the colours are called."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Notebook", text)

    return {Colour.AMBER: tr("Amber"), Colour.GREEN: tr("Green"), Colour.BLUE: tr("Blue"), Colour.ROSE: tr("Rose")}


def period_names() -> dict[Period, str]:
    """Return what the periods are called."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Notebook", text)

    return {
        Period.ALWAYS: tr("At any time"),
        Period.TODAY: tr("Today"),
        Period.WEEK: tr("In the last 7 days"),
        Period.MONTH: tr("In the last 30 days"),
        Period.YEAR: tr("In the last year"),
    }


def removed_name() -> str:
    """Return what the topics that are no longer on the shelf are called."""
    return QCoreApplication.translate("Notebook", "Removed topics")


def told(choice: Choice, topic_title: str) -> list[str]:
    """Say what was chosen, a few words for each condition."""
    parts = [show_names()[choice.show]] if choice.show not in {Show.ALL, Show.DELETED} else []
    parts += [name for colour, name in colour_names().items() if colour in choice.colours]
    parts += sorted(choice.tags)
    if choice.topic is not None:
        parts.append(removed_name() if choice.topic is Removed.TOPICS else topic_title)
    if choice.period is not Period.ALWAYS:
        parts.append(period_names()[choice.period])
    return parts
