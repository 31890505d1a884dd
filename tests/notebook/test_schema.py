import hashlib
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.marks import Bookmark, Colour, Highlight, Note, Verdict
from reader.notebook.migrations import NOTEBOOK_ID, NOTEBOOK_MIGRATIONS
from reader.notebook.notebook import Notebook
from reader.notebook.schema import Migration

FIXTURES = Path(__file__).parent / "fixtures"
ADDED = Migration(3, ("ALTER TABLE mark ADD COLUMN mood TEXT NOT NULL DEFAULT ''",))
BROKEN = Migration(3, ("ALTER TABLE mark ADD COLUMN mood TEXT NOT NULL DEFAULT ''", "INSERT INTO mark (id) VALUES ('x')"))
Make = Callable[..., Highlight]
Start = Callable[..., subprocess.Popen[str]]


def put_fixture(name: str, home: Home) -> None:
    home.notebook.write_bytes((FIXTURES / name).read_bytes())


def everything_in(folder: Path) -> dict[str, tuple[str, int]]:
    """Return the digest and the time of every file."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


def test_a_notebook_of_version_1_opens_with_all_its_marks(home: Home):
    put_fixture("v1.sqlite", home)
    opened = Notebook.open(home)
    with opened.notebook as notebook:
        assert opened.notice == ""
        assert notebook.creator == "AK"
        first, second = notebook.highlights()
        assert (first.colour, first.note, first.creator) == (Colour.AMBER, "Ask the pharmacist first — 😀 مرحبا", "AK")
        assert first.targets[0].sentence == "Do not give gentamicin above 5 mg/kg."
        assert [target.section for target in second.targets] == ["dose", "table"]
        assert second.targets[1].column_headings == ("Dose", "mg/kg")
        assert notebook.bookmarks()[0].label == "Every Monday"
        assert [mark.note for mark in notebook.deleted() if isinstance(mark, Highlight)] == ["No longer needed"]
        assert isinstance(notebook.marks_in("clinic", "shock")[0], Bookmark)


def test_a_notebook_of_version_2_opens_with_all_it_holds(home: Home):
    put_fixture("v2.sqlite", home)
    opened = Notebook.open(home)
    with opened.notebook as notebook:
        assert opened.notice == ""
        first, second = notebook.highlights()
        assert first.tags == ("Dose", "ward 3")
        assert [review.verdict for review in second.reviews] == [Verdict.REANCHORED, Verdict.KEPT_UNPLACED]
        assert [target.section for target in second.reviews[0].targets] == ["dosing"]
        assert [target.section for target in second.targets] == ["dose", "table"]
        assert notebook.placements.on("ab" * 32)[second.id][0].section == "dosing"
        (note,) = notebook.find("高血")
        assert isinstance(note, Note)
        assert (note.topic, note.section, note.tags) == ("shock", None, ("ward 3",))
        assert [(tag.name, tag.marks) for tag in notebook.tags()] == [("Dose", 1), ("ward 3", 2)]
        assert notebook.find("registrar") == [first]
        assert [feedback.words for feedback in notebook.feedback.all()] == ["The dose for neonates is missing."]
        assert len([record for record in notebook.records() if record.mark.deleted]) == 2


def test_the_header_says_what_the_file_is(notebook: Notebook, home: Home):
    notebook.close()
    with closing(sqlite3.connect(home.notebook)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (NOTEBOOK_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_migration_comes_after_a_copy_and_keeps_every_mark(home: Home, make_highlight: Make):
    mark = make_highlight("before")
    with Notebook.open(home).notebook as notebook:
        notebook.save(mark)
    with Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED)).notebook as notebook:
        assert notebook.highlights() == [mark]
    (backup,) = home.backups.iterdir()
    assert "before-3" in backup.name
    home.notebook.unlink()
    backup.rename(home.notebook)
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == [mark]


def test_a_new_notebook_needs_no_copy(home: Home):
    Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED)).notebook.close()
    assert list(home.backups.iterdir()) == []


def test_a_migration_that_fails_halfway_leaves_the_old_schema_whole(home: Home, make_highlight: Make):
    mark = make_highlight()
    with Notebook.open(home).notebook as notebook:
        notebook.save(mark)
    with pytest.raises(sqlite3.IntegrityError):
        Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, BROKEN))
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == [mark]
    with closing(sqlite3.connect(home.notebook)) as raw:
        assert "mood" not in {row[1] for row in raw.execute("PRAGMA table_info(mark)")}


def test_a_migration_that_cant_copy_first_doesnt_begin(home: Home):
    Notebook.open(home).notebook.close()
    home.backups.rmdir()
    home.backups.write_text("a file where the folder should be")
    with pytest.raises(NotebookError, match="could not be backed up"):
        Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED))
    with closing(sqlite3.connect(home.notebook)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_notebook_of_a_newer_version_is_refused_and_not_touched(home: Home):
    Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED)).notebook.close()
    before = everything_in(home.root)
    with pytest.raises(NotebookError, match="newer Wardbook: it has version 3, this program knows 2") as told:
        Notebook.open(home)
    assert "was not touched" in told.value.advice
    assert everything_in(home.root) == before


def test_a_newer_version_that_is_only_in_the_log_is_refused_and_not_touched(home: Home, start_python: Start):
    Notebook.open(home).notebook.close()
    process = start_python("migrate_and_die.py", home.root)
    process.wait(60)
    assert home.notebook.with_name("notebook.sqlite-wal").stat().st_size
    kept = [home.notebook, home.notebook.with_name("notebook.sqlite-wal")]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept]
    with pytest.raises(NotebookError, match="newer Wardbook"):
        Notebook.open(home)
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept] == before
    with Notebook.open(home, migrations=(*NOTEBOOK_MIGRATIONS, ADDED)).notebook as notebook:
        assert notebook.problems(thorough=True) == []
