"""What a reader does with the window, by keyboard and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.panel.cards import NoteCard
from reader.desktop.panel.panel import BOOKMARKS, NOTES, OUTLINE
from reader.desktop.sidebar.topic_model import Role
from reader.desktop.window import Window
from reader.errors import EditionError, NotebookError
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.seal import break_seal
from reader.library.making.database import DATABASE
from reader.library.model import Topic
from reader.notebook.marks import Colour
from reader.notebook.notebook import Notebook
from tests.desktop.acting import mark, select, shown_topic
from tests.desktop.conftest import OTHER_PACK, write_pack

pytestmark = pytest.mark.usefixtures("qtbot")


OpenWindow = Callable[[], Window]


def search_for(qtbot: QtBot, window: Window, words: str) -> None:
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.field.setText(words)


def marked_words(window: Window) -> set[str]:
    return {selection.cursor.selectedText() for selection in window.parts.page.extraSelections()}


def note_cards(window: Window) -> list[NoteCard]:
    return [card for card in window.parts.panel.notes.findChildren(NoteCard) if not card.isHidden()]


# The first time, and coming back.


def test_the_first_time_a_start_page_says_what_this_is(window: Window):
    assert not window.parts.centre.shows_page
    words = [label.text() for label in window.parts.centre.start.findChildren(QLabel)]
    assert "Wardbook" in words
    assert "Not a substitute for advice." in words
    assert "A small ward, edition 2026.11" in words


def test_the_start_page_leads_to_the_first_topic(window: Window):
    window.parts.centre.start.beginAsked.emit()
    assert shown_topic(window) == "slnb"
    assert window.parts.centre.shows_page


def test_the_status_line_says_what_there_is_and_that_all_is_offline(window: Window):
    assert window.parts.status.facts() == "Offline  ·  3 topics, 7 sections  ·  A small ward, edition 2026.11"


def test_the_window_opens_where_the_reader_was(open_window: OpenWindow):
    window = open_window()
    window.show()
    window.reading.open("lymphoedema", section="risk")
    again = open_window()
    assert again.reading.open_last()
    assert shown_topic(again) == "lymphoedema"


# Reading.


def test_back_and_forward_follow_links_and_topics(window: Window):
    window.reading.open("slnb")
    window.reading.follow("lymphoedema#risk")
    assert shown_topic(window) == "lymphoedema"
    window.parts.wishes["back"].trigger()
    assert shown_topic(window) == "slnb"
    assert not window.parts.wishes["back"].isEnabled()
    window.parts.wishes["forward"].trigger()
    assert shown_topic(window) == "lymphoedema"


def test_a_topic_that_is_not_there_is_said_calmly(window: Window):
    window.reading.open("slnb")
    window.reading.follow("no-such-topic")
    assert window.parts.centre.notice.text() == "There is no topic no-such-topic on the shelf."
    assert shown_topic(window) == "slnb"
    window.reading.open("heart")
    assert window.parts.centre.notice.text() == ""


def test_the_outline_follows_the_place(window: Window):
    window.reading.open("slnb", section="how")
    lines = window.parts.panel.outline.lines()
    assert [line.text for line in lines] == ["Sentinel node biopsy", "Who", "Not in the node-positive axilla", "How"]
    assert [line.level for line in lines] == [0, 0, 1, 0]
    window.parts.panel.outline.chosen.emit("who")
    assert shown_topic(window) == "slnb"


def test_the_tree_opens_topics_by_keyboard_and_marks_the_one_that_is_read(qtbot: QtBot, window: Window):
    tree = window.parts.sidebar.topics
    index = tree.model().index(0, 0, tree.model().index(1, 0))
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert shown_topic(window) == "heart"
    assert index.data(Role.READING)


# Searching.


def test_results_take_the_topics_place_while_there_is_a_query(qtbot: QtBot, window: Window):
    sidebar = window.parts.sidebar
    search_for(qtbot, window, "sentinel node")
    assert sidebar.current() is sidebar.results.hits
    assert "sections in 2 topics" in sidebar.line()
    qtbot.keyClick(sidebar.field, Qt.Key.Key_Escape)
    assert sidebar.current() is sidebar.topics
    assert sidebar.field.text() == ""
    assert sidebar.line() == ""


def test_moving_previews_and_escape_returns_to_the_page_where_one_was(qtbot: QtBot, window: Window):
    window.reading.open("heart")
    search_for(qtbot, window, "swelling arm")
    qtbot.keyClick(window.parts.sidebar.field, Qt.Key.Key_Down)
    assert shown_topic(window) == "lymphoedema"
    assert window.parts.sidebar.field.text() == "swelling arm"
    qtbot.keyClick(window.parts.sidebar.field, Qt.Key.Key_Escape)
    assert shown_topic(window) == "heart"
    assert not window.parts.wishes["back"].isEnabled()


def test_enter_opens_the_best_hit_at_its_section_with_the_words_marked(qtbot: QtBot, window: Window):
    window.reading.open("heart")
    search_for(qtbot, window, "isotope sliced")
    qtbot.keyClick(window.parts.sidebar.field, Qt.Key.Key_Return)
    assert shown_topic(window) == "slnb"
    assert "sliced" in marked_words(window)
    window.parts.wishes["back"].trigger()
    assert shown_topic(window) == "heart"


def test_a_misspelt_word_is_mended_and_said(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "sentinal node")
    assert window.parts.sidebar.line().startswith("Showing results for sentinel node")


def test_nothing_found_says_so_and_what_to_try(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "qqxxzz")
    assert window.parts.sidebar.line().startswith("Nothing found for “qqxxzz”.\nTry")


def test_titles_are_searched_while_there_is_no_index(qtbot: QtBot, open_window: OpenWindow):
    window = open_window()
    search_for(qtbot, window, "lymph")
    assert window.parts.sidebar.results.chosen().topic == "lymphoedema"
    assert "titles" in window.parts.sidebar.line()


def test_the_newest_query_wins(qtbot: QtBot, window: Window):
    lines: list[str] = []
    window.searching.found.connect(lambda answer: lines.append(answer.hits[0].topic))
    for words in ("s", "sw", "swelling", "trastuzumab"):
        window.parts.sidebar.field.setText(words)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert lines == ["heart"]


# Marks.


def test_a_mark_is_drawn_listed_and_there_after_a_restart(qtbot: QtBot, open_window: OpenWindow):
    window = open_window()
    window.show()
    window.reading.open("slnb")
    select(window, "dye or an isotope")
    assert window.parts.page.mark_selection("green")
    assert [card.text.quote for card in note_cards(window)] == ["dye or an isotope"]
    assert window.parts.panel.tab_text(NOTES) == "Notes  1"

    again = open_window()
    again.reading.open("slnb")
    (card,) = note_cards(again)
    assert (card.text.quote, card.text.colour) == ("dye or an isotope", Colour.GREEN)
    again.show()
    qtbot.waitUntil(lambda: marked_words(again) == {"dye or an isotope"})


def test_a_note_is_written_in_place_and_kept_when_the_keyboard_goes_elsewhere(qtbot: QtBot, window: Window):
    window.reading.open("slnb")
    select(window, "dye or an isotope")
    window.parts.page.mark_selection("amber", with_note=True)
    (card,) = note_cards(window)
    assert card.editing
    qtbot.keyClicks(card._editor, "Ask the lab.")
    qtbot.keyClick(card._editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.marking.highlights()[0].note == "Ask the lab."
    assert not card.editing


def test_every_change_can_be_undone_and_done_again(window: Window):
    window.reading.open("slnb")
    select(window, "dye")
    window.parts.page.mark_selection("amber")
    (mark,) = window.marking.highlights()
    window.marking.recolour(mark.id, Colour.ROSE)
    window.marking.delete(mark.id)
    assert window.marking.highlights() == []
    undo, redo = window.parts.wishes["undo"], window.parts.wishes["redo"]
    undo.trigger()
    assert [one.colour for one in window.marking.highlights()] == [Colour.ROSE]
    undo.trigger()
    assert [one.colour for one in window.marking.highlights()] == [Colour.AMBER]
    undo.trigger()
    assert window.marking.highlights() == []
    for _ in range(2):
        redo.trigger()
    assert [one.colour for one in window.marking.highlights()] == [Colour.ROSE]


def test_what_was_undone_is_undone_after_a_restart_too(open_window: OpenWindow):
    window = open_window()
    window.reading.open("slnb")
    select(window, "dye")
    window.parts.page.mark_selection("amber")
    mark_id = window.marking.highlights()[0].id
    window.marking.delete(mark_id)
    window.parts.wishes["undo"].trigger()
    again = open_window()
    again.reading.open("slnb")
    assert [mark.id for mark in again.marking.highlights()] == [mark_id]


def test_a_bookmark_is_set_shown_and_taken_away(window: Window):
    window.reading.open("slnb", section="how")
    bookmark = window.parts.wishes["bookmark"]
    bookmark.trigger()
    assert window.parts.panel.tab_text(BOOKMARKS) == "Bookmarks  1"
    (mark,) = window.marking.held.bookmarks()
    window.reading.open("heart")
    assert not bookmark.isChecked()
    window.parts.panel.bookmarks.chosen.emit(mark.id)
    assert shown_topic(window) == "slnb"
    bookmark.trigger()
    assert window.parts.panel.tab_text(OUTLINE) == "Outline"


def test_a_mark_that_could_not_be_saved_stays_and_says_so(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch):
    window.reading.open("slnb")
    full = NotebookError("The disk is full.", "Make room on it.")

    def refuse(_notebook: Notebook, _mark: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "write", refuse)
        select(window, "dye")
        window.parts.page.mark_selection("amber")
        qtbot.waitUntil(lambda: window.marking.saving.unsaved == 1)
        assert "The disk is full." in window.parts.centre.notice.text()
        (card,) = note_cards(window)
        assert not card.text.saved
        assert not window.close()  # once, so that the reader can do something about it
    window.marking.saving.retry()
    qtbot.waitUntil(lambda: window.marking.saving.unsaved == 0)
    assert note_cards(window)[0].text.saved


def test_what_the_disk_refused_is_saved_with_the_next_change_of_the_mark(
    qtbot: QtBot, window: Window, stocked_home: Home, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise NotebookError("The disk is full.")

    window.reading.open("slnb")
    marking = window.marking
    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "write", refuse)
        refused = mark(window, "dye")
        marking.write(refused, "", "Ask the lab.")
        marking.recolour(refused, Colour.ROSE)
        qtbot.waitUntil(lambda: not window.jobs.busy)
        assert marking.saving.unsaved == 1
    marking.tag(refused, ["dose"])
    window.jobs.settle(Lane.NOTEBOOK)
    assert marking.saving.unsaved == 0
    with Notebook.open(stocked_home, mend=False).notebook as kept:
        (found,) = kept.highlights()
    assert (found.note, found.colour, found.tags) == ("Ask the lab.", Colour.ROSE, ("dose",))


def test_a_long_query_that_finds_nothing_is_quoted_short(qtbot: QtBot, window: Window):
    search_for(qtbot, window, "zzqx " * 60)
    assert "zzqx zzqx" in window.parts.sidebar.line()
    assert len(window.parts.sidebar.line()) < 120


def test_a_patients_page_says_what_is_meant_for_patients(qtbot: QtBot, window: Window, tmp_path: Path):
    manifest = OTHER_PACK.replace(
        'language = "en"', 'language = "en"\ndisclaimer = "For clinicians."\npatient_disclaimer = "Ask."'
    )
    topic = "---\ntitle: Fluids\ngroup: wards\naudience: patient\n---\n\nDrink.\n"
    with qtbot.waitSignal(window.installing.searchOpened, timeout=30_000):
        window.installing.install(write_pack(tmp_path / "plain", manifest, {"fluids": topic}))
    window.reading.open("fluids")
    shown = window.parts.page.toPlainText()
    assert "Ask." in shown
    assert "For clinicians." not in shown


# Look and panes.


def test_panes_theme_and_text_size_are_remembered(open_window: OpenWindow):
    window = open_window()
    window.show()
    window.look.choose_theme("dark")
    window.parts.wishes["larger"].trigger()
    window.parts.wishes["panel"].setChecked(False)
    again = open_window()
    again.show()
    assert again.look.theme.dark
    assert again.look.scale > 1
    assert not again.parts.panel.isVisible()
    assert again.parts.sidebar.isVisible()


def test_f6_leads_the_keyboard_through_all_panes_and_round(window: Window):
    window.reading.open("slnb")
    window.parts.sidebar.field.setFocus()
    seen = []
    for _ in range(5):
        seen.append(window.focusWidget().objectName())
        window.parts.wishes["next_pane"].trigger()
    assert seen[0] == "searchField"
    assert "topics" in seen
    assert "page" in seen
    assert "panelTabs" in seen
    assert seen[4] == "searchField"


def test_every_button_has_a_name_and_a_tooltip(window: Window):
    for button in window.bar.findChildren(type(window.bar._text)):
        assert button.accessibleName()
        assert button.toolTip()


# Installing.


def test_a_pack_is_installed_listed_and_searched(qtbot: QtBot, window: Window, other_pack: Path):
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        window.installing.install(other_pack)
    assert window.parts.centre.notice.text() == "Another ward, edition 1 is installed."
    assert "4 topics" in window.parts.status.facts()
    assert "2 packs" in window.parts.status.facts()
    search_for(qtbot, window, "maintenance")
    assert window.parts.sidebar.results.chosen().topic == "fluids"


def test_a_folder_that_is_no_pack_is_refused_in_one_sentence(qtbot: QtBot, window: Window, tmp_path: Path):
    with qtbot.waitSignal(window.installing.failed, timeout=20_000):
        window.installing.install(tmp_path)
    assert window.parts.centre.notice.text()
    assert "3 topics" in window.parts.status.facts()


def test_the_window_paints_before_anything_is_prepared(qtbot: QtBot, open_window: OpenWindow):
    window = open_window()
    with qtbot.waitSignal(window.painted):
        window.show()


# Damage.


def test_a_pack_that_is_damaged_while_it_is_read_is_made_again_and_opened(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
):
    (shelved,) = window.reading._shelf.packs()
    assert shelved.compiled is not None
    damaged, whole = shelved.compiled, type(shelved.compiled).topic

    def topic(pack: CompiledPack, topic_id: str) -> Topic:
        if pack is damaged:
            pack.damaged = True
            break_seal(pack.folder / DATABASE)
            raise EditionError("The compiled pack is damaged.", "Wardbook makes it again from its source.")
        return whole(pack, topic_id)

    monkeypatch.setattr(CompiledPack, "topic", topic)
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        assert not window.reading.open("heart")
    assert window.parts.centre.shows_page
    assert shown_topic(window) == "heart"
