"""Whatever happens while a pack is installed, the edition that was there stays whole, and the next try succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.making.check import FaultyPackError, check_pack
from reader.library.making.child import Limits
from reader.library.making.database import DATABASE
from reader.library.shelf.edition import compiled_folder, edition_folder
from reader.library.shelf.shelf import Installed, Shelf
from reader.library.source.digest import pack_digest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACK_TOML = '[pack]\nid = "small-pack"\ntitle = "T"\nreleased = {}\nlanguage = "en"\n\n[[group]]\nid = "g"\ntitle = "G"\n'
NO_CONTENT = Path("no-content")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it speaks of POSIX signals and limits")

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Return a function that writes an edition of a pack of some sixty topics."""

    def write(edition: str, released: str, extra: str | None = None, topics: int = 60) -> Path:
        folder = tmp_path / edition
        (folder / "topics").mkdir(parents=True)
        (folder / "pack.toml").write_text(PACK_TOML.format(released))
        for number in range(topics):
            words = f"{edition} says of {number} what it has to say. " * 20
            (folder / f"topics/t{number}.md").write_text(f"---\ntitle: T{number}\ngroup: g\n---\n{words}\n\n## More\n\n{words}\n")
        if extra is not None:
            (folder / "topics/t0-extra.md").write_text(f"---\ntitle: Extra\ngroup: g\n---\n{extra}\n")
        return folder

    return write


def install(home: Home, pack: Path, limits: Limits | None = None) -> Installed:
    shelf = Shelf(home, NO_CONTENT)
    try:
        return shelf.install(pack, limits=limits)
    finally:
        shelf.close()


def start(home: Home, pack: Path, largest_file: int = 0, dies_at: int = 0) -> subprocess.Popen[str]:
    words = [sys.executable, HERE / "install_and_tell.py", ROOT, home.root, pack, str(largest_file), str(dies_at)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True)


def assert_whole(home: Home, allowed: set[str]) -> str:
    """See that one of the `allowed` editions is current and whole, down to the last byte; return which."""
    shelf = Shelf(home, NO_CONTENT)
    (pack,) = shelf.packs()
    assert pack.digest in allowed
    assert pack_digest(edition_folder(home, "small-pack", pack.digest)) == pack.digest
    assert pack.compiled is not None
    assert pack.compiled.verify()
    assert len(list(pack.compiled.sections_for_index())) == pack.compiled.counts()[1]
    assert shelf.notices == ()
    shelf.close()
    return pack.digest


def assert_nothing_temporary(home: Home) -> None:
    assert [path for path in home.root.rglob(".*") if path.name != ".lock"] == []


def test_killed_at_random_moments_the_old_edition_stays_or_the_new_one_is_whole(
    home: Home, write_pack: WritePack, *, thorough: bool
):
    chance = random.Random(20261123)  # noqa: S311 — chance, not secrecy
    old_pack, new_pack = write_pack("old", "2026-01-01"), write_pack("new", "2026-02-02")
    old, new = install(home, old_pack).digest, pack_digest(new_pack)
    began = time.monotonic()
    with start(Home(home.root.with_name("undisturbed")), new_pack) as undisturbed:
        undisturbed.wait()
    length = time.monotonic() - began
    for _ in range(80 if thorough else 8):
        with start(home, new_pack) as process:
            try:
                process.wait(chance.uniform(0.1, 1.0) * length)
            except subprocess.TimeoutExpired:
                # One way is a crash of the program alone, the other one of the machine.
                chance.choice([process.kill, lambda pid=process.pid: os.killpg(pid, signal.SIGKILL)])()
        if assert_whole(home, {old, new}) == new:
            shelf = Shelf(home, NO_CONTENT)
            shelf.install(old_pack, allow_older=True)
            shelf.close()
    assert install(home, new_pack).digest == new
    assert_whole(home, {new})
    assert_nothing_temporary(home)


def test_killed_before_any_step_that_counts_the_old_edition_stays_or_the_new_one_is_whole(
    home: Home, write_pack: WritePack, *, thorough: bool
):
    old_pack, new_pack = write_pack("old", "2026-01-01", topics=3), write_pack("new", "2026-02-02", topics=3)
    old, new = install(home, old_pack).digest, pack_digest(new_pack)
    with start(_copy(home, 0), new_pack) as undisturbed:
        told = undisturbed.communicate()[0].split()
    calls = int(told[-1])
    seen = {}
    for dies_at in sorted({*range(1, calls, 1 if thorough else 4), calls}):
        copy = _copy(home, dies_at)
        with start(copy, new_pack, dies_at=dies_at) as process:
            process.wait()
        assert process.returncode == -signal.SIGKILL
        seen[dies_at] = assert_whole(copy, {old, new})
        assert install(copy, new_pack).digest == new
        assert_whole(copy, {new})
        assert_nothing_temporary(copy)
    assert seen[1] == old
    assert seen[calls] == new  # the last call of all makes the list durable that is already in place


def _copy(home: Home, number: int) -> Home:
    return Home(shutil.copytree(home.root, home.root.with_name(f"home-{number}")))


@pytest.mark.parametrize("share", [0.005, 0.3, 0.95], ids=["copying", "reading", "writing"])
def test_where_files_may_not_grow_it_is_told_and_the_old_edition_stays(home: Home, write_pack: WritePack, share: float):
    old = install(home, write_pack("old", "2026-01-01")).digest
    size = (compiled_folder(home, old) / DATABASE).stat().st_size
    new_pack = write_pack("new", "2026-02-02")
    with start(home, new_pack, largest_file=int(size * share)) as process:
        told = process.communicate()[0]
    assert told.startswith("refused There is no room on the disk to"), told
    assert_whole(home, {old})
    assert_nothing_temporary(home)
    assert_whole(home, {install(home, new_pack).digest})


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 2 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False).returncode:
        pytest.skip("only root may mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_and_the_old_edition_stays(small_disk: Path, write_pack: WritePack):
    home = Home(small_disk / "home")
    home.prepare()
    old = install(home, write_pack("old", "2026-01-01", topics=10)).digest
    new_pack = write_pack("new", "2026-02-02")
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    for left in (4_096, 150_000, 500_000):
        filler = small_disk / "filler"
        filler.write_bytes(bytes(free - left))
        with start(home, new_pack) as process:
            told = process.communicate()[0]
        assert told.startswith("refused There is no room on the disk to"), told
        filler.unlink()
        assert_whole(home, {old})
        assert_nothing_temporary(home)
    assert_whole(home, {install(home, new_pack).digest})


def test_eight_thousand_brackets_are_a_fault_within_the_limit(home: Home, write_pack: WritePack):
    old = install(home, write_pack("old", "2026-01-01", topics=3)).digest
    with pytest.raises(FaultyPackError, match=r"topics/t0-extra.md:1: fault: The Markdown takes over 5 s"):
        install(home, write_pack("new", "2026-02-02", topics=3, extra="[" * 8000))
    assert_whole(home, {old})
    assert_nothing_temporary(home)


def test_a_topic_that_wants_too_much_memory_is_a_fault_and_the_rest_is_checked(write_pack: WritePack):
    table = f"{'|a' * 3000}|\n{'|-' * 3000}|\n" + "|b|\n" * 3000  # 25 KB that become nine million cells
    pack = write_pack("greedy", "2026-01-01", topics=3, extra=table)
    (pack / "topics/t2.md").write_text("---\ntitle: T2\ngroup: g\n---\n[gone](topic:gone)\n")
    limits = Limits(step_seconds=None, memory=400 * 2**20)
    messages = {finding.file: finding.message for finding in check_pack(pack, limits=limits)}
    assert "over 400 MiB of memory" in messages["topics/t0-extra.md"]
    assert "“gone”" in messages["topics/t2.md"]
