"""Notes that come in while the reader writes: neither takes the place of the other unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Unpack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.panel.card_text import CardText
from reader.desktop.panel.note_editor import NoteEditor
from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.marks import Changes, Colour, Note, edited
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import words_of
from tests.desktop.acting import mark, note_cards

OURS, THEIRS = "5 mg", "5 mg; halve it in renal failure"


@dataclass(frozen=True)
class Shared:
    """A noted highlight of the topic that a window shows, and the notebook of another clinic, which knows it."""

    window: Window
    qtbot: QtBot
    mark_id: str
    kept: Notebook  # the window's own, as a command reads it
    elsewhere: Notebook
    file: Path

    def write_elsewhere(self, **changes: Unpack[Changes]) -> None:
        self.elsewhere.save(edited(self.elsewhere.highlights()[0], **changes))

    def edit(self, words: str | None = None) -> NoteEditor:
        """Open the card's editor, and type words in place of those that stand there."""
        self.window.parts.panel.notes.show_card(self.mark_id, edit=True)
        (card,) = note_cards(self.window)
        if words is not None:
            card._editor.setPlainText(words)
        return card._editor

    def export(self) -> Path:
        self.file.write_text(as_jsonld(self.elsewhere.records(), self.elsewhere.id), encoding="utf-8")
        return self.file

    def take_in(self) -> None:
        with self.qtbot.waitSignal(self.window.exchanging.tookIn):
            self.window.exchanging.take_in(self.export())

    def words(self) -> set[str]:
        """Return all that the notebook holds as words of the mark."""
        self.window.jobs.settle(Lane.NOTEBOOK)
        record = self.kept.record(self.mark_id)
        assert record is not None
        return {words_of(record.mark), *(other.words for other in record.others)}

    def cards(self) -> list[CardText]:
        return list(self.window.parts.panel.notes.texts())


@pytest.fixture
def shared(window: Window, qtbot: QtBot, stocked_home: Home, tmp_path: Path) -> Iterator[Shared]:
    window.reading.open("slnb", "small-ward")
    mark_id = mark(window, "dye")
    window.marking.write(mark_id, "", OURS)
    window.jobs.settle(Lane.NOTEBOOK)
    home = Home(tmp_path / "elsewhere")
    home.prepare()
    with Notebook.open(stocked_home, mend=False).notebook as kept, Notebook.open(home).notebook as elsewhere:
        elsewhere.merge(kept.records())
        yield Shared(window, qtbot, mark_id, kept, elsewhere, tmp_path / "theirs.jsonld")


def test_an_open_editor_in_which_nothing_was_typed_shows_what_came_in_and_writes_nothing_over_it(shared: Shared):
    shared.write_elsewhere(note=THEIRS)
    editor = shared.edit()
    shared.take_in()
    assert editor.toPlainText() == THEIRS
    shared.window.parts.panel.notes.stop_editing()
    assert shared.words() == {THEIRS}
    assert [card.note for card in shared.cards()] == [THEIRS]


def test_what_is_typed_upon_other_words_than_those_that_came_in_is_kept_beside_them(shared: Shared):
    shared.write_elsewhere(note=THEIRS)
    editor = shared.edit("6 mg")
    shared.take_in()
    editor.setPlainText("6 mg on Mondays")
    shared.window.parts.panel.notes.stop_editing()
    assert shared.words() == {"6 mg on Mondays", THEIRS}
    assert [card.note for card in shared.cards()] == ["6 mg on Mondays"]


def test_what_waits_to_be_saved_while_an_import_is_merged_undoes_nothing_of_it(shared: Shared):
    shared.write_elsewhere(note=THEIRS, colour=Colour.ROSE, tags=("kidney",))
    jobs, busy, free = shared.window.jobs, Event(), Event()
    jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: (busy.set(), free.wait(10)))
    assert busy.wait(10)
    shared.window.exchanging.take_in(shared.export())
    jobs.settle(Lane.WORK)  # its merging is queued now
    shared.window.marking.write(shared.mark_id, OURS, "6 mg")
    with shared.qtbot.waitSignal(shared.window.exchanging.tookIn):
        free.set()
    assert shared.words() == {"6 mg", THEIRS}
    (held,) = shared.window.marking.highlights()
    assert (held.note, held.colour, held.tags) == ("6 mg", Colour.ROSE, ("kidney",))


def test_tags_that_come_in_while_others_are_written_stay(shared: Shared):
    shared.write_elsewhere(tags=("kidney",))
    shared.edit()
    (card,) = note_cards(shared.window)
    card._tag_line.setText("ward 3")
    shared.take_in()
    shared.window.parts.panel.notes.stop_editing()
    assert [card.tags for card in shared.cards()] == [("kidney", "ward 3")]


def test_a_note_that_is_deleted_elsewhere_while_it_is_written_comes_back_with_what_was_written(shared: Shared):
    shared.elsewhere.save(buried(shared.elsewhere.highlights()[0]))
    shared.edit("6 mg")
    shared.take_in()
    assert [card.note for card in shared.cards()] == ["6 mg"]
    assert shared.words() == {"6 mg"}


def test_words_that_wait_to_be_saved_bring_back_a_mark_whose_deletion_is_merged_before(shared: Shared):
    shared.elsewhere.save(buried(shared.elsewhere.highlights()[0]))
    jobs, busy, free = shared.window.jobs, Event(), Event()
    jobs.run(Lane.NOTEBOOK, lambda _progress, _cancelled: (busy.set(), free.wait(10)))
    assert busy.wait(10)
    shared.window.exchanging.take_in(shared.export())
    jobs.settle(Lane.WORK)
    shared.window.marking.write(shared.mark_id, OURS, "6 mg")
    with shared.qtbot.waitSignal(shared.window.exchanging.tookIn):
        free.set()
    jobs.settle(Lane.NOTEBOOK)
    assert [card.note for card in shared.cards()] == ["6 mg"]


def test_the_card_of_a_note_that_came_back_is_the_only_one_and_goes_with_its_topic(shared: Shared):
    shared.elsewhere.save(buried(shared.elsewhere.highlights()[0]))
    shared.edit("6 mg")
    shared.take_in()
    shared.window.parts.panel.notes.show_card(shared.mark_id, edit=True)
    shared.window.marking.recolour(shared.mark_id, Colour.ROSE)
    assert len(note_cards(shared.window)) == 1
    shared.window.reading.open("heart", "small-ward")
    assert note_cards(shared.window) == []


def test_tags_of_a_note_that_is_deleted_elsewhere_bring_it_back_too(shared: Shared):
    shared.elsewhere.save(buried(shared.elsewhere.highlights()[0]))
    shared.edit()
    (card,) = note_cards(shared.window)
    card._tag_line.setText("ward 3")
    shared.take_in()
    assert [card.tags for card in shared.cards()] == [("ward 3",)]


def test_a_note_that_was_only_looked_at_stays_to_the_letter(shared: Shared):
    shared.write_elsewhere(note="5\u00a0mg\u2029twice")
    shared.take_in()
    shared.edit()
    shared.window.parts.panel.notes.stop_editing()
    assert shared.words() == {"5\u00a0mg\u2029twice"}


# Choosing between both.


@pytest.fixture
def disputed(shared: Shared) -> Shared:
    shared.write_elsewhere(note=THEIRS)
    shared.window.marking.write(shared.mark_id, OURS, "6 mg")
    shared.window.jobs.settle(Lane.NOTEBOOK)
    shared.take_in()
    return shared


def press(shared: Shared, name: str) -> None:
    (button,) = (button for button in note_cards(shared.window)[0].findChildren(QPushButton) if button.text() == name)
    shared.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_both_are_shown_until_one_is_chosen_and_told_to_the_other_clinic(disputed: Shared):
    assert [{card.note, *card.others} for card in disputed.cards()] == [{"6 mg", THEIRS}]
    shown = disputed.cards()[0].note
    press(disputed, "Keep only those above")
    assert disputed.words() == {shown}
    assert [card.others for card in disputed.cards()] == [()]
    disputed.elsewhere.merge(disputed.kept.records())
    assert [(found.note, disputed.elsewhere.in_conflict()) for found in disputed.elsewhere.highlights()] == [(shown, [])]


def test_own_words_stand_above_those_of_the_other_clinic_whichever_are_later(shared: Shared):
    shared.window.marking.write(shared.mark_id, OURS, "6 mg")
    shared.window.jobs.settle(Lane.NOTEBOOK)
    shared.write_elsewhere(note=THEIRS)
    shared.take_in()
    assert [(card.note, card.others) for card in shared.cards()] == [("6 mg", (THEIRS,))]
    press(shared, "Keep only those above")
    assert shared.words() == {"6 mg"}
    shared.window.parts.wishes["undo"].trigger()
    assert shared.words() == {"6 mg", THEIRS}
    shared.window.marking.recolour(shared.mark_id, Colour.ROSE)
    assert shared.words() == {"6 mg", THEIRS}
    assert [(card.note, card.others) for card in shared.cards()] == [("6 mg", (THEIRS,))]
    shared.edit("6 mg twice")
    shared.window.parts.panel.notes.stop_editing()
    assert shared.words() == {"6 mg twice", THEIRS}
    assert [(card.note, card.others) for card in shared.cards()] == [("6 mg twice", (THEIRS,))]


def test_the_other_words_are_chosen_and_undone(disputed: Shared):
    (card,) = disputed.cards()
    press(disputed, "Keep only these")
    assert disputed.words() == set(card.others)
    disputed.window.parts.wishes["undo"].trigger()
    assert disputed.words() == {card.note, *card.others}
    assert [(again.note, again.others) for again in disputed.cards()] == [(card.note, card.others)]
    disputed.window.parts.wishes["redo"].trigger()
    assert disputed.words() == set(card.others)


@pytest.mark.parametrize(("name", "kept"), [("Keep only those above", "{own}"), ("Keep both", "{own}\n\n{other}")])
def test_what_is_being_typed_counts_in_the_choice(disputed: Shared, name: str, kept: str):
    (card,) = disputed.cards()
    disputed.edit("6 mg twice")
    press(disputed, name)
    assert disputed.words() == {kept.format(own="6 mg twice", other=card.others[0])}


def test_a_note_on_a_section_whose_own_words_are_cleared_stays_with_those_of_the_other_clinic(shared: Shared):
    marking = shared.window.marking
    note = marking.add_note(None)
    assert note is not None
    marking.write(note, "", "first")
    shared.window.jobs.settle(Lane.NOTEBOOK)
    shared.elsewhere.merge(shared.kept.records())
    theirs = shared.elsewhere.mark(note)
    assert isinstance(theirs, Note)
    shared.elsewhere.save(edited(theirs, note=THEIRS))
    shared.window.parts.panel.notes.show_card(note, edit=True)
    editor = next(card._editor for card in note_cards(shared.window) if card.text.id == note)
    editor.setPlainText("")
    shared.take_in()
    shared.window.parts.panel.notes.stop_editing()
    shared.window.jobs.settle(Lane.NOTEBOOK)
    record = shared.kept.record(note)
    assert record is not None
    assert record.mark.deleted is None
    assert THEIRS in {words_of(record.mark), *record.other_words}
    assert note in {card.id for card in shared.cards()}


def test_both_are_put_together(disputed: Shared):
    (card,) = disputed.cards()
    press(disputed, "Keep both")
    assert disputed.window.focusWidget() is note_cards(disputed.window)[0]
    assert disputed.words() == {f"{card.note}\n\n{card.others[0]}"}


def test_the_notice_of_the_import_leads_to_the_marks_that_were_written_on_both_sides(disputed: Shared):
    mark(disputed.window, "isotope")
    disputed.window.jobs.settle(Lane.NOTEBOOK)
    notice, view = disputed.window.parts.centre.notice, disputed.window.parts.centre.notebook
    assert "both are kept" in notice.text()
    notice._do.click()
    disputed.qtbot.waitUntil(lambda: view.words() == "1 of 2 marks · Written here and elsewhere")


def test_a_bookmark_that_two_have_named_says_so_until_it_is_named_again(shared: Shared):
    marking = shared.window.marking
    marking.toggle_bookmark(None)
    (bookmark,) = marking.held.bookmarks()
    shared.window.jobs.settle(Lane.NOTEBOOK)
    shared.elsewhere.merge(shared.kept.records())
    shared.elsewhere.save(edited(shared.elsewhere.bookmarks()[0], label="Theirs"))
    marking.rename(bookmark.id, "Ours")
    shared.window.jobs.settle(Lane.NOTEBOOK)
    shared.take_in()
    (line,) = shared.window.parts.panel.bookmarks.lines()
    assert {line.text, line.under.removeprefix("elsewhere: ")} == {"Ours", "Theirs"}
    marking.rename(bookmark.id, "Sentinel nodes")
    shared.window.jobs.settle(Lane.NOTEBOOK)
    assert shared.kept.in_conflict() == []
    assert "elsewhere" not in shared.window.parts.panel.bookmarks.lines()[0].under
