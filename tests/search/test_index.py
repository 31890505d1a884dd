"""An index appears whole or not at all, and damage is noticed."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import ReaderError, SearchError
from reader.library.making.child import run_in_child
from reader.search.checksums import CHECKSUMS, DamagedIndexError, index_is_good
from reader.search.index import build_index
from reader.search.searcher import Searcher
from reader.search.sources import LIMITS, IndexSource
from reader.search.vocabulary import VOCABULARY

Index = Callable[..., IndexSource]
TOPICS = {f"t{number}": f"Node {number}. " + "Sentinel lymph node biopsy. " * 40 for number in range(40)}


@pytest.fixture
def source(index: Index) -> IndexSource:
    return index(TOPICS)


def largest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda path: path.stat().st_size)


def flip(victim: Path, place: int, bits: int = 1) -> None:
    with victim.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ bits]))


def test_a_built_index_is_good_and_private(source: IndexSource):
    assert index_is_good(source.index_folder)
    assert index_is_good(source.index_folder, thorough=True)
    assert {path.stat().st_mode & 0o077 for path in source.index_folder.iterdir()} == {0}


def test_an_index_is_built_in_a_child_with_progress(index: Index, tmp_path: Path):
    source = index(TOPICS)
    steps: list[tuple[int, int, str]] = []
    built = tmp_path / "again"
    sections = run_in_child(
        build_index, (source.compiled_folder, built), progress=lambda *step: steps.append(step), limits=LIMITS
    )
    assert sections == len(TOPICS)
    assert index_is_good(built, thorough=True)
    assert steps[-1][1] == len(TOPICS)


def test_building_again_replaces_the_index(source: IndexSource):
    (source.index_folder / CHECKSUMS).unlink()
    build_index(lambda *_: None, source.compiled_folder, source.index_folder)
    assert index_is_good(source.index_folder, thorough=True)
    assert [path.name for path in source.index_folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_build_that_is_interrupted_leaves_nothing(source: IndexSource, tmp_path: Path):
    def interrupt(_done: int, _total: int, _what: str) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "indexes" / "new"
    with pytest.raises(KeyboardInterrupt):
        build_index(interrupt, source.compiled_folder, folder)
    assert list(folder.parent.iterdir()) == []


def test_a_killed_build_leaves_no_index_and_the_next_one_cleans_up(source: IndexSource, tmp_path: Path):
    folder = tmp_path / "indexes" / "new"
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from reader.search.index import build_index\n"
        "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "build_index(die, Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(source.compiled_folder), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert not folder.exists()
    assert list(folder.parent.iterdir()) != []
    build_index(lambda *_: None, source.compiled_folder, folder)
    assert list(folder.parent.iterdir()) == [folder]


def test_a_disk_that_refuses_is_told_in_a_sentence(source: IndexSource, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(SearchError, match="can't be written"):
        build_index(lambda *_: None, source.compiled_folder, blocked / "index")


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE there")
def test_a_full_disk_leaves_nothing(source: IndexSource, tmp_path: Path):
    folder = tmp_path / "indexes" / "new"
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from reader.errors import SearchError\n"
        "from reader.search.index import build_index\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
        "try:\n"
        "    build_index(lambda *_: None, Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except SearchError as error:\n"
        "    print(error)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(source.compiled_folder), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert "can't be written" in done.stdout
    assert list(folder.parent.iterdir()) == []


def test_an_index_without_our_checksums_is_never_opened(source: IndexSource):
    (source.index_folder / CHECKSUMS).unlink()
    with Searcher([source]) as searcher:
        assert searcher.missing == (source.pack,)
        assert searcher.search("node").hits == ()


def test_an_index_of_another_version_is_not_opened(source: IndexSource):
    path = source.index_folder / CHECKSUMS
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 0}))
    assert not index_is_good(source.index_folder)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"version": 1, "files": {"a": 3}}', "\ufffe", '{"version": 1, "files": 1}']
)
def test_broken_checksums_are_no_checksums(source: IndexSource, text: str):
    (source.index_folder / CHECKSUMS).write_text(text, encoding="utf-8")
    assert not index_is_good(source.index_folder)


def test_missing_and_foreign_and_short_files_are_noticed(source: IndexSource):
    victim = largest(source.index_folder)
    whole = victim.read_bytes()
    victim.write_bytes(whole[:-1])
    assert not index_is_good(source.index_folder)
    victim.unlink()
    assert not index_is_good(source.index_folder)
    victim.write_bytes(whole)
    assert index_is_good(source.index_folder)
    (source.index_folder / "stranger.seg").write_bytes(b"")
    assert not index_is_good(source.index_folder)


def test_a_flipped_byte_is_noticed_in_every_file(source: IndexSource):
    for victim in source.index_folder.iterdir():
        whole = victim.read_bytes()
        if whole and victim.name != CHECKSUMS:
            middle = len(whole) // 2
            victim.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
            assert not index_is_good(source.index_folder, thorough=True)
            victim.write_bytes(whole)
    assert index_is_good(source.index_folder, thorough=True)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the damaged file open
def test_damage_behind_a_forged_checksum_is_a_clear_error_or_a_missing_index(source: IndexSource):
    record = json.loads((source.index_folder / CHECKSUMS).read_text())
    victim = largest(source.index_folder)
    victim.write_bytes(b"\x00" * victim.stat().st_size)
    record["files"][victim.name]["sha256"] = hashlib.sha256(victim.read_bytes()).hexdigest()
    (source.index_folder / CHECKSUMS).write_text(json.dumps(record))
    with Searcher([source]) as searcher:
        try:
            found = searcher.search("node").hits
        except ReaderError:
            found = ()
    assert found == ()


@pytest.mark.parametrize("suffix", [".trm", ".toc", "_stored.col", "ordinal.col", VOCABULARY])
def test_damage_of_what_opening_reads_takes_one_pack_out_until_it_is_built_again(index: Index, suffix: str):
    bad, good = index(TOPICS, name="bad"), index({"fine": "A node."}, name="good")
    [victim] = [path for path in bad.index_folder.iterdir() if path.name.endswith(suffix)]
    flip(victim, victim.stat().st_size // 2)
    with Searcher([bad, good]) as searcher:
        assert searcher.missing == ("bad",)
        assert [hit.topic for hit in searcher.search("node ").hits] == ["fine"]
    assert not index_is_good(bad.index_folder)


def answer(searcher: Searcher, query: str) -> object:
    """Return what is found, to compare; or the error that is told instead."""
    try:
        found = searcher.search(query)
    except DamagedIndexError:
        return DamagedIndexError
    return found.corrected, found.total, found.hits


QUERIES = ("node", "nodes", '"sentinel lymph"', "biopsy node 7", "no", "sentinal")


@contextmanager
def damaged(victim: Path) -> Iterator[None]:
    """Make what is done to a file undone afterwards, and the index good again."""
    whole, sums = victim.read_bytes(), (victim.parent / CHECKSUMS).read_bytes()
    yield
    (victim.parent / CHECKSUMS).write_bytes(sums)
    victim.write_bytes(whole)


def test_wherever_a_byte_is_flipped_no_answer_is_ever_wrong(index: Index, *, thorough: bool):
    """While the index is open as well as before, in every file, at many places."""
    source = index({f"t{number}": "Sentinel lymph " + "node " * (number % 5) + "biopsy." for number in range(40)})
    chance = random.Random(20261123)  # noqa: S311 — chance, not secrecy
    with Searcher([source]) as searcher:
        right = {query: answer(searcher, query) for query in QUERIES}
    for victim in sorted(source.index_folder.iterdir()):
        size = victim.stat().st_size
        tries = min(size, (100 if victim.suffix == ".pst" else 1) * (10 if thorough else 1))
        for place in chance.sample(range(size), tries):
            with damaged(victim):
                with Searcher([source]) as already_open:
                    flip(victim, place, 1 << chance.randrange(8))
                    for query in QUERIES:
                        assert answer(already_open, query) in {right[query], DamagedIndexError}, victim.name
                with Searcher([source]) as opened:
                    for query in QUERIES if not opened.missing else ():
                        assert answer(opened, query) in {right[query], DamagedIndexError}, victim.name


def test_wherever_postings_are_cut_off_no_answer_is_ever_wrong(source: IndexSource):
    [victim] = source.index_folder.glob("*.pst")
    whole = victim.stat().st_size
    with Searcher([source]) as searcher:
        right = {query: answer(searcher, query) for query in QUERIES}
    for size in range(0, whole, whole // 20):
        with damaged(victim):
            with Searcher([source]) as searcher:
                os.truncate(victim, size)
                for query in QUERIES:
                    assert answer(searcher, query) in {right[query], DamagedIndexError}
            assert not index_is_good(source.index_folder)


def test_an_index_of_sections_that_the_pack_has_not_got_is_built_again(index: Index):
    one, other = (index({"same": f"## Node {{#{section}}}\n\nText."}, name=f"pack-{section}") for section in ("one", "other"))
    with Searcher([replace(one, compiled_folder=other.compiled_folder)]) as searcher, pytest.raises(DamagedIndexError):
        searcher.search("node")
    assert not index_is_good(one.index_folder)


def test_one_bad_index_does_not_take_the_others_with_it(index: Index):
    bad, good = index(TOPICS, name="bad"), index({"fine": "A node."}, name="good")
    largest(bad.index_folder).unlink()
    with Searcher([bad, good]) as searcher:
        assert searcher.missing == ("bad",)
        assert [hit.topic for hit in searcher.search("node ").hits] == ["fine"]


def test_a_pack_without_words_has_an_index_too(index: Index):
    with Searcher([index({"empty": "---\ntitle: Nothing\n---\n"})]) as searcher:
        assert searcher.missing == ()
        searcher.search("nothing")
