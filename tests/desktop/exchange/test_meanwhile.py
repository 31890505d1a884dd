"""Notes that come in while the reader writes: neither takes the place of the other unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Unpack

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.panel.cards import CardText
from reader.desktop.panel.note_editor import NoteEditor
from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.marks import Changes, Colour, edited
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
