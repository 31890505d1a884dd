from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import PackError
from reader.library.source.digest import pack_digest

MakePack = Callable[..., Path]


def test_a_digest_is_sha_256_in_hex_and_the_same_for_ever(make_pack: MakePack):
    # Editions on people's disks are named by it: a change here makes each of them a stranger.
    folder = make_pack({"pack.toml": "[pack]\n", "topics/sentinel.md": "Text\n", "figures/a.svg": "<svg/>"})
    assert pack_digest(folder) == "f22484456859bf560f122fd517f73132b801e931bf35a25735142261c91130be"


def test_a_copy_has_the_same_digest(make_pack: MakePack, tmp_path: Path):
    folder = make_pack({"topics/b.md": "b", "topics/a/c.md": "c"})
    copy = tmp_path / "copy"
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_file():
            target = copy / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    assert pack_digest(copy) == pack_digest(folder)


@pytest.mark.parametrize(
    "name", ["pack.toml", "topics/new.md", "figures/new.png", "references.yaml", "overlays/other/a#b.md", "topics/sentinel.md"]
)
def test_every_file_of_the_pack_counts(name: str, make_pack: MakePack):
    before = pack_digest(make_pack())
    assert pack_digest(make_pack({name: "changed"})) != before


@pytest.mark.parametrize("name", ["README.md", ".git/HEAD", "topics/.DS_Store", "compiled/topics.sqlite", "figures/a.gif"])
def test_what_the_format_does_not_name_does_not_count(name: str, make_pack: MakePack):
    before = pack_digest(make_pack())
    assert pack_digest(make_pack({name: "anything"})) == before


def test_bytes_that_move_to_the_next_file_change_the_digest(make_pack: MakePack):
    before = pack_digest(make_pack({"topics/a.md": "one", "topics/b.md": "two"}))
    assert pack_digest(make_pack({"topics/a.md": "onet", "topics/b.md": "wo"})) != before


def test_a_renamed_file_changes_the_digest(make_pack: MakePack):
    folder = make_pack({"topics/a.md": "one"})
    before = pack_digest(folder)
    (folder / "topics/a.md").rename(folder / "topics/b.md")
    assert pack_digest(folder) != before


def test_a_name_counts_the_same_however_its_accents_are_composed(make_pack: MakePack):
    folder = make_pack({"topics/\u00e9.md": "one"})
    before = pack_digest(folder)
    (folder / "topics/\u00e9.md").rename(folder / "topics/e\u0301.md")
    assert pack_digest(folder) == before


def test_a_folder_that_is_not_there_has_no_digest(tmp_path: Path):
    with pytest.raises(PackError, match="no such folder"):
        pack_digest(tmp_path / "nowhere")


def test_an_unsafe_folder_has_no_digest(make_pack: MakePack):
    folder = make_pack()
    (folder / "topics/link.md").symlink_to("/etc/passwd")
    with pytest.raises(PackError, match=r"topics/link\.md:1: fault: This is a link"):
        pack_digest(folder)
