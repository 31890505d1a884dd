import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.compile import compile_pack
from reader.library.making.database import DATABASE
from reader.library.model import Finding, Severity
from reader.library.shelf.edition import compiled_folder
from reader.library.shelf.shelf import Shelf
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]
MANY = {f"topics/t{number:04}.md": f"# Topic {number}\n\nText *{number}*.\n\n## More\n\nMore.\n" for number in range(620)}


def test_compiling_leaves_only_the_finished_pack(make_pack: MakePack, tmp_path: Path):
    assert _compile(make_pack(), tmp_path / "out" / "compiled") == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["compiled"]
    assert sorted(path.name for path in (tmp_path / "out" / "compiled").iterdir()) == ["topics.sha256", "topics.sqlite"]


def test_compiling_again_replaces_what_was_there(make_pack: MakePack, tmp_path: Path):
    folder = tmp_path / "compiled"
    _compile(make_pack(), folder)
    _compile(make_pack({"topics/second.md": "# Second\n\nText.\n"}), folder)
    compiled = CompiledPack.open(folder)
    assert compiled.counts()[0] == 2
    compiled.close()


def test_a_fault_leaves_nothing(make_pack: MakePack, tmp_path: Path):
    findings = _compile(make_pack({"topics/b.md": "# B\n\n## \n\nText.\n"}), tmp_path / "compiled")
    assert any(finding.severity is Severity.FAULT for finding in findings)
    assert not (tmp_path / "compiled" / DATABASE).exists()


def test_the_same_source_compiles_to_the_same_bytes_whoever_shares_the_work(make_pack: MakePack, tmp_path: Path, home: Home):
    source = make_pack(MANY)
    _compile(source, tmp_path / "alone")
    shelf = Shelf(home, tmp_path / "no-content")
    installed = shelf.install(source)
    shelf.close()
    shared = compiled_folder(home, installed.digest)
    assert (shared / DATABASE).read_bytes() == (tmp_path / "alone" / DATABASE).read_bytes()


def test_progress_names_the_file(make_pack: MakePack, tmp_path: Path):
    steps: list[tuple[int, int, str]] = []
    pack, _ = read_pack(make_pack())
    assert pack is not None
    compile_pack(pack, "0" * 64, tmp_path / "compiled", lambda *step: steps.append(step))
    assert steps == [(0, 1, "topics/sentinel.md")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_owner_may_read_it(make_pack: MakePack, tmp_path: Path):
    _compile(make_pack(), tmp_path / "compiled")
    for path in (tmp_path / "compiled", *(tmp_path / "compiled").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_where_nothing_can_be_written_the_disk_is_named(make_pack: MakePack, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EditionError, match=r"The disk refused to compile the pack at .*file"):
        _compile(make_pack(), tmp_path / "file" / "compiled")


def test_the_large_pack_compiles_whole(medquad_pack: Path, home: Home, tmp_path: Path, *, thorough: bool):
    """In a run that isn't thorough every tenth topic does."""
    source = medquad_pack if thorough else _tenth(medquad_pack, tmp_path / "tenth")
    shelf = Shelf(home, tmp_path / "no-content")
    installed = shelf.install(source)
    compiled = shelf.packs()[0].compiled
    assert compiled is not None
    assert compiled.counts()[0] == len(list((source / "topics").rglob("*.md")))
    assert compiled.verify()
    assert all(finding.severity is Severity.WARNING for finding in installed.findings)
    shelf.close()


def _compile(source: Path, folder: Path) -> list[Finding]:
    pack, findings = read_pack(source)
    assert pack is not None
    return findings + compile_pack(pack, pack_digest(source), folder)


def _tenth(pack: Path, folder: Path) -> Path:
    (folder / "topics").mkdir(parents=True)
    (folder / "pack.toml").write_bytes((pack / "pack.toml").read_bytes())
    for path in sorted((pack / "topics").iterdir())[::10]:
        (folder / "topics" / path.name).write_bytes(path.read_bytes())
    return folder
