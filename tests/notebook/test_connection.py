import ast
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.connection import Access, Connection, DamagedNotebookError, connect, make_private
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights and file layers")
NOTEBOOK_ROOM = Path(__file__).resolve().parents[2] / "reader" / "notebook"


def new_file(tmp_path: Path) -> Path:
    path = tmp_path / "a folder?#é" / "x.sqlite"
    path.parent.mkdir()
    make_private(path, "Trying")
    return path


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Connection]:
    with closing(connect(new_file(tmp_path), Access.WRITE)) as connection:
        with connection.transaction("Trying") as inside:
            inside.execute("CREATE TABLE thing (name TEXT NOT NULL PRIMARY KEY) STRICT")
        yield connection


def setting(connection: Connection, name: str) -> object:
    return connection.rows(f"PRAGMA {name}")[0][0]


def test_a_commit_waits_for_the_disk_through_a_write_ahead_log(writing: Connection):
    assert setting(writing, "journal_mode") == "wal"
    assert setting(writing, "synchronous") == 2  # FULL
    assert setting(writing, "foreign_keys") == 1
    assert setting(writing, "temp_store") == 2  # memory


@POSIX
def test_where_memory_cant_be_shared_a_plain_journal_takes_the_logs_place(tmp_path: Path):
    path = new_file(tmp_path)
    with closing(connect(path, Access.WRITE, layer="unix-dotfile")) as connection:
        assert setting(connection, "journal_mode") == "delete"
        assert setting(connection, "synchronous") == 3  # EXTRA
        with connection.transaction("Trying") as inside:
            inside.execute("CREATE TABLE thing (name TEXT)")
            inside.execute("INSERT INTO thing VALUES ('kept')")
    with closing(connect(path, Access.READ)) as connection:
        assert connection.rows("SELECT name FROM thing") == [("kept",)]


def test_state_need_not_wait_for_the_disk(tmp_path: Path):
    with closing(connect(new_file(tmp_path), Access.WRITE, durable=False)) as connection:
        assert setting(connection, "synchronous") == 1  # NORMAL


def test_a_transaction_that_fails_leaves_nothing_and_can_be_followed_by_another(writing: Connection):
    def insert_twice() -> None:
        with writing.transaction("Trying") as inside:
            inside.execute("INSERT INTO thing VALUES ('a')")
            inside.execute("INSERT INTO thing VALUES ('a')")

    with pytest.raises(sqlite3.IntegrityError):
        insert_twice()
    assert writing.rows("SELECT name FROM thing") == []
    with writing.transaction("Trying") as inside:
        inside.execute("INSERT INTO thing VALUES ('b')")
    assert writing.rows("SELECT name FROM thing") == [("b",)]


def test_writing_outside_a_transaction_is_a_mistake(writing: Connection):
    with pytest.raises(AssertionError):
        writing.execute("INSERT INTO thing VALUES ('a')")


def test_the_reading_connection_cant_write(notebook: Notebook, home: Home):
    with closing(connect(home.notebook, Access.READ)) as reading, pytest.raises(NotebookError):  # noqa: SIM117 -- one thing each
        with reading.transaction("Trying") as inside:
            inside.execute("INSERT INTO setting VALUES ('a', 'b')")
    assert notebook.creator == ""


def test_a_file_that_is_no_database_is_told_apart_from_one_that_cant_be_opened(tmp_path: Path):
    text = tmp_path / "notes.txt"
    text.write_text("no database " * 100)
    with pytest.raises(DamagedNotebookError):
        connect(text, Access.WRITE)
    with pytest.raises(NotebookError, match="can't be opened") as told:
        connect(tmp_path / "nowhere.sqlite", Access.WRITE)
    assert not isinstance(told.value, DamagedNotebookError)


@POSIX
def test_only_the_owner_can_read_what_was_written(notebook: Notebook, home: Home, make_highlight: Callable[..., Highlight]):
    notebook.save(make_highlight("personal"))
    notebook.back_up()
    personal = [path for path in home.root.rglob("*") if path.is_file()]
    assert {"notebook.sqlite", "notebook.sqlite-wal"} <= {path.name for path in personal}
    assert {stat.S_IMODE(path.stat().st_mode) for path in personal} == {0o600}


@POSIX
def test_a_file_that_others_could_read_is_narrowed_to_its_owner(notebook: Notebook, home: Home):
    notebook.close()
    home.notebook.chmod(0o644)
    Notebook.open(home).notebook.close()
    assert stat.S_IMODE(home.notebook.stat().st_mode) == 0o600


def test_a_notebook_that_was_closed_is_one_file(notebook: Notebook, home: Home, make_highlight: Callable[..., Highlight]):
    notebook.save(make_highlight())
    notebook.close()
    assert [path.name for path in home.root.iterdir() if path.is_file()] == ["notebook.sqlite"]


def test_one_module_of_the_notebook_knows_sqlite():
    def imports(path: Path) -> set[str]:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}

    assert [path.name for path in NOTEBOOK_ROOM.glob("*.py") if "sqlite3" in imports(path)] == ["connection.py"]


def test_an_sqlite_that_is_too_old_is_told_before_it_does_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = new_file(tmp_path)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(NotebookError, match=r"needs SQLite 3\.37 or newer"):
        connect(path, Access.WRITE)
    assert path.read_bytes() == b""
