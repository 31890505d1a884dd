"""A locked notebook notices damage as a plain one does, and is mended as one."""

import random
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.connection import DamagedNotebookError
from reader.notebook.locking.change import change_key
from reader.notebook.locking.key import SALT_LENGTH, Key
from reader.notebook.locking.lock import WrongPassphraseError, find_lock
from reader.notebook.locking.passphrase import lock
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.state import State
from tests.notebook.locking.conftest import PASSPHRASE, Make, files_with, new_key, notes_of, silent

PAGE = 4096


def test_a_bit_that_flips_anywhere_is_noticed(home: Home, key: Key):
    whole = home.notebook.read_bytes()

    @given(st.integers(0, len(whole) * 8 - 1))
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
    def flip(bit: int) -> None:
        byte = bit // 8
        if byte < SALT_LENGTH:  # a key that is there already does without it
            return
        damaged = bytearray(whole)
        damaged[byte] ^= 1 << bit % 8
        home.notebook.write_bytes(damaged)
        with pytest.raises(DamagedNotebookError):
            Notebook.open(home, key, mend=False)

    flip()


def test_a_damaged_page_costs_its_own_marks_only_and_the_backup_gives_the_rest(home: Home, key: Key, make_highlight: Make):
    added = [make_highlight(f"later {number} " + "x" * 300) for number in range(120)]
    with Notebook.open(home, key).notebook as notebook:
        notebook.save(*added)
    content = bytearray(home.notebook.read_bytes())
    middle = len(content) // PAGE // 2 * PAGE
    content[middle : middle + PAGE] = random.Random(7).randbytes(PAGE)  # noqa: S311 -- noise, not a secret
    home.notebook.write_bytes(content)
    opened = Notebook.open(home, key)
    with opened.notebook as notebook:
        kept = {mark.note for mark in notebook.highlights()}
    assert "was restored" in opened.notice
    assert "Mrs Quillfeather, bed 3" in kept
    assert 100 < len(kept) <= 150
    assert files_with(home) == []  # what was set aside and the mended notebook are as locked as all else


def test_a_notebook_whose_beginning_is_gone_still_takes_its_passphrase(home: Home, key: Key, filled: list[Highlight]):
    content = bytearray(home.notebook.read_bytes())
    content[:PAGE] = bytes(PAGE)
    home.notebook.write_bytes(content)
    found = find_lock(home)
    assert found is not None
    assert found.opens_with(key)
    assert notes_of(home, key) == {mark.note for mark in filled}


def test_a_damaged_salt_makes_no_right_passphrase_wrong(home: Home, filled: list[Highlight]):
    key = lock(home, PASSPHRASE, silent)
    content = bytearray(home.notebook.read_bytes())
    content[3] ^= 1
    home.notebook.write_bytes(content)
    found = find_lock(home)
    assert found is not None
    assert found.key(PASSPHRASE) == key
    assert notes_of(home, key) == {mark.note for mark in filled}


def test_a_backup_of_another_passphrase_opens_no_home(home: Home, key: Key):
    assert key
    other = Home(home.root.parent / "other")
    other.prepare()
    with Notebook.open(other).notebook:
        pass
    another = new_key()
    change_key(other, None, another, silent, "Locking failed")
    other.notebook.replace(home.backups / "notebook-2026-12-01T000000.000000Z-daily.sqlite")
    with pytest.raises(WrongPassphraseError):
        Notebook.open(home, another)
    assert sorted(home.root.glob("*damaged*")) == []


def test_a_locked_notebook_that_is_missing_comes_back_from_its_backup(home: Home, key: Key, filled: list[Highlight]):
    home.notebook.unlink()
    opened = Notebook.open(home, key)
    opened.notebook.close()
    assert "backup" in opened.notice
    assert notes_of(home, key) == {mark.note for mark in filled}
    assert files_with(home) == []


def test_damaged_reading_places_are_begun_anew_under_the_same_lock(home: Home, key: Key):
    home.state.write_bytes(b"\x01" * 5000)
    with closing(State.open(home, key)) as state:
        state.searched.keep("pentachrome", 1)
        assert [search.query for search in state.searched.recent()] == ["pentachrome"]
    assert files_with(home) == []
