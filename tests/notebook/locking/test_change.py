"""Cut off at any step, a change of the key leaves every mark readable, with the old key or the new one."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.connection import Access, connect
from reader.notebook.locking.change import change_key, is_unsettled, settle
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import find_lock
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from tests.notebook.locking.conftest import Make, files_with, new_key, notes_of, silent

Start = Callable[..., subprocess.Popen[str]]
FIXTURES = Path(__file__).parents[1] / "fixtures"


def _written(key: Key | None) -> str:
    return (key.secret + key.salt).hex() if key else "-"


def _fill_small(home: Home, make: Make, key: Key | None) -> None:
    home.prepare()
    with Notebook.open(home).notebook as notebook:
        notebook.save(make("Mrs Quillfeather"))
        notebook.back_up()
    (home.root / "notebook-damaged-2026-11-01T000000.000000Z.sqlite").write_bytes(b"pentachrome")
    if key:
        change_key(home, None, key, silent, "Locking failed")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither SIGKILL nor fork")
@pytest.mark.parametrize(
    ("old", "new"), [(None, new_key()), (new_key(), new_key()), (new_key(), None)], ids=["on", "over", "off"]
)
def test_killed_at_any_step_nothing_is_lost_and_the_next_start_settles_it(
    tmp_path: Path, make_highlight: Make, start_python: Start, old: Key | None, new: Key | None, *, thorough: bool
):
    model = Home(tmp_path / "model")
    _fill_small(model, make_highlight, old)
    stride = 1 if thorough else 3
    process = start_python("locking/change_and_die.py", model.root, tmp_path / "killed", _written(old), _written(new), stride)
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    killed = sorted((tmp_path / "killed").iterdir())
    assert len(killed) == int(out) > 20 // stride
    opened_by_new = 0
    for root in killed:
        home = Home(root)
        settle(home)
        assert not is_unsettled(home)
        lock = find_lock(home)
        key = next((key for key in (old, new) if key and lock and lock.opens_with(key)), None)
        assert (key is None) == (lock is None)
        assert notes_of(home, key) == {"Mrs Quillfeather"}, root.name
        if key is not None:
            assert files_with(home) == [], root.name
        opened_by_new += key == new
        change_key(home, key, None, silent, "Unlocking failed")
        assert (home.root / "notebook-damaged-2026-11-01T000000.000000Z.sqlite").read_bytes() == b"pentachrome"
        assert len(list(home.backups.iterdir())) == 1
    assert 0 < opened_by_new < len(killed)  # some were undone and some were finished


def test_a_full_disk_leaves_everything_as_it_was(home: Home, filled: list[Highlight], monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = files_with(home)
    with monkeypatch.context() as patch:
        patch.setattr("reader.notebook.locking.change._sync", full)
        with pytest.raises(NotebookError, match="could not be locked: No space left on device"):
            change_key(home, None, new_key(), silent, "The notebook could not be locked")
    assert not is_unsettled(home)
    assert set(files_with(home)) == set(before)
    assert notes_of(home, None) == {mark.note for mark in filled}


def test_another_program_that_reads_the_notebook_keeps_it_from_being_locked(
    home: Home, filled: list[Highlight], monkeypatch: pytest.MonkeyPatch
):
    assert filled
    monkeypatch.setattr("reader.notebook.connection._WAIT", 0.05)
    other = sqlite3.connect(home.notebook)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN")
    other.execute("SELECT * FROM mark").fetchone()
    with pytest.raises(NotebookError, match="another program"):
        change_key(home, None, new_key(), silent, "The notebook could not be locked")
    other.close()
    assert find_lock(home) is None


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("v*.sqlite")))
def test_a_notebook_of_any_version_can_be_locked_and_is_brought_up_to_date_then(home: Home, name: str):
    shutil.copy(FIXTURES / name, home.notebook)
    key = new_key()
    change_key(home, None, key, silent, "Locking failed")
    with Notebook.open(home, key).notebook as notebook:
        kept = {mark.id for mark in notebook.highlights()}
    for backup in home.backups.iterdir():  # the copy that was made first
        assert not backup.read_bytes().startswith(b"SQLite format 3")
    change_key(home, key, None, silent, "Unlocking failed")
    with Notebook.open(home).notebook as notebook:
        assert {mark.id for mark in notebook.highlights()} == kept != set()


def test_row_numbers_and_the_index_stay_as_they_were(home: Home, filled: list[Highlight]):
    assert filled
    with sqlite3.connect(home.notebook) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM mark WHERE rowid % 3 = 0")
        before = raw.execute("SELECT rowid, id FROM mark").fetchall()
    raw.close()
    key = new_key()
    change_key(home, None, key, silent, "Locking failed")
    connection = connect(home.notebook, Access.INSPECT, key)
    assert connection.rows("SELECT rowid, id FROM mark") == before
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_files_that_belong_to_nobody_else_stay_private(home: Home, key: Key):
    assert key
    modes = {path.name: path.stat().st_mode & 0o077 for path in home.root.rglob("*.sqlite")}
    assert set(modes.values()) == {0}
