"""The rooms together: from a bare home to a search, one window for each home."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.app import Wardbook, lock_home
from reader.errors import HomeError
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
