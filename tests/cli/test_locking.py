"""notes lock, passphrase and unlock; and the other commands in a home that is locked."""

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.app import lock_home
from reader.home import Home
from reader.notebook.locking.passphrase import lock
from tests.cli.conftest import Said, Wardbook
from tests.cli.test_notes import mark_something

NOTE = "Ask the lab: sum or largest?"
PASSPHRASE = "correct horse battery staple"  # noqa: S105 - it opens nothing but tests

Locked = Callable[..., Said]


@pytest.fixture
def with_passphrase(wardbook: Wardbook) -> Iterator[Locked]:
    """Return a function that runs a command and gives it lines through a file descriptor."""
    ends = []

    def run(*words: object, home: Path, lines: tuple[str, ...] = (PASSPHRASE,)) -> Said:
        reading, writing = os.pipe()
        ends.append(reading)
        with os.fdopen(writing, "w") as pipe:
            pipe.write("".join(f"{line}\n" for line in lines))
        return wardbook(*words, "--passphrase-fd", reading, home=home)

    yield run
    for end in ends:
        os.close(end)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a note, to be copied."""
    root = tmp_path_factory.mktemp("marked") / "home"
    mark_something(root)
    return root


@pytest.fixture(scope="module")
def locked_once(marked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same home, locked, to be copied."""
    root = tmp_path_factory.mktemp("locked") / "home"
    shutil.copytree(marked, root)
    lock(Home(root), PASSPHRASE, lambda *_: None)
    return root


@pytest.fixture
def root(marked: Path, tmp_path: Path) -> Path:
    return shutil.copytree(marked, tmp_path / "home")


@pytest.fixture
def locked(locked_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(locked_once, tmp_path / "locked")


def files_with(root: Path, words: str) -> list[Path]:
    return [path for path in root.glob("*.sqlite*") if words.encode() in path.read_bytes()]


def test_locking_says_before_that_a_forgotten_passphrase_is_lost_and_after_that_a_disk_keeps_traces(
    root: Path, with_passphrase: Locked
):
    assert files_with(root, NOTE)
    said = with_passphrase("notes", "lock", home=root)
    assert said.code == 0
    assert "can't be recovered" in said.err
    assert "traces" in said.out
    assert files_with(root, NOTE) == []


def test_a_locked_notebook_is_printed_and_exported_with_its_passphrase(locked: Path, with_passphrase: Locked, tmp_path: Path):
    assert NOTE in with_passphrase("notes", "list", home=locked).out
    assert with_passphrase("notes", "export", "--format", "md", "-o", tmp_path / "notes.md", home=locked).code == 0
    assert NOTE in (tmp_path / "notes.md").read_text()


def test_a_wrong_passphrase_is_refused_with_that_and_nothing_else(locked: Path, with_passphrase: Locked):
    said = with_passphrase("notes", "list", home=locked, lines=("something else",))
    assert (said.code, said.out, said.err) == (1, "", "wardbook: That passphrase is wrong.\n")


def test_without_a_terminal_and_a_passphrase_it_says_how_to_give_one(
    locked: Path, wardbook: Wardbook, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = wardbook("notes", "list", home=locked)
    assert (said.code, said.out) == (1, "")
    assert (
        said.err == "wardbook: The notebook is locked. Run this in a terminal, or give the passphrase with --passphrase-fd N.\n"
    )


def test_on_a_terminal_the_passphrase_is_asked_for(locked: Path, wardbook: Wardbook, monkeypatch: pytest.MonkeyPatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSPHRASE)
    assert NOTE in wardbook("notes", "list", home=locked).out


def test_two_passphrases_that_differ_lock_nothing(root: Path, wardbook: Wardbook, monkeypatch: pytest.MonkeyPatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(("one", "two"))
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    said = wardbook("notes", "lock", home=root)
    assert said.code == 1
    assert "differ" in said.err
    assert files_with(root, NOTE)


def test_the_passphrase_is_changed_by_whoever_knows_it(locked: Path, with_passphrase: Locked):
    assert with_passphrase("notes", "passphrase", home=locked, lines=("wrong", "new")).code == 1
    assert with_passphrase("notes", "passphrase", home=locked, lines=(PASSPHRASE, "new")).code == 0
    assert with_passphrase("notes", "list", home=locked).code == 1
    assert NOTE in with_passphrase("notes", "list", home=locked, lines=("new",)).out


def test_unlocking_is_for_good(locked: Path, with_passphrase: Locked, wardbook: Wardbook):
    assert with_passphrase("notes", "unlock", home=locked, lines=("wrong",)).code == 1
    assert with_passphrase("notes", "unlock", home=locked).code == 0
    assert NOTE in wardbook("notes", "list", home=locked).out


def test_what_is_locked_can_be_read_without_its_passphrase_but_for_what_is_personal(locked: Path, wardbook: Wardbook):
    assert wardbook("topics", home=locked).code == 0
    assert "node" in wardbook("show", "what-is-it", home=locked).out
    assert wardbook("search", "node", home=locked).out.count("\n1. ") == 1
    assert files_with(locked, "node") == []


def test_doctor_looks_into_a_locked_notebook_when_it_can(locked: Path, wardbook: Wardbook, with_passphrase: Locked):
    def told(said: Said) -> str:
        rows: list[dict[str, str]] = json.loads(said.out)["checks"]
        return next(row["detail"] for row in rows if row["what"] == "Notebook")

    closed = wardbook("doctor", "--json", home=locked)
    assert told(closed).startswith("locked")
    assert told(with_passphrase("doctor", "--json", home=locked)).startswith("1 highlight")


def test_searches_in_vain_are_listed_with_the_passphrase_only(locked: Path, with_passphrase: Locked, wardbook: Wardbook):
    said = wardbook("searches", "list", home=locked)
    assert said.code == 1
    assert "locked" in said.err
    assert with_passphrase("searches", "list", home=locked).code == 0


def test_a_plain_backup_is_restored_into_a_locked_notebook_and_encrypted(
    root: Path, with_passphrase: Locked, wardbook: Wardbook, tmp_path: Path
):
    made = Path(wardbook("notes", "backup", home=root).out.strip())
    copy = made.rename(tmp_path / "copy.sqlite")
    with_passphrase("notes", "lock", home=root)
    assert with_passphrase("notes", "restore", copy, home=root).code == 0
    assert files_with(root, NOTE) == []
    assert NOTE in with_passphrase("notes", "list", home=root).out


def test_a_locked_backup_is_restored_elsewhere_with_its_own_passphrase(locked: Path, with_passphrase: Locked, tmp_path: Path):
    made = Path(with_passphrase("notes", "backup", home=locked).out.strip())
    other = tmp_path / "other"
    assert with_passphrase("notes", "restore", made, home=other, lines=("wrong",)).code == 1
    assert with_passphrase("notes", "restore", made, home=other).code == 0
    assert NOTE in with_passphrase("notes", "list", home=other).out
    assert with_passphrase("notes", "lock", home=other, lines=("another",)).code == 0
    assert with_passphrase("notes", "restore", made, home=other, lines=("another", PASSPHRASE)).code == 0
    assert NOTE in with_passphrase("notes", "list", home=other, lines=("another",)).out


def test_locking_waits_until_the_window_is_closed(root: Path, with_passphrase: Locked):
    with lock_home(Home(root)):
        said = with_passphrase("notes", "lock", home=root)
    assert said.code == 1
    assert "already open" in said.err


def test_a_passphrase_is_no_argument(wardbook: Wardbook, root: Path):
    with pytest.raises(SystemExit) as refused:
        wardbook("notes", "list", "--passphrase-fd", "secret", home=root)
    assert refused.value.code == 2


def test_a_change_that_was_cut_off_is_settled_by_the_next_command(locked: Path, with_passphrase: Locked):
    (locked / ".locking").mkdir()
    (locked / ".locking" / "notebook.sqlite").write_text(NOTE)
    assert NOTE in with_passphrase("notes", "list", home=locked).out
    assert not (locked / ".locking").exists()
