"""Where nothing can be written there are no marks, and that is said in a sentence; reading goes on."""

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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders can't be made read-only there")
Make = Callable[..., Highlight]
Lock = Callable[[], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Lock]]:
    """Return a folder, and what makes it read-only; root writes everywhere but on a disk that is mounted so."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid():
        yield folder, lambda: [path.chmod(0o500 if path.is_dir() else 0o400) for path in (*folder.rglob("*"), folder)] and None
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700)
        return
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False).returncode:
        pytest.skip("only some may mount")
    yield folder, lambda: subprocess.run(["mount", "-o", "remount,ro", folder], check=True) and None
    subprocess.run(["umount", folder], check=True)


def test_a_notebook_that_cant_be_written_is_refused_and_left_as_it_was(disk: tuple[Path, Lock], make_highlight: Make):
    folder, lock = disk
    home = Home(folder)
    with Notebook.open(home).notebook as notebook:
        notebook.save(make_highlight())
    before = home.notebook.read_bytes()
    lock()
    with pytest.raises(NotebookError, match=r"could not be opened: .* can't be written") as told:
        Notebook.open(home)
    assert "--home" in told.value.advice
    assert home.notebook.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["notebook.sqlite"]


def test_a_notebook_cant_be_begun_where_nothing_can_be_written(disk: tuple[Path, Lock]):
    folder, lock = disk
    lock()
    with pytest.raises(NotebookError, match="can't be written"):
        Notebook.open(Home(folder))
    assert list(folder.iterdir()) == []


def test_a_folder_where_the_notebook_should_be_is_told(home: Home):
    home.notebook.mkdir()
    with pytest.raises(NotebookError, match="can't be read: Is a directory"):
        Notebook.open(home)


def test_reading_places_last_until_the_end_of_the_program_there(disk: tuple[Path, Lock], caplog: pytest.LogCaptureFixture):
    folder, lock = disk
    lock()
    state = State.open(Home(folder))
    state.keep_place(Place("p", "t", "s", 3))
    assert state.last_place() == Place("p", "t", "s", 3)
    state.close()
    assert "last until the end of the program" in caplog.text
