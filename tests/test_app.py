"""The rooms together: from a bare home to a search, one window for each home."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.app import Wardbook, lock_home
from reader.errors import EditionError, HomeError
from reader.home import Home

HOLD = "import sys, time; from pathlib import Path; from reader.app import lock_home; from reader.home import Home\n"
HOLD += "lock = lock_home(Home(Path(sys.argv[1]))); print('held', flush=True); time.sleep(600)"


def test_a_bare_home_becomes_searchable(home: Home):
    with closing(Wardbook.open(home)) as wardbook:
        assert wardbook.prepare() is True
        assert wardbook.search_is_whole is False
        assert wardbook.make_indexes() is True
        assert wardbook.search_is_whole is True
        with closing(wardbook.open_search()) as searcher:
            assert searcher.search("sentinel node").hits
        assert wardbook.prepare() is False
        assert wardbook.make_indexes() is False


def test_closing_lets_go_of_searches_that_were_left_open(home: Home):
    with closing(Wardbook.open(home)) as wardbook:
        wardbook.prepare()
        wardbook.make_indexes()
        left, done = wardbook.open_search(), wardbook.open_search()
        done.close()
        assert (left.closed, done.closed) == (False, True)
    assert left.closed


def test_an_index_that_was_cut_short_is_built_again(home: Home):
    with closing(Wardbook.open(home)) as wardbook:
        wardbook.prepare()
        wardbook.make_indexes()
        [index] = [path for path in home.indexes.iterdir() if path.is_dir()]
        largest = max(index.iterdir(), key=lambda path: path.stat().st_size)
        largest.write_bytes(largest.read_bytes()[:-10])
        assert wardbook.search_is_whole is False
        assert wardbook.make_indexes() is True
        with closing(wardbook.open_search()) as searcher:
            assert searcher.search("sentinel node").hits


def fever_pack(folder: Path) -> Path:
    """Write a pack of one topic, far smaller than the bundled one."""
    (folder / "topics").mkdir(parents=True)
    (folder / "pack.toml").write_text('[pack]\nid = "fever"\ntitle = "Fever"\nreleased = 2026-11-20\nlanguage = "en"\n')
    (folder / "topics" / "a.md").write_text("---\ntitle: A\n---\nParacetamol.\n")
    return folder


def test_each_index_can_be_searched_as_soon_as_it_is_built_the_small_pack_first(home: Home, tmp_path: Path):
    searched: list[tuple[str, ...]] = []
    with closing(Wardbook.open(home)) as wardbook:

        def look() -> None:
            with closing(wardbook.open_search()) as searcher:
                searched.append(searcher.packs)

        wardbook.prepare()
        wardbook.install(fever_pack(tmp_path / "pack"))
        assert wardbook.make_indexes(made=look) is True
        bundled = wardbook.shelf.packs()[0].manifest.id
    assert searched == [("fever",), (bundled, "fever")]


def test_a_pack_that_cannot_be_indexed_keeps_no_other_from_it(home: Home, tmp_path: Path):
    with closing(Wardbook.open(home)) as wardbook:
        wardbook.prepare()
        digest = wardbook.install(fever_pack(tmp_path / "pack")).digest
        [compiled] = home.compiled.glob(f"{digest}-*/topics.sqlite")
        compiled.write_bytes(b"")
        with pytest.raises(EditionError, match="damaged"):
            wardbook.make_indexes()
        with closing(wardbook.open_search()) as searcher:
            assert searcher.search("sentinel node").hits


def test_an_index_in_which_the_doctor_finds_damage_is_built_again(home: Home):
    with closing(Wardbook.open(home)) as wardbook:
        wardbook.prepare()
        wardbook.make_indexes()
        [index] = home.indexes.iterdir()
        segment = max(index.glob("*.pst"), key=lambda path: path.stat().st_size)
        segment.write_bytes(bytes(segment.stat().st_size))
        assert wardbook.search_is_whole is True
        assert len(wardbook.damaged_indexes()) == 1
        assert wardbook.make_indexes() is True
        assert wardbook.damaged_indexes() == []


def test_only_the_indexes_of_the_current_and_the_previous_edition_are_kept(home: Home, tmp_path: Path):
    (tmp_path / "pack" / "topics").mkdir(parents=True)
    (home.indexes / "0123-of-another-version").mkdir()
    digests = []
    with closing(Wardbook.open(home)) as wardbook:
        for words in ("One", "Two", "Three"):
            (tmp_path / "pack" / "pack.toml").write_text(
                '[pack]\nid = "fever"\ntitle = "Fever"\nreleased = 2026-11-20\nlanguage = "en"\n'
            )
            (tmp_path / "pack" / "topics" / "a.md").write_text(f"---\ntitle: A\n---\n{words}\n")
            digests.append(wardbook.install(tmp_path / "pack").digest)
            wardbook.make_indexes()
    assert {folder.name.partition("-")[0] for folder in home.indexes.iterdir()} - set(digests[1:]) == set()


def test_a_notebook_that_is_no_notebook_does_not_stop_anyone_from_reading(home: Home):
    home.notebook.write_bytes(b"this is no database" * 100)
    with closing(Wardbook.open(home, mend=False)) as wardbook:
        assert wardbook.notebook is None
        assert "notebook" in wardbook.notices[0]
        wardbook.prepare()
        assert wardbook.shelf.find_topic("what-is-it")
    assert home.notebook.read_bytes() == b"this is no database" * 100


def test_one_window_for_each_home_until_its_process_dies(home: Home, tmp_path: Path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(home.root)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeError, match="already open"):
            lock_home(home)
        lock_home(Home(tmp_path / "another")).release()
        holder.kill()
        holder.wait()
    lock_home(home).release()
