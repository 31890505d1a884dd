"""After an update every mark is found again; what has changed waits for the reader, and going back undoes nothing of theirs."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reader.app import Wardbook
from reader.desktop.jobs import Lane
from reader.desktop.margin import standings
from reader.desktop.panel.panel import REVIEW
from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.anchoring import Kind
from reader.notebook.marks import Verdict
from reader.notebook.notebook import Notebook
from reader.notebook.replacing import kept_unplaced
from reader.notebook.replacing.edition import Edition
from tests.desktop.acting import mark, select
from tests.desktop.conftest import write_pack

MANIFEST = """
[pack]
id = "doses"
title = "Doses"
edition = "{edition}"
released = 2026-0{edition}-01
language = "en"

[[group]]
id = "wards"
title = "Wards"
"""
FIRST = {
    "drugs": (
        "---\ntitle: Drugs\ngroup: wards\n---\n\n## Gentamicin {#gentamicin}\n\n"
        "Give gentamicin 10 mg/kg once a day to the child. Weigh the child before the first dose is drawn up.\n\n"
        "## Watching {#watching}\n\nLook at the kidneys every second day. Stop when the creatinine doubles within two days.\n"
    ),
    "fluids": "---\ntitle: Fluids\ngroup: wards\n---\n\nMaintenance fluid for a child is counted by weight.\n",
}
SECOND = {
    "drugs": (
        "---\ntitle: Drugs\ngroup: wards\n---\n\n## Watching {#watching}\n\n"
        "New words stand here. Look at the kidneys every second day.\n\n## Gentamicin {#gentamicin}\n\n"
        "Give gentamicin 100 mg/kg once a day to the child. Weigh the child before the first dose is drawn up.\n"
    )
}
DOSE, WEIGH, KIDNEYS, STOP = (
    "Give gentamicin 10",
    "Weigh the child",
    "Look at the kidneys every second day",
    "Stop when the creatinine doubles",
)


def install(qtbot: QtBot, window: Window, folder: Path) -> str:
    with qtbot.waitSignal(window.installing.settled, timeout=30_000), qtbot.waitSignal(window.installing.installed) as told:
        window.installing.install(folder)
    return str(told.args[1])


def kinds(window: Window) -> dict[str, Kind]:
    """Return how the marks of the topic that is shown stand, by their words."""
    now = window.reading.now
    assert now is not None
    placed = window.marks_presenter.standings.of
    return {
        one.targets[0].exact: found[0].kind for one in window.marking.highlights() if (found := standings(one, now.topic, placed))
    }


def quotes(window: Window) -> list[str]:
    return [card.quote for card in window.parts.panel.notes.texts()]


def copied(window: Window, mark_id: str) -> str:
    window.marks_presenter.copy(mark_id)
    return QGuiApplication.clipboard().text()


def waiting(window: Window) -> list[str]:
    return [text.old for text in window.parts.panel.review.texts()]


@pytest.fixture
def updated(qtbot: QtBot, window: Window, tmp_path: Path) -> Window:
    """Return a window with four marks, whose pack has been updated."""
    install(qtbot, window, write_pack(tmp_path / "first", MANIFEST.format(edition=1), FIRST))
    window.reading.open("drugs", "doses")
    for words in (DOSE, WEIGH, KIDNEYS, STOP):
        mark(window, words)
    with qtbot.waitSignal(window.jobs.idle):
        pass
    told = install(qtbot, window, write_pack(tmp_path / "second", MANIFEST.format(edition=2), SECOND))
    assert told.endswith("4 marks: 0 as they were, 2 moved, 1 to review, 1 unplaced.")
    qtbot.waitUntil(lambda: len(waiting(window)) == 2)
    window.reading.open("drugs", "doses")
    return window


def test_an_update_tells_what_became_of_the_marks_and_lists_the_dangerous_first(updated: Window):
    assert waiting(updated) == [DOSE, STOP]
    assert updated.parts.panel.tabs.isTabVisible(REVIEW)
    critical, gone = updated.parts.panel.review.texts()
    assert critical.critical
    assert {piece.text for piece in critical.pieces if piece.critical} >= {"10", "100"}
    assert not gone.placed
    assert kinds(updated) == {DOSE: Kind.CHANGED, WEIGH: Kind.MOVED, KIDNEYS: Kind.MOVED, STOP: Kind.UNPLACED}


def test_an_accepted_change_is_drawn_as_any_mark_and_can_be_undone(qtbot: QtBot, updated: Window):
    mark_id = updated.parts.panel.review.texts()[0].id
    updated.parts.panel.review.accepted.emit(mark_id)
    assert waiting(updated) == [STOP]
    assert kinds(updated)[DOSE] is Kind.EXACT
    updated.parts.wishes["undo"].trigger()
    qtbot.waitUntil(lambda: waiting(updated) == [DOSE, STOP])
    assert kinds(updated)[DOSE] is Kind.CHANGED


def test_a_change_whose_acceptance_is_undone_later_is_drawn_as_changed(qtbot: QtBot, updated: Window):
    placements = updated.marking.placements
    assert updated.reading.now is not None
    assert placements is not None
    digest = updated.reading.now.pack.digest
    mark_id = updated.parts.panel.review.texts()[0].id
    updated.parts.panel.review.accepted.emit(mark_id)
    qtbot.waitUntil(lambda: mark_id in placements.of(digest, [mark_id]) and not updated.jobs.busy)
    updated.parts.wishes["undo"].trigger()
    assert kinds(updated)[DOSE] is Kind.CHANGED
    qtbot.waitUntil(lambda: waiting(updated) == [DOSE, STOP])
    assert kinds(updated)[DOSE] is Kind.CHANGED


def test_an_accepted_change_is_quoted_in_its_new_words_with_the_edition_that_has_them(qtbot: QtBot, updated: Window):
    assert DOSE in quotes(updated)
    updated.parts.panel.review.accepted.emit(updated.parts.panel.review.texts()[0].id)
    dose = next(one for one in updated.marking.highlights() if one.targets[0].exact == DOSE)
    assert f"{DOSE}0" in quotes(updated)
    assert copied(updated, dose.id).startswith(f"“{DOSE}0”")
    assert "edition 2" in copied(updated, dose.id)
    with qtbot.waitSignal(updated.installing.settled, timeout=30_000):
        updated.installing.roll_back("doses")
    updated.reading.open("drugs", "doses")
    assert DOSE in quotes(updated)
    assert copied(updated, dose.id).startswith(f"“{DOSE}”")
    assert "edition 1" in copied(updated, dose.id)


def test_a_mark_is_put_on_other_words_and_another_kept_without_a_place(qtbot: QtBot, updated: Window):
    dose, stop = (text.id for text in updated.parts.panel.review.texts())
    updated.parts.panel.review.reanchored.emit(dose)
    updated.parts.centre.notice._do.click()
    assert "No words" in updated.parts.centre.notice.text()
    select(updated, "before the first dose")
    updated.parts.centre.notice._do.click()
    updated.parts.panel.review.kept.emit(stop)
    qtbot.waitUntil(lambda: not waiting(updated))
    assert not updated.parts.panel.tabs.isTabVisible(REVIEW)
    now = updated.reading.now
    moved = next(one for one in updated.marking.highlights() if one.id == dose)
    (at,) = standings(moved, now.topic, updated.marks_presenter.standings.of)
    assert at.section.text[at.start : at.end] == "before the first dose"


def test_going_back_puts_every_mark_back_as_it_was(qtbot: QtBot, updated: Window):
    dose, stop = (text.id for text in updated.parts.panel.review.texts())
    updated.parts.panel.review.accepted.emit(dose)
    updated.parts.panel.review.kept.emit(stop)
    with qtbot.waitSignal(updated.installing.settled, timeout=30_000):
        updated.installing.roll_back("doses")
    updated.reading.open("drugs", "doses")
    assert kinds(updated) == dict.fromkeys((DOSE, WEIGH, KIDNEYS, STOP), Kind.EXACT)
    qtbot.waitUntil(lambda: not waiting(updated))


def test_a_note_and_a_bookmark_that_have_lost_their_section_are_led_to(qtbot: QtBot, window: Window, tmp_path: Path):
    install(qtbot, window, write_pack(tmp_path / "first", MANIFEST.format(edition=1), FIRST))
    window.reading.open("drugs", "doses", "watching")
    section = window.reading.section()
    note = window.marking.add_note(section)
    assert note is not None
    window.marking.write(note, "", "Every second day.")
    window.marking.toggle_bookmark(section)
    mark(window, WEIGH)
    gone = {"drugs": FIRST["drugs"].partition("## Watching")[0]}
    told = install(qtbot, window, write_pack(tmp_path / "second", MANIFEST.format(edition=2), gone))
    assert told.endswith("3 marks: 1 as they were, 2 unplaced.")
    view = window.parts.centre.notebook
    window.parts.centre.notice._do.click()
    qtbot.waitUntil(lambda: view.words() == "2 of 3 marks · Without a place in the present edition")


def test_the_notebook_says_which_words_have_changed_and_follows_the_shelf(qtbot: QtBot, updated: Window):
    updated.parts.wishes["notebook"].trigger()
    view = updated.parts.centre.notebook

    def wheres() -> list[str]:
        rows = view.marks.rows
        found = (view.marks.row(rows.index(number, 0)) for number in range(rows.rowCount()))
        return [row.where for row in found if row is not None]

    qtbot.waitUntil(lambda: sum("its words have changed" in where for where in wheres()) == 1)
    assert sum("without a place in this edition" in where for where in wheres()) == 1
    with qtbot.waitSignal(updated.installing.settled, timeout=30_000):
        updated.installing.roll_back("doses")
    assert not updated.parts.centre.shows_page
    qtbot.waitUntil(lambda: len(wheres()) == 4 and not any("changed" in where or "without" in where for where in wheres()))


def test_a_page_that_an_update_has_withdrawn_is_taken_away_with_the_reason(qtbot: QtBot, window: Window, tmp_path: Path):
    install(qtbot, window, write_pack(tmp_path / "first", MANIFEST.format(edition=1), FIRST))
    window.reading.open("fluids", "doses")
    withdrawn = '\n[[withdrawn]]\ntopic = "fluids"\nreason = "It was wrong."\ndate = 2026-02-01\n'
    manifest = MANIFEST.format(edition=2) + withdrawn
    install(qtbot, window, write_pack(tmp_path / "second", manifest, {"drugs": FIRST["drugs"]}))
    assert window.parts.centre.shows_start
    assert "“Fluids” is no longer in Doses, edition 2. It was wrong." in window.parts.centre.notice.text()


def test_accepting_keeps_what_was_written_on_the_mark_since_it_was_listed(updated: Window):
    dose = updated.parts.panel.review.texts()[0].id
    updated.marking.write(dose, "", "The paediatrician agrees.")
    updated.marking.tag(dose, ["rounds"])
    updated.parts.panel.review.accepted.emit(dose)  # before the list is made anew
    updated.jobs.settle(Lane.NOTEBOOK)
    found = next(one for one in updated.marking.highlights() if one.id == dose)
    assert (found.note, found.tags, len(found.reviews)) == ("The paediatrician agrees.", ("rounds",), 1)


def test_a_mark_that_somebody_else_has_settled_meanwhile_isnt_decided_by_what_was_listed_before(
    qtbot: QtBot, updated: Window, stocked_home: Home
):
    listed = updated.parts.panel.review.texts()[0].id
    with Notebook.open(stocked_home, mend=False).notebook as elsewhere:
        mark = next(one for one in elsewhere.highlights() if one.id == listed)
        now = updated.reading.now
        assert now is not None
        edition = Edition(now.pack.compiled)
        elsewhere.save(kept_unplaced(mark, edition))
    updated.marking.reload()
    updated.parts.panel.review.accepted.emit(listed)
    qtbot.waitUntil(lambda: waiting(updated) == [STOP])
    found = next(one for one in updated.marking.highlights() if one.id == listed)
    assert [review.verdict for review in found.reviews] == [Verdict.KEPT_UNPLACED]


def test_a_mark_is_saved_while_marks_are_being_placed(qtbot: QtBot, updated: Window, monkeypatch: pytest.MonkeyPatch):
    begun, free = Event(), Event()

    def place(*_: object) -> None:
        begun.set()
        free.wait(20)

    monkeypatch.setattr(Wardbook, "place_marks", place)
    updated.reviewing.place()
    qtbot.waitUntil(begun.is_set)
    made = mark(updated, "Weigh the child before the first dose")
    updated.reviewing.look()
    with qtbot.waitSignal(updated.marking.saving.settled):
        updated.marking.write(made, "", "kept")
    updated.jobs.settle(Lane.NOTEBOOK)
    free.set()


def test_a_topic_is_opened_by_what_is_remembered_and_without_going_through_the_pack(
    updated: Window, monkeypatch: pytest.MonkeyPatch
):
    before = kinds(updated)
    updated.reading.open("slnb", "small-ward")
    for nothing in ("placed", "missed"):
        monkeypatch.setattr(f"reader.desktop.marking.standing.{nothing}", lambda *_: pytest.fail("looked for again"))
    updated.reading.open("drugs", "doses")
    assert kinds(updated) == before
