"""Notes leave by the menu once they are listed, and come in beside what is read and written."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.desktop.exchange.export_page import ExportPage
from reader.desktop.exchange.refused_page import RefusedPage
from reader.desktop.launch import answer
from reader.desktop.window import Window
from reader.notebook.anchoring import describe
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.exporting import Format
from reader.notebook.making import new_bookmark, new_highlight
from reader.notebook.marks import Colour, Highlight
from reader.notebook.writing import stamped
from tests.desktop.test_launch import Request


@pytest.fixture
def mark(window: Window) -> Highlight:
    """Return a highlight of the topic that the window shows, made elsewhere."""
    window.reading.open("slnb", "small-ward")
    assert window.reading.now is not None
    section = window.reading.now.topic.sections[0]
    target = describe(section.id, section.text, 0, 9, pack="small-ward", topic="slnb", heading_path=section.path)
    return new_highlight([target], colour=Colour.BLUE, edition="e", note="from the other ward")


@pytest.fixture
def file(mark: Highlight, tmp_path: Path) -> Path:
    path = tmp_path / "notes.jsonld"
    bookmark = new_bookmark("small-ward", "slnb", edition="e", label="first")
    path.write_text(as_jsonld([stamped(None, one, "a") for one in (mark, bookmark)], "a"), encoding="utf-8")
    return path


def export_page(window: Window, qtbot: QtBot, form: Format = Format.HTML) -> ExportPage:
    """Ask for the page of what leaves, in one form."""
    with qtbot.waitSignal(window.exchanging.prepared):
        window.parts.wishes["export_notes"].trigger()
    page = window.findChild(ExportPage)
    if form is not Format.HTML:
        with qtbot.waitSignal(window.exchanging.prepared):
            page.choose(form)
    return page


def test_what_is_imported_is_drawn_and_listed_at_once_and_told(window: Window, qtbot: QtBot, file: Path):
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    assert [mark.note for mark in window.marking.highlights()] == ["from the other ward"]
    assert [card.note for card in window.parts.panel.notes.texts()] == ["from the other ward"]
    assert [mark.label for mark in window.marking.held.bookmarks()] == ["first"]
    assert window.parts.centre.notice.text() == "Imported: 2 added, 0 changed, 0 the same, 0 refused."
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    assert "2 the same" in window.parts.centre.notice.text()


def test_what_is_refused_is_listed_when_asked_for(window: Window, qtbot: QtBot, file: Path):
    file.write_text(file.read_text(encoding="utf-8").replace('"blue"', '"octarine"'), encoding="utf-8")
    with qtbot.waitSignal(window.exchanging.tookIn) as told:
        window.exchanging.take_in(file)
    assert "1 added, 0 changed, 0 the same, 1 refused" in window.parts.centre.notice.text()
    page = RefusedPage(told.args[0], window)
    qtbot.addWidget(page)
    assert "Item 1" in page.findChild(type(page.layout().itemAt(1).widget())).toPlainText()


def test_a_file_that_holds_no_notes_is_refused_and_nothing_changes(window: Window, qtbot: QtBot, tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear colleague")
    with qtbot.waitSignal(window.exchanging.failed):
        window.exchanging.take_in(tmp_path / "letter.txt")
    assert "no JSON" in window.parts.centre.notice.text()


def test_an_export_lists_what_leaves_and_then_writes_it(window: Window, qtbot: QtBot, file: Path, tmp_path: Path):
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    page = export_page(window, qtbot)
    assert page.lines() == ["2 marks (1 highlight, 1 bookmark), 2 with words of your own", "Sentinel node biopsy: 2"]
    with qtbot.waitSignal(window.exchanging.written):
        page.save(str(tmp_path / "notes.html"))
    assert "from the other ward" in (tmp_path / "notes.html").read_text(encoding="utf-8")
    assert window.parts.centre.notice.text() == f"Saved as {tmp_path / 'notes.html'}."


def test_another_form_and_the_words_of_deleted_notes_can_be_chosen(window: Window, qtbot: QtBot, file: Path, tmp_path: Path):
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    window.marking.delete(window.marking.highlights()[0].id)
    page = export_page(window, qtbot, Format.JSONLD)
    assert page.lines()[-1] == "1 deleted mark, for another notebook to delete too, 1 still with words"
    with qtbot.waitSignal(window.exchanging.prepared):
        page._forget.setChecked(True)
    with qtbot.waitSignal(window.exchanging.written):
        page.save(str(tmp_path / "all.jsonld"))
    document = json.loads((tmp_path / "all.jsonld").read_text(encoding="utf-8"))
    assert (document["total"], len(document["wb:tombstones"])) == (1, 1)
    assert "from the other ward" not in json.dumps(document)


def test_what_was_done_before_an_import_isnt_undone_over_it(window: Window, qtbot: QtBot, file: Path):
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    mark = window.marking.highlights()[0]
    window.marking.recolour(mark.id, Colour.GREEN)
    assert window.marking.doing.stack.canUndo()
    other = new_bookmark("small-ward", "slnb", edition="e", label="second")
    file.write_text(as_jsonld([stamped(None, other, "a")], "a"), encoding="utf-8")
    with qtbot.waitSignal(window.exchanging.tookIn):
        window.exchanging.take_in(file)
    assert not window.marking.doing.stack.canUndo()
    assert window.marking.highlights()[0].colour is Colour.GREEN


def test_closing_the_page_lets_nothing_leave(window: Window, qtbot: QtBot, tmp_path: Path):
    page = export_page(window, qtbot)
    page.reject()
    assert page.result() == QDialog.DialogCode.Rejected
    assert list(tmp_path.glob("*.html")) == []


def test_a_cancelled_import_takes_nothing_in(window: Window, qtbot: QtBot, file: Path):
    window.jobs.began.connect(lambda job: job.cancel())
    with qtbot.waitSignal(window.exchanging.cancelled):
        window.exchanging.take_in(file)
    assert window.marking.held.bookmarks() == []
    assert window.parts.centre.notice.text() == "Cancelled: nothing was imported."


@pytest.mark.parametrize("as_json", [False, True])
def test_an_import_that_another_process_asks_for_is_answered_with_its_counts(
    window: Window, qtbot: QtBot, file: Path, *, as_json: bool
):
    request = Request({"import_notes": str(file), "json": as_json})
    with qtbot.waitSignal(window.exchanging.tookIn):
        answer(window, request)
    ((how, told),) = request.outcome
    assert how == "done"
    assert (json.loads(told)["added"] == 2) if as_json else (told == "2 added, 0 changed, 0 the same, 0 refused.")


def test_an_import_that_fails_is_answered_too(window: Window, qtbot: QtBot, tmp_path: Path):
    request = Request({"import_notes": str(tmp_path / "nothing")})
    with qtbot.waitSignal(window.exchanging.failed):
        answer(window, request)
    ((how, why),) = request.outcome
    assert how == "refused"
    assert "can't be read" in why
