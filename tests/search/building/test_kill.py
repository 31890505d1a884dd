"""Killed at any moment, a build leaves no index or a whole one, no process, and nothing that the next one doesn't remove."""

import ctypes
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from time import monotonic

import pytest

from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.building.build import FormerIndex, make_index
from reader.search.checksums import index_is_good
from reader.search.index import build_index

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, see prctl(2)
LONGEST = 60.0  # seconds that an orphan may live before it is taken for one

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it adopts orphans, as only Linux can")


@pytest.fixture(autouse=True)
def _adopting_orphans() -> Iterator[None]:
    """Become the parent of processes whose own parent is killed, so that their end can be waited for."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    assert prctl(SUBREAPER, 1, 0, 0, 0) == 0
    yield
    prctl(SUBREAPER, 0, 0, 0, 0)


def edition(folder: Path, revised: int) -> FormerIndex:
    """Compile an edition of two hundred topics, some of them revised; it isn't indexed yet."""
    (folder / "pack" / "topics").mkdir(parents=True)
    (folder / "pack" / "pack.toml").write_text('[pack]\nid = "small"\ntitle = "T"\nreleased = 2026-01-01\nlanguage = "en"\n')
    for number in range(200):
        words = f"It says of {number} what it {'always' if number >= revised else 'never'} had to say. " * 30
        (folder / "pack" / "topics" / f"t{number}.md").write_text(f"---\ntitle: T{number}\n---\n{words}\n\n## More\n\n{words}\n")
    pack, _ = read_pack(folder / "pack")
    assert pack is not None
    compile_pack(pack, pack_digest(folder / "pack"), folder / "compiled")
    return FormerIndex(folder / "compiled", folder / "indexes" / "index")


def start(latest: FormerIndex, former: FormerIndex | None) -> subprocess.Popen[str]:
    words = [sys.executable, "-W", "ignore", HERE / "index_and_die.py", ROOT, latest.compiled_folder, latest.index_folder]
    words += [former.compiled_folder, former.index_folder] if former else []
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True)


def assert_children_end_by_themselves(group: int) -> None:
    """Wait for every process of a group whose first one was killed."""
    orphaned = Event()

    def end_them() -> None:
        orphaned.set()
        os.killpg(group, signal.SIGKILL)

    last_resort = Timer(LONGEST, end_them)
    last_resort.start()
    with suppress(ChildProcessError):  # there is none any more
        while True:
            os.waitpid(-group, 0)
    last_resort.cancel()
    assert not orphaned.is_set()


@pytest.mark.parametrize("how", ["from nothing", "from the former one"])
def test_killed_at_random_moments_there_is_a_whole_index_or_none(tmp_path: Path, how: str, *, thorough: bool):
    chance = random.Random(20261123)  # noqa: S311 — chance, not secrecy
    latest, former = edition(tmp_path / "latest", 10), None
    if how == "from the former one":
        former = edition(tmp_path / "former", 0)
        build_index(lambda *_: None, former.compiled_folder, former.index_folder)
    began = monotonic()
    with start(latest, former) as undisturbed:
        assert undisturbed.communicate()[0].endswith("made 400\n")
    length = monotonic() - began
    folder = latest.index_folder
    for _ in range(60 if thorough else 4):
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
        with start(latest, former) as process:
            try:
                process.wait(chance.uniform(0.1, 1.0) * length)
            except subprocess.TimeoutExpired:
                process.kill()
        assert_children_end_by_themselves(process.pid)
        assert not folder.exists() or index_is_good(folder, thorough=True)
        make_index(latest.compiled_folder, folder, former, lambda *_: None, lambda: False)
        assert index_is_good(folder, thorough=True)
        assert list(folder.parent.iterdir()) == [folder]
    assert former is None or index_is_good(former.index_folder, thorough=True)


def test_a_child_that_is_killed_is_told_and_takes_the_other_with_it(tmp_path: Path):
    latest = edition(tmp_path / "latest", 10)
    with start(latest, None) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "step\n"
        [child, *_] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        os.kill(int(child), signal.SIGKILL)
        process.communicate()
    assert process.returncode == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(-process.pid, 0)
    assert list(latest.index_folder.parent.iterdir()) == []
