"""How a search goes on in the window: elsewhere, as typed, through the matches, back again, and what is kept of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.desktop.inquiry.asked import Inquiry, Scope
from reader.desktop.inquiry.past import RECENT, UNANSWERED
from reader.desktop.unanswered_page import UnansweredPage
from reader.desktop.window import Window
from reader.library.model import Audience
from tests.desktop.acting import mark, shown_topic
from tests.desktop.conftest import OTHER_PACK, write_pack

OpenWindow = Callable[[], Window]


@pytest.fixture
def active(window: Window, qtbot: QtBot) -> Window:
    """Return a window that has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def search_for(qtbot: QtBot, window: Window, words: str) -> None:
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.field.setText(words)


def topics_found(window: Window) -> list[str]:
    return [hit.topic for hit in window.parts.sidebar.results.hits.hits()]


def press(qtbot: QtBot, window: Window, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(window.parts.sidebar.field, key)


def current_match(window: Window) -> tuple[str, int | None]:
    return shown_topic(window), window.parts.page.overlay.searched.current


# Where to search.


def test_a_scope_is_chosen_said_and_given_up(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "after")
    everywhere = topics_found(window)
    head = window.parts.sidebar.results.head
    with qtbot.waitSignal(window.searching.found):
        head.menu.chosen.emit(Scope(groups=frozenset({"Safety"}), audience=Audience.CLINICIAN))
    assert set(topics_found(window)) <= {"heart"}
    assert "Only Safety · for clinicians" in window.parts.sidebar.line()
    with qtbot.waitSignal(window.searching.found):
        qtbot.mouseClick(head._clear, Qt.MouseButton.LeftButton)
    assert topics_found(window) == everywhere
    assert "Only" not in window.parts.sidebar.line()


def test_a_scope_goes_with_the_query(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "node")
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.results.head.menu.chosen.emit(Scope(groups=frozenset({"Safety"})))
    assert "Nothing found here for “node”. Search everywhere" in window.parts.sidebar.line()
    search_for(qtbot, window, "nodes")
    assert window.searching.inquiry.scope.groups == {"Safety"}
    press(qtbot, window, Qt.Key.Key_Escape)
    search_for(qtbot, window, "node")
    assert not window.searching.inquiry.scope
    assert topics_found(window)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, without a screen
def test_the_menu_offers_what_is_on_the_shelf_and_stays_open_while_one_ticks(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "node")
    menu = window.parts.sidebar.results.head.menu
    window.parts.sidebar.results.head.menuWanted.emit()
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["With my notes", "Bookmarked", "For clinicians", "For patients", "The axilla", "Safety", "Search everywhere"]
    menu.popup(window.pos())
    for name in ("For clinicians", "For patients", "Safety"):
        menu.setActiveAction(next(action for action in menu.actions() if action.text() == name))
        qtbot.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
    assert window.searching.inquiry.scope == Scope(groups=frozenset({"Safety"}), audience=Audience.PATIENT)
    menu.close()
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_only_what_is_the_reader_s_own_is_searched(qtbot: QtBot, window: Window):
    window.reading.open("slnb", section="how")
    mark(window, "Dye, isotope")
    window.reading.open("lymphoedema", section="risk")
    window.parts.wishes["bookmark"].trigger()
    search_for(qtbot, window, "node")
    for scope, sections in (
        (Scope(marked=True), {("slnb", "how")}),
        (Scope(bookmarked=True), {("lymphoedema", "risk")}),
        (Scope(marked=True, bookmarked=True), set()),
    ):
        with qtbot.waitSignal(window.searching.found):
            window.searching.look_in(scope)
        hits = window.parts.sidebar.results.hits.hits()
        assert {(hit.topic, hit.section) for hit in hits} == sections


def test_titles_heed_the_scope_too(qtbot: QtBot, open_window: OpenWindow):
    window = open_window()  # nothing is prepared: there is no full search
    search_for(qtbot, window, "heart")
    with qtbot.waitSignal(window.searching.found):
        window.searching.look_in(Scope(groups=frozenset({"The axilla"})))
    assert topics_found(window) == []


# As it was typed, and what was meant instead.


def test_a_link_searches_for_what_was_typed(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "sentinal")
    assert window.parts.sidebar.line().startswith("Showing results for sentinel. Search for sentinal instead")
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.results.head.linkFollowed.emit("typed:")
    assert window.searching.inquiry == Inquiry("sentinal", as_typed=True)
    assert window.parts.sidebar.line().startswith("Nothing found for “sentinal”.")
    search_for(qtbot, window, "sentinal node")
    assert "sentinel node" in window.parts.sidebar.line()


@pytest.mark.parametrize(("typed", "rest"), [("hypeglycaemia ", ""), ("hypeglycaemia insulin", " insulin")])
def test_names_that_look_alike_are_offered_and_a_link_searches_for_one(
    qtbot: QtBot, window: Window, tmp_path: Path, typed: str, rest: str
):
    names = ("hypoglycaemia", "hyperglycaemia")
    texts = {name: f"---\ntitle: {name.title()}\ngroup: wards\n---\n\nInsulin.\n" for name in names}
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        window.installing.install(write_pack(tmp_path / "names", OTHER_PACK, texts))
    search_for(qtbot, window, typed)
    assert window.searching.answer is not None
    offered = window.searching.answer.results.suggestions
    assert set(offered) == {name + rest for name in names}
    assert f"Did you mean {', '.join(offered)}?" in window.parts.sidebar.line()
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.results.head.linkFollowed.emit(f"words:{offered[0]}")
    assert window.parts.sidebar.field.text() == offered[0]
    assert topics_found(window)[0] + rest == offered[0]


# Notes.


def test_notes_are_searched_beside_the_text_and_open_at_their_words(qtbot: QtBot, window: Window):
    window.reading.open("slnb")
    mark_id = mark(window, "sliced at 2 mm")
    window.marking.write(mark_id, "", "Ask the laboratory about the protocol")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.reading.open("heart")
    search_for(qtbot, window, "laborat")
    (note,) = window.parts.sidebar.results.notes.notes()
    assert [note.text[start:end] for start, end in note.marks] == ["laboratory"]
    assert note.where == "Sentinel node biopsy › How"
    press(qtbot, window, Qt.Key.Key_Return)
    assert shown_topic(window) == "slnb"
    place = window.parts.page.current_place()
    assert place is not None
    assert place.section == "how"


# Through the matches.


def test_f3_goes_through_the_matches_and_on_to_the_next_topic_that_was_found(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "sentinel ")
    assert list(dict.fromkeys(topics_found(window))) == ["slnb", "lymphoedema"]
    press(qtbot, window, Qt.Key.Key_Return)
    forward, back = window.parts.wishes["next_match"], window.parts.wishes["previous_match"]
    seen = []
    for _ in range(12):
        forward.trigger()
        seen.append(current_match(window))
        if shown_topic(window) == "lymphoedema":
            break
    last = len(window.parts.page.overlay.searched.ranges)
    matches = [number for topic, number in seen if topic == "slnb"]
    assert matches == sorted(set(matches))
    assert seen[-1] == ("lymphoedema", 0)
    assert window.parts.status.place() == f"Match 1 of {last}"
    assert window.parts.sidebar.results.chosen().topic == "lymphoedema"
    back.trigger()
    assert current_match(window) == seen[-2]


def test_after_the_last_result_f3_goes_round_the_page(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "trastuzumab")
    press(qtbot, window, Qt.Key.Key_Return)
    for _ in range(3):
        window.parts.wishes["next_match"].trigger()
        assert current_match(window) == ("heart", 0)


# Back.


def test_back_returns_to_the_same_results_as_they_stood(qtbot: QtBot, active: Window):
    active.reading.open("heart")
    search_for(qtbot, active, "sentinel node")
    press(qtbot, active, Qt.Key.Key_Down, 2)
    chosen, line = active.parts.sidebar.results.chosen(), active.parts.sidebar.line()
    press(qtbot, active, Qt.Key.Key_Return)
    assert shown_topic(active) == chosen.topic
    active.reading.follow("lymphoedema#risk")
    active.parts.sidebar.field.setFocus()
    press(qtbot, active, Qt.Key.Key_Escape)
    assert not active.parts.sidebar.shows_results

    active.parts.wishes["back"].trigger()
    assert shown_topic(active) == chosen.topic
    assert active.parts.page.overlay.searched.ranges
    assert active.parts.sidebar.field.text() == "sentinel node"
    assert (active.parts.sidebar.results.chosen(), active.parts.sidebar.line()) == (chosen, line)

    active.parts.wishes["back"].trigger()
    assert shown_topic(active) == "heart"
    assert active.parts.sidebar.results.chosen() == chosen
    assert active.focusWidget() is active.parts.sidebar.field


def test_a_held_arrow_previews_the_last_hit_it_came_to(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "sentinel node")
    press(qtbot, window, Qt.Key.Key_Down, 20)
    qtbot.waitUntil(lambda: shown_topic(window) == topics_found(window)[-1])


# What is kept.


def test_recent_searches_are_offered_in_the_empty_field_and_chosen_with_the_arrows(qtbot: QtBot, active: Window):
    field, recents = active.parts.sidebar.field, active.parts.sidebar.recents
    for words in ("node", "echo"):
        search_for(qtbot, active, words)
        press(qtbot, active, Qt.Key.Key_Return)
    active.parts.wishes["search"].trigger()
    assert not recents.isVisible()
    press(qtbot, active, Qt.Key.Key_Escape)
    active.parts.page.setFocus()
    active.parts.wishes["search"].trigger()
    assert recents.isVisible()
    press(qtbot, active, Qt.Key.Key_Down, 2)
    with qtbot.waitSignal(active.searching.found):
        press(qtbot, active, Qt.Key.Key_Return)
    assert field.text() == "node"
    assert not recents.isVisible()


def test_recent_searches_are_there_after_a_restart_until_they_are_cleared_or_switched_off(qtbot: QtBot, open_window: OpenWindow):
    window = open_window()
    search_for(qtbot, window, "heart")
    press(qtbot, window, Qt.Key.Key_Return)
    again = open_window()
    assert again.past.recent() == ("heart",)
    again.parts.sidebar.recents.cleared.emit()
    assert open_window().past.recent() == ()
    last = open_window()
    last.parts.wishes["recent_searches"].setChecked(False)
    search_for(qtbot, last, "heart")
    press(qtbot, last, Qt.Key.Key_Return)
    assert last.past.recent() == ()
    assert not open_window().past.keeps(RECENT)


def test_a_search_that_found_nothing_is_noted_once_it_was_meant(qtbot: QtBot, window: Window):
    for words in ("zzqx", "zzqxy", "zzqxy protocolx"):
        search_for(qtbot, window, words)
    assert window.past.unanswered() == []
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Return)
    assert [(one.query, one.times) for one in window.past.unanswered()] == [("zzqxy protocolx", 1)]


def test_a_search_of_a_part_of_the_library_or_of_titles_is_no_search_in_vain(
    qtbot: QtBot, window: Window, open_window: OpenWindow
):
    search_for(qtbot, window, "trastuzumab")
    with qtbot.waitSignal(window.searching.found):
        window.searching.look_in(Scope(groups=frozenset({"The axilla"})))
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.past.unanswered() == []
    titles_only = open_window()
    search_for(qtbot, titles_only, "zzqxy")
    press(qtbot, titles_only, Qt.Key.Key_Return)
    assert titles_only.past.unanswered() == []


def test_searches_in_vain_can_be_switched_off(qtbot: QtBot, window: Window):
    window.parts.wishes["unanswered_searches"].setChecked(False)
    search_for(qtbot, window, "zzqxy")
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.past.unanswered() == []
    assert not window.past.keeps(UNANSWERED)


def test_what_will_leave_is_listed_before_it_does(qtbot: QtBot, window: Window, tmp_path: Path):
    search_for(qtbot, window, "zzqxy")
    press(qtbot, window, Qt.Key.Key_Return)
    window.parts.wishes["unanswered"].trigger()
    page = window.findChild(UnansweredPage)
    assert page is not None
    assert page._list.topLevelItem(0).text(0) == "zzqxy"
    page.save(str(tmp_path / "vain.tsv"))
    lines = (tmp_path / "vain.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "times\tlast\tsearched"
    assert lines[1].endswith("\tzzqxy")
    assert "vain.tsv" in window.parts.centre.notice.text()
