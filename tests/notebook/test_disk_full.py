"""A full disk loses nothing that was saved, is told in a sentence, and is forgiven once there is space."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.state import Place, State

Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="neither limit exists on Windows")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 512 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], check=False).returncode:
        pytest.skip("only root may mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _run_until_full(process: subprocess.Popen[str], relieve: Callable[[], object]) -> dict[str, list[str]]:
    """Return what the process printed, by its first word; `relieve` is called when the disk was full."""
    told: dict[str, list[str]] = {"saved": []}
    while "readable" not in told:
        word, _, rest = process.stdout.readline().rstrip("\n").partition(" ")
        assert word, process.communicate()
        told.setdefault(word, []).append(rest)
    relieve()
    after, _ = process.communicate("go on\n", timeout=60)
    told["saved"].append(after.removeprefix("saved ").strip())
    assert process.returncode == 0
    return told


def _assert_all_there(home: Home, told: dict[str, list[str]]) -> None:
    assert told["told"][0].startswith("The mark could not be stored: the disk is full")
    assert told["readable"] == [str(len(told["saved"]) - 1)]
    with Notebook.open(home).notebook as notebook:
        assert notebook.problems(thorough=True) == []
        kept = {mark.id for mark in notebook.highlights()}
    assert kept == set(told["saved"])
    assert told["refused"][0] not in kept


@pytest.mark.parametrize("limit", [40_000, 150_000, 400_000])
def test_a_file_that_may_not_grow_keeps_what_was_saved(home: Home, start_python: Start, limit: int):
    told = _run_until_full(start_python("save_until_full.py", home.root, limit), lambda: None)
    _assert_all_there(home, told)


def test_a_full_disk_keeps_what_was_saved(small_disk: Path, start_python: Start):
    filler = small_disk / "filler"
    filler.write_bytes(bytes(250_000))
    home = Home(small_disk / "home")
    home.prepare()
    told = _run_until_full(start_python("save_until_full.py", home.root, 0), filler.unlink)
    _assert_all_there(home, told)


def test_a_disk_that_is_full_from_the_start_leaves_the_notebook_as_it_was(
    small_disk: Path, make_highlight: Callable[..., Highlight]
):
    home = Home(small_disk / "home")
    home.prepare()
    mark = make_highlight("kept")
    with Notebook.open(home).notebook as notebook:
        notebook.save(mark)
    filler = small_disk / "filler"
    _fill(filler)
    with pytest.raises(NotebookError, match="the disk is full"):
        Notebook.open(home)
    filler.unlink()
    with Notebook.open(home).notebook as notebook:
        assert notebook.highlights() == [mark]


def test_a_backup_that_finds_no_space_leaves_nothing_behind(small_disk: Path, make_highlight: Callable[..., Highlight]):
    home = Home(small_disk / "home")
    home.prepare()
    with Notebook.open(home).notebook as notebook:
        notebook.save(make_highlight())
        filler = small_disk / "filler"
        _fill(filler)
        with pytest.raises(NotebookError, match="could not be backed up: the disk is full"):
            notebook.back_up()
        assert list(home.backups.iterdir()) == []
        filler.unlink()
        assert notebook.back_up() is not None


def test_reading_goes_on_with_places_in_memory_when_the_disk_is_full(small_disk: Path, caplog: pytest.LogCaptureFixture):
    home = Home(small_disk / "home")
    home.prepare()
    _fill(small_disk / "filler")
    state = State.open(home)
    state.keep_place(Place("p", "t", "s", 7))
    assert state.last_place() == Place("p", "t", "s", 7)
    state.close()
    assert "disk is full" in caplog.text


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return
