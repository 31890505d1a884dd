import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.home import Home
from reader.library.making.child import CancelledError
from reader.library.shelf.edition import (
    changing_editions,
    compiled_folder,
    copy_files,
    edition_folder,
    move_into_place,
    remove_compiled_except,
    sync_tree,
    temporary_folder,
)

ROOT = Path(__file__).parent.parent.parent
A, B = "a" * 64, "b" * 64


def test_an_edition_lies_under_its_pack_and_digest(home: Home):
    assert edition_folder(home, "small-pack", A) == home.root / "editions" / "small-pack" / A


def test_what_another_version_compiled_lies_elsewhere(home: Home, monkeypatch: pytest.MonkeyPatch):
    now = compiled_folder(home, A)
    monkeypatch.setattr("reader.library.shelf.edition.COMPILED_VERSION", 999)
    assert compiled_folder(home, A) != now


def test_only_the_named_files_are_copied_and_only_the_owner_may_read_them(tmp_path: Path):
    source = tmp_path / "source"
    (source / "topics" / "deep").mkdir(parents=True)
    for name in ("pack.toml", "topics/deep/a.md", "notes.txt"):
        (source / name).write_text(name)
    copy_files(source, ["pack.toml", "topics/deep/a.md"], tmp_path / "copy")
    sync_tree(tmp_path / "copy")
    copied = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path / "copy").as_posix(): path.read_text() for path in copied} == {
        "pack.toml": "pack.toml",
        "topics/deep/a.md": "topics/deep/a.md",
    }
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in copied} == {0o600}


def test_a_temporary_folder_goes_whatever_happens(tmp_path: Path):
    with pytest.raises(FileExistsError), temporary_folder(tmp_path) as folder:
        folder.mkdir()
    assert list(tmp_path.iterdir()) == []


def test_a_finished_folder_takes_the_place_of_a_damaged_one(tmp_path: Path):
    place = tmp_path / "editions" / "pack" / A
    place.mkdir(parents=True)
    (place / "damaged").write_text("")
    built = tmp_path / "editions" / "built"
    built.mkdir()
    (built / "whole").write_text("")
    move_into_place(built, place)
    assert [path.name for path in place.iterdir()] == ["whole"]
    assert [path.name for path in place.parent.iterdir()] == [A]


def test_what_a_crash_left_is_cleared_away(home: Home):
    edition = edition_folder(home, "small-pack", A)
    edition.mkdir(parents=True)
    for parent in (home.editions, home.compiled, edition.parent):
        (parent / ".new.0a1b2c3d" / "half").mkdir(parents=True)
    with changing_editions(home, lambda: False):
        pass
    assert list(home.root.rglob(".new.*")) == []
    assert edition.is_dir()


def test_only_one_changes_the_editions_at_a_time(home: Home):
    first, second = changing_editions(home, lambda: False), changing_editions(home, lambda: False, patience=0)
    with first, pytest.raises(EditionError, match="Another Wardbook"), second:
        pass


def test_waiting_for_the_other_can_be_given_up(home: Home):
    first, second = changing_editions(home, lambda: False), changing_editions(home, lambda: True)
    with first, pytest.raises(CancelledError), second:
        pass


def test_another_living_process_keeps_what_it_is_building(home: Home):
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from reader.home import Home\n"
        "from reader.library.shelf.edition import changing_editions, temporary_folder\n"
        f"home = Home(Path({str(home.root)!r}))\n"
        "with changing_editions(home, lambda: False), temporary_folder(home.editions):\n"
        "    print('building', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "building\n"
        with pytest.raises(EditionError), changing_editions(home, lambda: False, patience=0):
            pass
        assert len(list(home.editions.glob(".new.*"))) == 1
        other.kill()
    with changing_editions(home, lambda: False, patience=0):
        assert list(home.editions.glob(".new.*")) == []


def test_compiled_packs_that_nobody_shows_are_removed(home: Home):
    for digest in (A, B):
        compiled_folder(home, digest).mkdir()
    (home.compiled / f"{A}-0").mkdir()  # by an older version
    remove_compiled_except(home, [A])
    assert list(home.compiled.iterdir()) == [compiled_folder(home, A)]
