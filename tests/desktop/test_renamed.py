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


def test_a_note_and_a_bookmark_stay_on_a_section_that_is_called_otherwise(window: Window, qtbot: QtBot, tmp_path: Path):
    marking = window.marking
    install(qtbot, window, write_pack(tmp_path / "one", MANIFEST.format(edition=1), FIRST))
    window.reading.open("drugs", "doses", "watching")
    assert window.reading.now is not None
    watching = next(section for section in window.reading.now.topic.sections if section.id == "watching")
    note = marking.add_note(watching)
    assert note is not None
    marking.write(note, "", "Every second day.")
    marking.toggle_bookmark(watching)
    renamed = {"medicines": RENAMED["medicines"].replace("{#watching}", "{#looking}")}
    install(qtbot, window, write_pack(tmp_path / "two", MANIFEST.format(edition=2), renamed))
    window.reading.open("slnb", "small-ward")
    (bookmark,) = marking.held.bookmarks()
    window.parts.panel.bookmarks.chosen.emit(bookmark.id)
    section = window.reading.section()
    assert section is not None
    assert section.id == "looking"
    (card,) = window.parts.panel.notes.texts()
    assert (card.where, card.placed) == ("Watching", True)
    assert marking.held.bookmark_at("looking") == bookmark
    assert marking.held.bookmark_at(None) is None
    marking.toggle_bookmark(section)
    assert marking.held.bookmarks() == []
