"""A note is a card that says where, when, what was quoted and what was written, and what is wrong with it."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reader.desktop.panel.card_text import CardText
from reader.desktop.panel.cards import NoteCard
from reader.desktop.panel.line_list import LineList
from reader.desktop.panel.line_model import Line, LineModel
from reader.desktop.panel.notes import NotesTab
from reader.desktop.panel.when import spoken_date
from reader.desktop.theme import load_theme
from reader.notebook.marks import Colour

pytestmark = pytest.mark.usefixtures("qtbot")

LIGHT = load_theme("light")


def a_card(number: int = 1, **changes: object) -> CardText:
    facts: dict[str, object] = {
        "id": f"mark-{number}",
        "where": "Who",
        "when": "today 09:12",
        "quote": "no node is felt",
        "colour": Colour.AMBER,
        "note": "Ask the lab.",
    }
    return CardText(**(facts | changes))  # type: ignore[arg-type] # the facts are of their fields' types


def shown_words(card: NoteCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


@pytest.fixture
def notes(qtbot: QtBot) -> NotesTab:
    tab = NotesTab(LIGHT)
    qtbot.addWidget(tab)
    return tab


def test_a_card_shows_where_when_quote_and_note(qtbot: QtBot):
    card = NoteCard(a_card(), LIGHT)
    qtbot.addWidget(card)
    assert shown_words(card) == ["Who · today 09:12", "no node is felt", "Ask the lab."]


def test_the_cells_of_a_quoted_table_stand_apart(qtbot: QtBot):
    card = NoteCard(a_card(quote="US label\nRule\nHold if it falls.\nThen ask."), LIGHT)
    qtbot.addWidget(card)
    assert shown_words(card)[1] == "US label · Rule · Hold if it falls. Then ask."


def test_a_mark_that_lost_its_words_stays_listed_and_says_so(qtbot: QtBot):
    card = NoteCard(a_card(placed=False), LIGHT)
    qtbot.addWidget(card)
    assert any("aren't in this edition" in words for words in shown_words(card))


def test_a_mark_that_is_not_saved_says_so(qtbot: QtBot):
    card = NoteCard(a_card(saved=False), LIGHT)
    qtbot.addWidget(card)
    assert any("Not saved yet" in words for words in shown_words(card))


def test_the_keyboard_opens_edits_and_deletes(qtbot: QtBot):
    card = NoteCard(a_card(), LIGHT)
    qtbot.addWidget(card)
    for key, signal in ((Qt.Key.Key_Return, card.chosen), (Qt.Key.Key_Delete, card.deleted)):
        with qtbot.waitSignal(signal) as told:
            qtbot.keyClick(card, key)
        assert told.args == ["mark-1"]
    qtbot.keyClick(card, Qt.Key.Key_F2)
    assert card.editing


def test_a_colour_is_chosen_with_a_button_that_has_a_name(qtbot: QtBot):
    card = NoteCard(a_card(), LIGHT)
    qtbot.addWidget(card)
    rose = next(button for button in card.findChildren(QToolButton) if button.accessibleName() == "Rose")
    with qtbot.waitSignal(card.recoloured) as told:
        rose.click()
    assert told.args == ["mark-1", Colour.ROSE]


def test_a_card_that_stays_keeps_what_is_being_written_in_it(notes: NotesTab):
    notes.show_cards([a_card(1), a_card(2)])
    notes.show_card("mark-2", edit=True)
    card = notes._cards["mark-2"]
    card._editor.setPlainText("half a thou")
    notes.show_cards([a_card(3), a_card(1), a_card(2)])
    assert notes._cards["mark-2"] is card
    assert card.editing
    assert card._editor.toPlainText() == "half a thou"


def test_what_is_being_written_in_a_card_that_goes_is_kept(qtbot: QtBot, notes: NotesTab):
    notes.show_cards([a_card(1)])
    notes.show_card("mark-1", edit=True)
    notes._cards["mark-1"]._editor.setPlainText("half a thought")
    with qtbot.waitSignal(notes.noted) as told:
        notes.show_cards([])
    assert told.args == ["mark-1", "Ask the lab.", "half a thought"]


def test_many_notes_are_shown_in_portions_and_any_can_be_reached(notes: NotesTab):
    notes.show_cards([a_card(number) for number in range(150)])
    assert len(notes._cards) == 60
    notes.show_card("mark-140")
    assert "mark-140" in notes._cards


@pytest.mark.parametrize(("days", "said"), [(0, "today 09:12"), (11, "12 Nov"), (400, "19 Oct 2025")])
def test_a_day_is_said_as_people_do(days: int, said: str):
    now = datetime(2026, 11, 23, 9, 12, tzinfo=datetime.now(UTC).astimezone().tzinfo)
    assert spoken_date(now - timedelta(days=days), now) == said


def test_lines_are_rows_of_a_sound_model():
    model = LineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines([Line("a", "Who"), Line("b", "How", under="Sentinel node biopsy")])
    model.show_lines([Line("a", "Who", current=True), Line("b", "How")])
    model.show_lines([Line("b", "How")])
    assert model.row_of("b").data() == "How"
    assert not model.row_of("a").isValid()
    assert tester.model() is model


def test_a_bookmark_is_opened_and_deleted_by_keyboard(qtbot: QtBot):
    lines = LineList(LIGHT, "bookmarks", "None yet.")
    qtbot.addWidget(lines)
    lines.show_lines([Line("a", "Who"), Line("b", "How")])
    view = lines.focusProxy()
    view.setCurrentIndex(view.model().index(1))
    with qtbot.waitSignal(lines.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["b"]
    with qtbot.waitSignal(lines.deleted) as told:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.args == ["b"]


def test_a_card_shows_the_beginning_of_a_very_long_note_and_its_editor_all_of_it(qtbot: QtBot):
    long = "word " * 200_000
    card = NoteCard(a_card(note=long), LIGHT)
    qtbot.addWidget(card)
    assert max(map(len, shown_words(card))) <= 2002
    card.edit()
    assert card._editor.toPlainText() == long


def test_what_is_written_is_kept_while_one_goes_on_writing(qtbot: QtBot):
    card = NoteCard(a_card(note=""), LIGHT)
    qtbot.addWidget(card)
    card.show()
    card.edit()
    kept: list[str] = []
    card.drafted.connect(lambda _id, _read, text: kept.append(text))
    for _ in range(12):  # faster than any rest
        card._editor.insertPlainText("x")
        qtbot.wait(100)
    assert kept
