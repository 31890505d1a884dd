import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.backup import KEPT, back_up, backups, daily_backup, made_at, newest_good
from reader.notebook.connection import Access, connect
from reader.notebook.marks import Highlight
from reader.notebook.migrations import NOTEBOOK_MIGRATIONS
from reader.notebook.notebook import Notebook
from reader.notebook.schema import Migration

Make = Callable[..., Highlight]
DAY = datetime(2126, 11, 23, 8, 30, tzinfo=UTC)  # later than any backup that a test makes at its own time
ADDED = Migration(3, ("ALTER TABLE mark ADD COLUMN mood TEXT NOT NULL DEFAULT ''",))


def put_back(backup: Path, home: Home) -> Notebook:
    home.notebook.write_bytes(backup.read_bytes())
    return Notebook.open(home).notebook


def test_a_backup_holds_what_had_been_saved_when_it_was_made(notebook: Notebook, home: Home, make_highlight: Make):
    before, after = make_highlight("before"), make_highlight("after")
    notebook.save(before)
    made = notebook.back_up()
    notebook.save(after)
    notebook.close()
    assert made is not None
    with put_back(made, home) as again:
        assert again.highlights() == [before]


def test_a_notebook_without_marks_is_not_backed_up(notebook: Notebook, home: Home):
    assert notebook.back_up() is None
    assert notebook.back_up_changes() is None
    assert list(home.backups.iterdir()) == []


def test_what_was_marked_after_the_days_backup_takes_its_place_at_the_end(notebook: Notebook, home: Home, make_highlight: Make):
    marks = [make_highlight("before"), make_highlight("after")]
    notebook.save(marks[0])
    notebook.back_up()
    notebook.save(marks[1])
    assert notebook.back_up() is None
    made = notebook.back_up_changes()
    assert notebook.back_up_changes() is None
    assert list(home.backups.iterdir()) == [made]
    notebook.close()
    assert made is not None
    with put_back(made, home) as again:
        assert again.highlights() == marks


def test_a_notebook_in_which_only_a_topic_was_answered_is_backed_up_and_renewed(notebook: Notebook, home: Home):
    notebook.feedback.give("clinic", "sepsis", helpful=False, words="Which dose?", edition="e")
    assert notebook.back_up() is not None
    notebook.back_up_changes()
    assert notebook.back_up_changes() is None
    notebook.feedback.give("clinic", "sepsis", helpful=True, words="Found it.", edition="e")
    made = notebook.back_up_changes()
    notebook.close()
    assert made is not None
    with put_back(made, home) as again:
        assert [given.words for given in again.feedback.all()] == ["Found it."]


def test_a_notebook_in_which_only_a_topic_was_answered_is_copied_before_a_great_change(notebook: Notebook, home: Home):
    assert notebook.back_up_before("import") is None
    notebook.feedback.give("clinic", "sepsis", helpful=False, words="Which dose?", edition="e")
    made = notebook.back_up_before("import")
    notebook.close()
    assert made is not None
    with put_back(made, home) as again:
        assert [given.words for given in again.feedback.all()] == ["Which dose?"]


def test_a_new_name_or_an_answer_taken_back_renews_the_days_backup(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(make_highlight())
    notebook.feedback.give("clinic", "sepsis", helpful=False, words="Which dose?", edition="e")
    notebook.back_up_changes()
    notebook.feedback.take_back("clinic", "sepsis")
    assert notebook.back_up_changes() is not None
    notebook.set_creator("AK")
    made = notebook.back_up_changes()
    assert list(home.backups.iterdir()) == [made]
    notebook.close()
    assert made is not None
    with put_back(made, home) as again:
        assert again.creator == "AK"
        assert again.feedback.all() == []


def test_a_backup_is_one_plain_file(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(make_highlight())
    made = notebook.back_up()
    assert list(home.backups.iterdir()) == [made]
    with closing(connect(made, Access.INSPECT)) as connection:
        assert connection.rows("PRAGMA journal_mode") == [("delete",)]
    assert list(home.backups.iterdir()) == [made]


@pytest.mark.usefixtures("notebook")
def test_there_is_one_a_day(home: Home):
    assert daily_backup(home.notebook, home.backups, DAY) is not None
    assert daily_backup(home.notebook, home.backups, DAY + timedelta(hours=15)) is None
    assert daily_backup(home.notebook, home.backups, DAY + timedelta(hours=16)) is not None


def test_fourteen_days_are_kept_and_copies_before_a_change_of_schema_for_ever(notebook: Notebook, home: Home):
    with closing(connect(home.notebook, Access.READ)) as connection:
        before = back_up(connection, home.backups, "before-3", DAY - timedelta(days=1))
    for day in range(20):
        daily_backup(home.notebook, home.backups, DAY + timedelta(days=day))
    kept = backups(home.backups)
    assert len(kept) == KEPT + 1
    assert [made_at(path).date() for path in kept[:KEPT]] == [(DAY + timedelta(days=19 - n)).date() for n in range(KEPT)]
    assert kept[-1] == before
    assert notebook.problems() == []


def test_a_clock_that_was_ahead_costs_no_backup(notebook: Notebook, home: Home, make_highlight: Make):
    for day in range(KEPT):
        assert daily_backup(home.notebook, home.backups, DAY.replace(year=2131) + timedelta(days=day))
    notebook.save(make_highlight("after the clock was set right"))
    made = daily_backup(home.notebook, home.backups, DAY)
    assert made is not None
    assert made.exists()
    assert newest_good(home.backups, NOTEBOOK_MIGRATIONS) == made
    assert daily_backup(home.notebook, home.backups, DAY + timedelta(hours=1)) is None
    notebook.close()
    with put_back(made, home) as again:
        assert [mark.note for mark in again.highlights()] == ["after the clock was set right"]


def test_a_backup_of_before_they_were_numbered_is_older_than_all_that_are(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(make_highlight())
    made = notebook.back_up()
    assert made is not None
    old = home.backups / "notebook-2131-11-30T000000.000000Z-daily.sqlite"
    old.write_bytes(made.read_bytes())
    assert backups(home.backups) == [made, old]


def test_a_file_that_names_no_day_is_no_backup_of_ours(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(make_highlight())
    (home.backups / "notebook-2026-99-99T999999.000000Z-n999999-daily.sqlite").write_bytes(b"")
    made = notebook.back_up()
    assert backups(home.backups) == [made]


def test_the_newest_good_one_is_neither_damaged_nor_of_a_newer_program(home: Home):
    with Notebook.open(home).notebook:
        good = daily_backup(home.notebook, home.backups, DAY)
        damaged = daily_backup(home.notebook, home.backups, DAY + timedelta(days=1))
    with Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED)).notebook:
        daily_backup(home.notebook, home.backups, DAY + timedelta(days=2))
    (home.backups / "notebook-2126-11-30T000000.000000Z-daily.sqlite").write_bytes(b"")
    assert damaged is not None
    damaged.write_bytes(damaged.read_bytes()[:5000])
    (before_change,) = home.backups.glob("*-before-3.sqlite")
    assert newest_good(home.backups, NOTEBOOK_MIGRATIONS) == before_change
    before_change.unlink()
    assert newest_good(home.backups, NOTEBOOK_MIGRATIONS) == good


def test_without_a_good_one_there_is_none(home: Home):
    assert newest_good(home.backups, NOTEBOOK_MIGRATIONS) is None


def test_a_damaged_notebook_isnt_backed_up_and_no_good_backup_goes_for_it(home: Home, make_highlight: Make):
    with Notebook.open(home).notebook as notebook:
        for _ in range(200):
            notebook.save(make_highlight("x" * 100))
    good = []
    with Notebook.open(home).notebook:
        good = [daily_backup(home.notebook, home.backups, DAY + timedelta(days=day)) for day in range(KEPT)]
    content = bytearray(home.notebook.read_bytes())
    content[4096 * 5 : 4096 * 9] = bytes(4096 * 4)
    home.notebook.write_bytes(content)
    with pytest.raises(NotebookError):
        daily_backup(home.notebook, home.backups, DAY + timedelta(days=30))
    assert backups(home.backups) == good[::-1]


def test_what_a_killed_backup_left_behind_is_cleared(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(make_highlight())
    old, young = home.backups / ".notebook-old.sqlite.00", home.backups / ".notebook-young.sqlite.00"
    for draft in (old, young):
        draft.write_bytes(b"half")
    os.utime(old, (0, 0))
    made = notebook.back_up()
    assert set(home.backups.iterdir()) == {young, made}


def test_marks_are_saved_while_a_backup_is_made(notebook: Notebook, home: Home, make_highlight: Make):
    for _ in range(50):
        notebook.save(make_highlight("x" * 500))
    made: list[Path | None] = []
    job = Thread(target=lambda: made.append(notebook.back_up()))
    job.start()
    later = [make_highlight(str(number)) for number in range(20)]
    for mark in later:
        notebook.save(mark)
    job.join()
    assert notebook.counts().highlights == 70
    notebook.close()
    assert made[0] is not None
    with put_back(made[0], home) as again:
        assert 50 <= again.counts().highlights <= 70
        assert again.problems(thorough=True) == []
