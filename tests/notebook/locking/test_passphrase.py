"""A passphrase hides every personal word, opens what it hid, and can be changed or done without."""

import subprocess
import unicodedata
from collections.abc import Callable
from contextlib import closing

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking.key import Key, derive
from reader.notebook.locking.lock import LockedError, WrongPassphraseError, find_lock
from reader.notebook.locking.passphrase import change_passphrase, lock, remove_passphrase
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.state import State
from tests.notebook.locking.conftest import PASSPHRASE, SECRETS, Make, files_with, notes_of, silent

Start = Callable[..., subprocess.Popen[str]]


def test_locked_changed_and_unlocked_the_notebook_holds_the_same_marks(home: Home, filled: list[Highlight]):
    plain_before = files_with(home)
    notes = {mark.note for mark in filled}

    key = lock(home, PASSPHRASE, silent)
    assert files_with(home) == []
    found = find_lock(home)
    assert found is not None
    assert found.key(PASSPHRASE) == key
    assert notes_of(home, key) == notes

    changed = change_passphrase(home, key, "another one", silent)
    assert files_with(home) == []
    assert notes_of(home, changed) == notes
    with pytest.raises(WrongPassphraseError):
        notes_of(home, key)

    remove_passphrase(home, changed, silent)
    assert find_lock(home) is None
    assert notes_of(home, None) == notes
    leavings = {".notebook.sqlite.draft", "backups/.notebook-2026-11-01T000000.000000Z-daily.sqlite.ab12"}
    assert set(files_with(home)) == set(plain_before) - leavings


def test_copies_under_any_name_are_encrypted_too_and_come_back(home: Home, filled: list[Highlight]):
    assert filled
    copies = ["backups/copy of the notebook.bak", "backups/March/notebook.sqlite", "notebook (2).db"]
    content = home.notebook.read_bytes() + b"Mrs Quillfeather"
    for name in copies:
        (home.root / name).parent.mkdir(exist_ok=True)
        (home.root / name).write_bytes(content)
    key = lock(home, PASSPHRASE, silent)
    assert files_with(home) == []
    remove_passphrase(home, key, silent)
    assert [(home.root / name).read_bytes() for name in copies] == [content] * 3


def test_copies_of_one_name_are_all_kept(home: Home, filled: list[Highlight]):
    assert filled
    copy = home.backups / "copy.bak"
    copy.write_bytes(b"first" * 500_000)
    key = lock(home, PASSPHRASE, silent)
    copy.write_bytes(b"second")
    key = change_passphrase(home, key, "another one", silent)
    copy.write_bytes(b"third")
    remove_passphrase(home, key, silent)
    assert sorted(path.read_bytes()[:6] for path in home.backups.glob("copy*")) == [b"firstf", b"second", b"third"]


def test_a_folder_that_was_tidied_away_meanwhile_is_made_again(home: Home, filled: list[Highlight]):
    assert filled
    folder = home.backups / "March"
    folder.mkdir()
    (folder / "notebook.sqlite").write_bytes(home.notebook.read_bytes())
    key = lock(home, PASSPHRASE, silent)
    folder.rmdir()
    remove_passphrase(home, key, silent)
    assert (folder / "notebook.sqlite").exists()
    assert len(notes_of(home, None)) == len(filled)


def test_a_wrong_passphrase_says_only_that(home: Home, filled: list[Highlight]):
    assert filled
    lock(home, PASSPHRASE, silent)
    found = find_lock(home)
    assert found is not None
    with pytest.raises(WrongPassphraseError, match=r"^That passphrase is wrong\.$"):
        found.key(PASSPHRASE + " ")


def test_however_the_accents_were_typed_it_is_the_same_passphrase():
    salt = bytes(16)
    composed = unicodedata.normalize("NFC", "clé à molette")
    apart = unicodedata.normalize("NFD", "clé à molette")
    assert composed != apart
    assert derive(composed, salt) == derive(apart, salt)


def test_a_key_shows_nothing_of_itself():
    shown = repr(Key(b"\x11" * 32, b"\x22" * 16))
    assert shown == "Key()"


def test_an_empty_passphrase_is_refused(home: Home):
    with pytest.raises(NotebookError, match="empty"):
        lock(home, "", silent)
    assert find_lock(home) is None


def test_what_is_locked_is_not_locked_twice(home: Home, key: Key):
    assert key
    with pytest.raises(LockedError, match="locked already"):
        lock(home, PASSPHRASE, silent)


def test_whatever_is_written_under_a_lock_is_encrypted_too(home: Home, key: Key, make_highlight: Make):
    notebook = Notebook.open(home, key).notebook
    state = State.open(home, key)
    notebook.save(make_highlight("Mrs Quillfeather came back"))
    state.searched.keep("pentachrome again", 2)
    assert (home.root / "notebook.sqlite-wal").stat().st_size > 0
    assert files_with(home) == []
    assert notebook.back_up_changes() is not None
    assert files_with(home) == []
    assert [search.query for search in state.searched.recent()] == ["pentachrome again", "pentachrome"]
    notebook.close()
    state.close()
    assert files_with(home) == []


def test_a_locked_notebook_opens_with_its_key_only(home: Home, key: Key):
    with pytest.raises(LockedError, match="locked"):
        Notebook.open(home)
    with pytest.raises(WrongPassphraseError):
        Notebook.open(home, Key(bytes(32), key.salt))
    assert sorted(home.root.glob("*damaged*")) == []  # nothing was set aside for it


def test_without_the_key_reading_places_are_neither_known_nor_begun_anew(home: Home, key: Key):
    before = home.state.read_bytes()
    with closing(State.open(home)) as state:
        assert state.last_place() is None
        state.searched.keep("pentachrome", 1)
    assert home.state.read_bytes() == before
    with closing(State.open(home, key)) as state:
        assert state.last_place() is not None


def test_marks_are_found_by_their_words_under_a_lock(home: Home, key: Key):
    with Notebook.open(home, key).notebook as notebook:
        assert len(notebook.find("quillfeather", limit=50)) == 30


def test_a_new_home_can_be_locked_before_anything_is_written(home: Home, make_highlight: Make):
    key = lock(home, PASSPHRASE, silent)
    with Notebook.open(home, key).notebook as notebook:
        notebook.save(make_highlight(SECRETS[0]))
    assert files_with(home) == []


def test_the_library_that_encrypts_is_imported_for_a_locked_notebook_only(home: Home, start_python: Start):
    process = start_python("locking/open_and_tell.py", home.root)
    out, errors = process.communicate()
    assert (process.returncode, out.strip()) == (0, "False"), errors
