"""Where files live, and how one is replaced without ever being half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import HomeError
from reader.home import Home, write_atomically


def test_the_chosen_home_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("WARDBOOK_HOME", str(tmp_path / "environment"))
    assert Home.locate(tmp_path / "chosen").root == tmp_path / "chosen"
    assert Home.locate().root == tmp_path / "environment"


def test_an_environment_variable_without_a_value_names_no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("WARDBOOK_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Home.locate().root != Path.cwd()


def test_without_a_choice_the_platform_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("WARDBOOK_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Home.locate().root.is_relative_to(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_folders_and_files_are_the_owners_alone(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.prepare()
    write_atomically(home.shelf, b"{}")
    assert {folder.stat().st_mode & 0o777 for folder in (home.root, home.editions, home.backups)} == {0o700}
    assert home.shelf.stat().st_mode & 0o777 == 0o600


def test_a_home_in_the_way_of_a_file_is_refused_with_advice(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="--home"):
        Home(tmp_path / "file" / "home").prepare()


def test_a_replaced_file_leaves_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "shelf.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


# A real process whose disk is full: it may write no file of over 1000 bytes.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from reader.home import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    print("refused", error.errno)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs RLIMIT_FSIZE")
def test_on_a_full_disk_the_old_bytes_stay(tmp_path: Path):
    path = tmp_path / "shelf.json"
    write_atomically(path, b"old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("refused")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
