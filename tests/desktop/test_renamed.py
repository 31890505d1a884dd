"""A topic that an edition calls otherwise keeps its notes, and they are written, tagged and deleted as before."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.window import Window
from tests.desktop.conftest import write_pack
from tests.desktop.test_reviewing import FIRST, MANIFEST, install

RENAMED = {"medicines": FIRST["drugs"].replace("title: Drugs", "title: Medicines\nformerly: [drugs]")}


def notes(window: Window) -> list[tuple[str, tuple[str, ...]]]:
    return [(text.note, text.tags) for text in window.parts.panel.notes.texts()]


def test_a_note_on_a_renamed_topic_is_changed_where_it_stands(window: Window, qtbot: QtBot, tmp_path: Path):
    marking = window.marking
    install(qtbot, window, write_pack(tmp_path / "one", MANIFEST.format(edition=1), FIRST))
    window.reading.open("drugs", "doses")
    note = marking.add_note(None)
    assert note is not None
    marking.write(note, "", "Weigh every child.")
    install(qtbot, window, write_pack(tmp_path / "two", MANIFEST.format(edition=2), RENAMED))
    window.reading.open("medicines", "doses")
    marking.write(note, "Weigh every child.", "Weigh every child twice a week.")
    assert notes(window) == [("Weigh every child twice a week.", ())]
    marking.tag(note, ["rounds"])
    assert notes(window) == [("Weigh every child twice a week.", ("rounds",))]
    marking.delete(note)
    assert notes(window) == []
    marking.doing.undo()
    window.jobs.settle(Lane.NOTEBOOK)
    assert notes(window) == [("Weigh every child twice a week.", ("rounds",))]
    window.reading.open("slnb", "small-ward")
    window.reading.open("medicines", "doses")
    assert notes(window) == [("Weigh every child twice a week.", ("rounds",))]
