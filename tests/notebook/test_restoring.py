"""A backup takes the notebook's place; what was there is kept, and a backup that is no good changes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.marks import Highlight, edited
from reader.notebook.notebook import Notebook
from reader.notebook.restoring import restore

Make = Callable[..., Highlight]
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_the_notebook_is_as_it_was_and_what_was_there_can_be_restored_too(home: Home, make_highlight: Make):
    first, second = make_highlight("first"), make_highlight("second")
    with Notebook.open(home).notebook as notebook:
        notebook.save(first)
        backup = notebook.back_up_now()
        notebook.save(second)
    kept = restore(home, backup, NOW)
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == notebook.find("first") == [first]
    assert kept is not None
    restore(home, kept, NOW)
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == [first, second]


def test_a_backup_of_an_older_version_is_brought_up_to_date(home: Home):
    old = Path(__file__).parent / "fixtures" / "v1.sqlite"
    assert restore(home, old, NOW) is None
    with Notebook.open(home).notebook as notebook:
        assert len(notebook.highlights()) == 2
        assert [mark.label for mark in notebook.find("monday")] == ["Every Monday"]


@pytest.mark.parametrize("content", [b"", b"a letter" * 1000, None])
def test_what_is_no_good_is_refused_and_changes_nothing(home: Home, tmp_path: Path, make_highlight: Make, content: bytes | None):
    with Notebook.open(home).notebook as notebook:
        notebook.save(mark := make_highlight())
    before = home.notebook.read_bytes()
    bad = tmp_path / "backup.sqlite"
    bad.write_bytes(before[:9000] if content is None else content)
    with pytest.raises(NotebookError, match="could not be restored"):
        restore(home, bad, NOW)
    assert home.notebook.read_bytes() == before
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == [mark]


def test_words_that_are_written_after_setting_back_dont_pass_for_those_that_were_lost(
    home: Home, tmp_path: Path, make_highlight: Make
):
    """Another clinic has got what was written before the notebook was set back, and what came after is no edit of that."""
    other_home = Home(tmp_path / "other")
    other_home.prepare()
    with Notebook.open(home).notebook as notebook, Notebook.open(other_home).notebook as other:
        notebook.save(mark := make_highlight("first"))
        backup = notebook.back_up_now()
        notebook.save(edited(mark, note="given away"))
        other.merge(notebook.records())
    restore(home, backup, NOW)
    with Notebook.open(home).notebook as notebook, Notebook.open(other_home).notebook as other:
        notebook.save(edited(notebook.highlights()[0], note="written anew"))
        other.merge(notebook.records())
        assert {found.note for found in other.find("written anew")} == {found.note for found in other.find("given away")}
        assert len(other.in_conflict()) == 1
