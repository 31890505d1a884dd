"""The notebook's file isn't replaced under a process that has it open: what that process saves would be lost."""

import subprocess
from collections.abc import Callable

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking.lock import find_lock
from reader.notebook.locking.passphrase import lock
from reader.notebook.notebook import Notebook
from reader.notebook.restoring import restore
from reader.notebook.times import utc_now


@pytest.fixture
def saving(home: Home, start_python: Callable[..., subprocess.Popen[str]]) -> subprocess.Popen[str]:
    process = start_python("save_without_pause.py", home.root)
    assert process.stdout is not None
    process.stdout.readline()
    return process


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.notebook.connection._WAIT", 0.5)


@pytest.mark.usefixtures("saving")
def test_it_is_not_locked_meanwhile(home: Home):
    with pytest.raises(NotebookError, match="another program holds"):
        lock(home, "correct horse battery staple", lambda *_: None)
    assert find_lock(home) is None


def test_no_backup_takes_its_place_meanwhile(home: Home, saving: subprocess.Popen[str]):
    with Notebook.open(home).notebook as notebook:
        backup = notebook.back_up_now()
        before = notebook.counts().bookmarks
    with pytest.raises(NotebookError, match="another program holds"):
        restore(home, backup, utc_now())
    assert saving.stdout is not None
    assert saving.stdout.readline()
    with Notebook.open(home).notebook as notebook:
        assert notebook.counts().bookmarks >= before
