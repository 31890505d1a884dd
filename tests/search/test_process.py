"""A search in a process of its own answers as one in this process does, and comes back when it is ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import SearchError
from reader.search.checksums import DamagedIndexError, index_is_good
from reader.search.filters import only
from reader.search.process import SearchProcess
from reader.search.results import Results
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource

TOPICS = {"slnb": "Sentinel node biopsy.", "nodes": "Nodes, nodes and nodes.", "other": "Nothing of that kind."}


@pytest.fixture
def source(index: Callable[..., IndexSource]) -> IndexSource:
    return index(TOPICS, synonyms="- [node, gland]\n")


@pytest.fixture
def process(source: IndexSource) -> Iterator[SearchProcess]:
    with closing(SearchProcess([source])) as process:
        yield process


def child_of(process: SearchProcess) -> "subprocess.Popen[bytes]":
    assert process._process is not None
    return process._process


def timeless(results: Results) -> Results:
    return replace(results, took_ms=0.0)


def test_it_knows_what_it_searches(process: SearchProcess):
    assert (process.packs, process.missing, process.sections) == (("sample",), (), 3)


def test_it_answers_what_a_searcher_here_answers(process: SearchProcess, source: IndexSource):
    with Searcher([source]) as here:

        @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
        @given(
            st.sampled_from(["sentinal node", "gland", "nod", "-node biopsy", "\ud800", ""]) | st.text(max_size=30), st.booleans()
        )
        def check(query: str, as_typed: bool) -> None:  # noqa: FBT001 - hypothesis gives it so
            where = only(sections=[("sample", "slnb", None)]) if as_typed else None
            options = {"limit": 2, "where": where, "as_typed": as_typed}
            assert timeless(process.search(query, **options)) == timeless(here.search(query, **options))

        check()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_an_ended_process_is_begun_anew_and_answers(process: SearchProcess):
    child = child_of(process)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert process.search("biopsy").hits[0].topic == "slnb"
    assert child_of(process) is not child


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP there")
def test_a_process_that_hangs_is_ended_and_the_next_question_answered(process: SearchProcess, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(SearchProcess._ask, "__defaults__", (0.5,))
    os.kill(child_of(process).pid, signal.SIGSTOP)
    with pytest.raises(SearchError, match="took too long"):
        process.search("biopsy")
    assert process.search("biopsy").hits[0].topic == "slnb"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP there")
def test_a_process_that_takes_in_no_long_question_is_ended_too(process: SearchProcess, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(SearchProcess._ask, "__defaults__", (0.5,))
    marked = only(sections=[("sample", "slnb", f"section-{number}") for number in range(50_000)])  # more than a pipe holds
    os.kill(child_of(process).pid, signal.SIGSTOP)
    with pytest.raises(SearchError, match="took too long"):
        process.search("biopsy", where=marked)
    assert process.search("biopsy").hits[0].topic == "slnb"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP there")
def test_one_that_hangs_is_ended_when_it_is_closed(process: SearchProcess):
    child = child_of(process)
    os.kill(child.pid, signal.SIGSTOP)
    process.close()
    assert child.returncode == -signal.SIGKILL


def test_a_bug_there_is_told_without_the_words_that_were_looked_for(process: SearchProcess):
    with pytest.raises(RuntimeError, match=r"(?s)Traceback") as raised:
        process.search("Mrs Quillfeather", limit="many")  # type: ignore[arg-type] # a bug
    assert "Quillfeather" not in str(raised.value)


def test_it_ends_when_it_is_closed(process: SearchProcess):
    child = child_of(process)
    process.close()
    process.close()
    assert process.closed
    assert child.returncode == 0


def test_what_is_refused_there_is_refused_here(process: SearchProcess, source: IndexSource):
    for file in source.compiled_folder.iterdir():
        if file.suffix == ".sqlite":
            file.write_bytes(bytes(file.stat().st_size))
    os.kill(child_of(process).pid, signal.SIGKILL)  # what it has read already, it knows
    child_of(process).wait()
    results = process.search("biopsy")
    assert process.missing == ("sample",)
    assert results.hits == ()


def test_a_question_that_can_t_be_answered_twice_is_refused(process: SearchProcess, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.search.process._START", "import sys; sys.stdin.readline()")
    os.kill(child_of(process).pid, signal.SIGKILL)
    child_of(process).wait()
    with pytest.raises(SearchError, match="ended unexpectedly"):
        process.search("biopsy")


ORPHAN = """
import sys
from pathlib import Path
from reader.search.process import SearchProcess
from reader.search.sources import IndexSource
process = SearchProcess([IndexSource("sample", Path(sys.argv[1]), Path(sys.argv[2]), "en")])
assert process.search("sentinal node").hits
print(process._process.pid, sorted({"whoosh", "numpy", "PySide6"} & set(sys.modules)), flush=True)
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_it_ends_with_the_window_and_brings_neither_whoosh_nor_numpy_there(source: IndexSource):
    places = [str(source.compiled_folder), str(source.index_folder)]
    done = subprocess.run([sys.executable, "-c", ORPHAN, *places], capture_output=True, text=True, check=False, timeout=60)
    pid, _, modules = done.stdout.strip().partition(" ")
    assert modules == "[]", done.stderr
    wait_until_gone(int(pid))


def wait_until_gone(pid: int) -> None:
    """Fail if the process doesn't end; it isn't ours to be waited for, since its parent is gone."""
    for _ in range(1000):
        if not runs(pid):
            return
        time.sleep(0.01)
    pytest.fail("the search's process outlives its parent")


def runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


def test_damage_that_it_meets_is_told_as_damage(process: SearchProcess, source: IndexSource):
    [postings] = source.index_folder.glob("*.pst")
    postings.write_bytes(bytes(postings.stat().st_size))
    with pytest.raises(DamagedIndexError):
        process.search("node")
    assert not index_is_good(source.index_folder)
