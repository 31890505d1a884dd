"""The notebook gathers the marks of all topics: filtered, sorted, opened, deleted and brought back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.desktop.notebook_view.choice import Choice, Period, Removed, Show
from reader.desktop.notebook_view.model import NotebookModel
from reader.desktop.notebook_view.rows import Heading, MarkRow
from reader.desktop.notebook_view.view import NotebookView
from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.making import new_note
from reader.notebook.marks import Colour, edited
from reader.notebook.notebook import Notebook
from reader.notebook.times import utc_now
from tests.desktop.acting import mark, shown_topic

OpenWindow = Callable[[], Window]


def written(view: NotebookView) -> list[str]:
    """Return what the rows say: a heading as it is, a mark by its quote or words."""
    return [row.text if isinstance(row, Heading) else row.words or row.quote for row in view.marks.rows.rows]


def row_of(view: NotebookView, mark_id: str) -> MarkRow:
    row = view.marks.row(view.marks.rows.row_of(mark_id))
    assert row is not None
    return row


def choose(qtbot: QtBot, window: Window, **what: object) -> NotebookView:
    """Show the notebook with these choices, and wait for what is found."""
    view = window.parts.centre.notebook
    with qtbot.waitSignal(view.chosen):
        view.choose(Choice(**what))  # type: ignore[arg-type]  # whatever a choice has
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return view


@pytest.fixture
def gathered(window: Window, qtbot: QtBot) -> Window:
    """Return a window on the notebook with highlights in two topics and a bookmark."""
    window.reading.open("lymphoedema")
    window.marking.recolour(mark(window, "Swelling"), Colour.ROSE)
    window.reading.open("slnb", section="how")
    window.parts.wishes["bookmark"].trigger()
    noted = mark(window, "isotope")
    window.marking.write(noted, "", "Ask the lab.")
    window.marking.tag(noted, ["Lab"])
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.parts.wishes["notebook"].trigger()
    qtbot.waitUntil(lambda: len(window.parts.centre.notebook.marks.rows.rows) == 5)
    return window


def test_marks_stand_under_their_topics_in_the_order_of_the_shelf(gathered: Window):
    view = gathered.parts.centre.notebook
    assert written(view) == ["Sentinel node biopsy", "Ask the lab.", "How", "Lymphoedema", "Swelling"]
    assert view.words() == "3 marks"


def test_sorted_by_time_they_stand_under_their_days(gathered: Window, qtbot: QtBot):
    view = choose(qtbot, gathered, by_time=True)
    assert written(view) == ["Today", "Ask the lab.", "How", "Swelling"]
    assert row_of(view, gathered.marking.highlights()[0].id).where == "Sentinel node biopsy"


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ({"show": Show.HIGHLIGHTS}, ["Ask the lab.", "Swelling"]),
        ({"show": Show.WRITTEN}, ["Ask the lab."]),
        ({"show": Show.BOOKMARKS}, ["How"]),
        ({"colours": frozenset({Colour.ROSE})}, ["Swelling"]),
        ({"tags": frozenset({"Lab"})}, ["Ask the lab."]),
        ({"topic": ("small-ward", "lymphoedema")}, ["Swelling"]),
        ({"topic": Removed.TOPICS}, []),
        ({"period": Period.TODAY}, ["Ask the lab.", "How", "Swelling"]),
        ({"text": "swel"}, ["Swelling"]),
    ],
)
def test_it_is_filtered(gathered: Window, qtbot: QtBot, what: dict[str, object], found: list[str]):
    view = choose(qtbot, gathered, **what)
    assert [words for words in written(view) if words not in {"Sentinel node biopsy", "Lymphoedema"}] == found


def test_the_conditions_are_told_and_taken_back(gathered: Window, qtbot: QtBot):
    view = choose(qtbot, gathered, tags=frozenset({"Lab"}), topic=("small-ward", "slnb"))
    assert view.words() == "1 of 3 marks · Lab · Sentinel node biopsy"
    view._clear.click()
    qtbot.waitUntil(lambda: view.words() == "3 marks")


def test_the_menu_offers_what_there_is(gathered: Window):
    view = gathered.parts.centre.notebook
    view.menu.aboutToShow.emit()
    menus = {action.text(): action.menu() for action in view.menu.actions() if action.menu()}
    assert [action.text() for action in menus["Tag"].actions()] == ["Lab  1"]
    topics = [action.text() for action in menus["Topic"].actions() if action.text()]
    assert topics == ["All topics", "Lymphoedema", "Sentinel node biopsy"]


def test_words_are_found_as_one_types_and_down_leads_into_the_list(gathered: Window, qtbot: QtBot):
    view = gathered.parts.centre.notebook
    (field,) = view.findChildren(QLineEdit)
    qtbot.keyClicks(field, "lab")
    qtbot.waitUntil(lambda: written(view) == ["Sentinel node biopsy", "Ask the lab."])
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(view.marks, Qt.Key.Key_Return)
    assert shown_topic(gathered) == "slnb"
    assert gathered.parts.centre.shows_page


def test_a_click_goes_to_the_mark(gathered: Window, qtbot: QtBot):
    view = gathered.parts.centre.notebook
    place = view.marks.visualRect(view.marks.rows.index(4)).center()
    qtbot.mouseClick(view.marks.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown_topic(gathered) == "lymphoedema"
    assert [card.text.quote for card in gathered.parts.panel.notes._cards.values()] == ["Swelling"]


def test_escape_and_back_lead_to_what_was_read(gathered: Window, qtbot: QtBot):
    qtbot.keyClick(gathered.parts.centre.notebook.marks, Qt.Key.Key_Escape)
    assert gathered.parts.centre.shows_page
    gathered.parts.wishes["notebook"].trigger()
    gathered.parts.wishes["back"].trigger()
    assert gathered.parts.centre.shows_page
    assert shown_topic(gathered) == "slnb"


def test_where_nothing_was_read_escape_leads_to_the_start_page(window: Window, qtbot: QtBot):
    window.parts.wishes["notebook"].trigger()
    qtbot.keyClick(window.parts.centre.notebook, Qt.Key.Key_Escape)
    assert window.parts.centre.shows_start


def test_what_is_deleted_is_brought_back_from_recently_deleted(gathered: Window, qtbot: QtBot):
    view = gathered.parts.centre.notebook
    view.marks.setCurrentIndex(view.marks.rows.index(4))
    qtbot.keyClick(view.marks, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: written(view) == ["Sentinel node biopsy", "Ask the lab.", "How"])
    view._deleted.click()
    qtbot.waitUntil(lambda: written(view) == ["Today", "Swelling"])
    assert view.marks.rows.rows[1].when == "kept for 30 more days"
    view.marks.setCurrentIndex(view.marks.rows.index(1))
    qtbot.keyClick(view.marks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.hint() == "Nothing was deleted in the last 30 days.")
    view._deleted.click()
    qtbot.waitUntil(lambda: "Swelling" in written(view))


def test_deleting_from_here_is_undone_from_here(gathered: Window, qtbot: QtBot):
    view = gathered.parts.centre.notebook
    view.marks.deleted.emit(row_of(view, gathered.marking.highlights()[0].id))
    gathered.parts.wishes["undo"].trigger()
    assert gathered.parts.centre.notice.text() == "Undone in “Sentinel node biopsy”."
    assert not gathered.parts.centre.shows_page
    qtbot.waitUntil(lambda: "Ask the lab." in written(view))


def test_marks_of_a_topic_that_has_gone_are_kept_under_a_heading_of_their_own(
    open_window: OpenWindow, stocked_home: Home, qtbot: QtBot
):
    with Notebook.open(stocked_home).notebook as notebook:
        notebook.save(new_note("small-ward", "gone", edition="x", heading_path=("Dose",), note="Still mine."))
    window = open_window()
    window.show()
    window.parts.wishes["notebook"].trigger()
    view = window.parts.centre.notebook
    qtbot.waitUntil(lambda: written(view) == ["Removed topics", "Still mine."])
    row = view.marks.row(view.marks.rows.index(1))
    assert row is not None
    assert row.where == "gone › Dose"
    view.marks.opened.emit(row)
    assert "no longer on the shelf" in window.parts.centre.notice.text()
    assert written(choose(qtbot, window, topic=Removed.TOPICS)) == ["Removed topics", "Still mine."]


def test_rows_are_read_as_they_come_into_sight(open_window: OpenWindow, stocked_home: Home, qtbot: QtBot):
    now = utc_now()
    notes = [new_note("small-ward", "slnb", edition="x", note=f"Note {n}", now=now - timedelta(minutes=n)) for n in range(300)]
    with Notebook.open(stocked_home).notebook as notebook:
        notebook.save(*notes)
    window = open_window()
    window.show()
    window.parts.wishes["notebook"].trigger()
    view = window.parts.centre.notebook
    qtbot.waitUntil(lambda: view.words() == "300 marks")
    rows = view.marks.rows
    assert rows.fetched < 300
    while rows.canFetchMore():
        rows.fetchMore()
    assert written(view) == ["Sentinel node biopsy", *(f"Note {n}" for n in reversed(range(300)))]


def test_the_rows_are_a_sound_model():
    model = NotebookModel()
    model.show_marks([str(n) for n in range(120)], lambda ids: [Heading(id_) for id_ in ids])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    while model.canFetchMore():
        model.fetchMore()
    assert model.rowCount() == 120


def test_the_place_in_the_list_stays_when_a_mark_changes(gathered: Window, qtbot: QtBot):
    view = gathered.parts.centre.notebook
    view.marks.setCurrentIndex(view.marks.rows.index(2))
    noted = gathered.marking.highlights()[0]
    gathered.marking.write(noted.id, noted.note, "Ask again.")
    qtbot.waitUntil(lambda: "Ask again." in written(view))
    assert view.marks.currentIndex().row() == 2


def test_copying_a_choice_changes_only_what_it_says():
    assert replace(Choice(text="a"), by_time=True) == Choice(text="a", by_time=True)
    assert not Choice(text="a", by_time=True).narrows


def test_without_a_notebook_it_says_so(window: Window):
    window.parts.centre.notebook.tell_refusal("The notebook is locked.")
    window.parts.wishes["notebook"].trigger()
    assert window.parts.centre.notebook.hint() == "The notebook is locked."


def test_a_note_that_was_changed_long_ago_is_not_of_today(open_window: OpenWindow, stocked_home: Home, qtbot: QtBot):
    note = new_note("small-ward", "slnb", edition="x", note="Old.", now=utc_now() - timedelta(days=9))
    with Notebook.open(stocked_home).notebook as notebook:
        notebook.save(note, edited(new_note("small-ward", "slnb", edition="x", note="New."), note="Newer."))
    window = open_window()
    window.show()
    window.parts.wishes["notebook"].trigger()
    assert written(choose(qtbot, window, period=Period.WEEK)) == ["Sentinel node biopsy", "Newer."]
