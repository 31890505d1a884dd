"""Homes with something to hide, plain and locked."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.home import Home
from reader.notebook.locking.change import change_key
from reader.notebook.locking.key import Key
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.state import Place, State

SECRETS = ("Mrs Quillfeather", "quillfeather", "pentachrome")  # in a note, folded in the index, and looked for
PASSPHRASE = "correct horse battery staple"  # noqa: S105 - it opens nothing but tests

Make = Callable[..., Highlight]


def new_key() -> Key:
    """Return a key without a passphrase, for tests that need none: deriving one takes its time on purpose."""
    return Key(secrets.token_bytes(32), secrets.token_bytes(16))


def silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def fill(home: Home, make: Make) -> list[Highlight]:
    """Write marks, a backup, places and searches, and leave what else may lie about in a home; return the marks."""
    marks = [make(f"Mrs Quillfeather, bed {number}") for number in range(30)]
    with Notebook.open(home).notebook as notebook:
        notebook.save(*marks)
        notebook.back_up()
    state = State.open(home)
    state.keep_place(Place("clinic", "sepsis", "dose", 7))
    state.searched.keep("pentachrome", 0)
    state.close()
    (home.root / "notebook-damaged-2026-11-01T000000.000000Z.sqlite").write_bytes(b"Mrs Quillfeather" * 200)
    (home.root / "notebook-damaged-2026-11-01T000000.000000Z.sqlite-wal").write_bytes(b"Mrs Quillfeather")
    (home.root / ".notebook.sqlite.draft").write_bytes(b"Mrs Quillfeather")
    (home.backups / ".notebook-2026-11-01T000000.000000Z-daily.sqlite.ab12").write_bytes(b"Mrs Quillfeather")
    (home.backups / "notebook-2026-11-02T000000.000000Z-before-2.sqlite").write_bytes(b"no database: pentachrome")
    return marks


def files_with(home: Home, words: tuple[str, ...] = SECRETS) -> list[str]:
    """Return the files of a home in which any of the words can be read."""
    looked_for = [form for word in words for form in (word.encode(), word.lower().encode())]
    return sorted(
        path.relative_to(home.root).as_posix()
        for path in home.root.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in looked_for)
    )


@pytest.fixture
def filled(home: Home, make_highlight: Make) -> list[Highlight]:
    return fill(home, make_highlight)


@pytest.fixture
def key(home: Home, filled: list[Highlight]) -> Key:  # noqa: ARG001 - what is locked
    """Lock the filled home, and return what opens it."""
    made = new_key()
    change_key(home, None, made, silent, "Locking failed")
    return made


def notes_of(home: Home, key: Key | None) -> set[str]:
    with Notebook.open(home, key).notebook as notebook:
        assert notebook.problems(thorough=True) == []
        return {mark.note for mark in notebook.highlights()}


def damaged_name(home: Home) -> Path:
    return next(home.root.glob("notebook-damaged-*"))
