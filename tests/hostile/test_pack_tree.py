"""Folders made to harm: each must be refused quickly, with a line that says where and why."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.model import Finding, Severity
from reader.library.source.pack import read_pack
from reader.library.source.tree import MAX_DEPTH, MAX_ENTRIES

PACK_TOML = '[pack]\nid = "small-pack"\ntitle = "T"\nreleased = 2026-11-20\nlanguage = "en"\n\n[[group]]\nid = "g"\ntitle = "G"\n'
TOPIC = "---\ntitle: T\ngroup: g\n---\nText\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small pack without a finding."""
    pack = tmp_path / "pack"
    (pack / "topics").mkdir(parents=True)
    (pack / "figures").mkdir()
    (pack / "pack.toml").write_text(PACK_TOML)
    (pack / "topics/sound.md").write_text(TOPIC)
    assert read_pack(pack)[1] == []
    return pack


def faults(folder: Path) -> list[Finding]:
    _, findings = read_pack(folder)
    assert all(str(finding).isprintable() for finding in findings)
    return [finding for finding in findings if finding.severity is Severity.FAULT]


def fault(folder: Path) -> Finding:
    (finding,) = faults(folder)
    return finding


@pytest.mark.parametrize(
    "name",
    ["topics/secret.md", "figures/secret.svg", "references.yaml", "topics/deep", "overlays", "README.md", "figures/x.txt"],
)
def test_a_link_is_refused_wherever_it_stands_and_never_followed(name: str, folder: Path, tmp_path: Path):
    secret = tmp_path / "secret.md"
    secret.write_text("SECRET")
    (folder / name).symlink_to(tmp_path if "." not in name else secret)
    finding = fault(folder)
    assert (finding.file, "link" in finding.message) == (name, True)
    pack, _ = read_pack(folder)
    assert pack is not None
    assert [topic.id for topic in pack.topics] == ["sound"]


def test_pack_toml_may_not_be_a_link(folder: Path, tmp_path: Path):
    (folder / "pack.toml").rename(tmp_path / "elsewhere.toml")
    (folder / "pack.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert fault(folder).file == "pack.toml"
    assert read_pack(folder)[0] is None


@pytest.mark.parametrize("target", ["..", "loop", "/"])
def test_a_link_to_a_folder_is_no_way_out_and_no_endless_walk(target: str, folder: Path):
    (folder / "topics/loop").symlink_to(target, target_is_directory=True)
    assert fault(folder).file == "topics/loop"


def test_a_pack_may_be_reached_through_a_link_that_the_user_gave(folder: Path, tmp_path: Path):
    (tmp_path / "shortcut").symlink_to(folder)
    assert read_pack(tmp_path / "shortcut")[1] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bell\a.md", "bell\\x07.md"),
        ("line\nbreak.md", "line\\nbreak.md"),
        ("\x1b[2Jclear.md", "\\x1b[2Jclear.md"),
        ("CON.md", "CON.md"),
        ("a\\..\\b.md", "a\\..\\b.md"),
        ("stream:a.md", "stream:a.md"),
        ("turn\u202edm.exe.md", "turn\\u202edm.exe.md"),
        ("trailing.md ", "trailing.md "),
    ],
)
def test_a_name_that_is_unsafe_on_some_system_is_refused_and_shown_safely(name: str, shown: str, folder: Path):
    (folder / "topics" / name).write_text(TOPIC)
    finding = fault(folder)
    assert finding.file == f"topics/{shown}"
    assert finding.message.startswith("This name ")


def test_a_name_that_is_no_text_is_refused(folder: Path):
    with open(os.path.join(os.fsencode(folder), b"topics", b"caf\xe9.md"), "wb") as file:  # noqa: PTH118, PTH123 -- pathlib has no bytes
        file.write(TOPIC.encode())
    assert fault(folder).file == "topics/caf\\udce9.md"


@pytest.mark.parametrize(("one", "other"), [("Topic.md", "topic.md"), ("caf\u00e9.md", "cafe\u0301.md")])
def test_names_that_collide_on_some_system_are_refused(one: str, other: str, folder: Path):
    (folder / "topics" / one).write_text(TOPIC)
    (folder / "topics" / other).write_text(TOPIC)
    assert any("the same name as" in finding.message for finding in faults(folder))


def test_a_colliding_folder_is_refused_too(folder: Path):
    for name in ("Axilla", "axilla"):
        (folder / "topics" / name).mkdir()
    assert fault(folder).file == "topics/axilla"


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("topics/large.md", 200),
        ("figures/large.png", 200),
        ("pack.toml", 200),
        ("references.yaml", 200),
        ("figures/large.svg", 5),
    ],
)
def test_a_file_of_a_monstrous_size_is_refused_unread(name: str, size: int, folder: Path):
    with (folder / name).open("ab") as file:
        file.truncate(size * 1024 * 1024)  # a sparse file: reading it would take the memory all the same
    found = [finding for finding in faults(folder) if finding.file == name]
    assert [f"{size}.0 MiB" in finding.message for finding in found] == [True]


def test_many_files_under_their_own_limit_are_refused_together(folder: Path):
    for number in range(130):
        with (folder / f"figures/{number}.png").open("wb") as file:
            file.truncate(16 * 1024 * 1024)
    finding = fault(folder)
    assert (finding.file, "larger than 2 GiB" in finding.message) == (".", True)


def test_folders_nested_without_end_are_refused(folder: Path):
    deep = folder / "topics"
    for _ in range(300):
        deep /= "d"
        deep.mkdir()
    finding = fault(folder)
    assert finding.file == "/".join(["topics", *"d" * MAX_DEPTH])


def test_a_pipe_is_refused_and_not_waited_for(folder: Path):
    os.mkfifo(folder / "topics/pipe.md")
    os.mkfifo(folder / "abbreviations.yaml")
    assert [finding.file for finding in faults(folder)] == ["abbreviations.yaml", "topics/pipe.md"]


def test_a_socket_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder / "topics")  # a socket's path may be 107 bytes long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock.md")
        assert fault(folder).file == "topics/sock.md"


def test_too_many_files_end_the_walk(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.library.source.tree.MAX_ENTRIES", 50)
    assert MAX_ENTRIES >= 100_000
    for number in range(60):
        (folder / f"figures/{number}.txt").touch()
    assert "over 50 files" in fault(folder).message


@pytest.mark.parametrize(
    "content",
    [
        "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
        "---\na: " + "[" * 50_000 + "\n---\n",
        "---\n" + "? " * 40_000 + "\n---\n",
        "---\n" + "a: b\n" * 50_000 + "---\n",
        "---\ntitle: !!python/object/apply:os.system [exit]\n---\n",
    ],
    ids=["laughs", "deep list", "deep keys", "long", "object"],
)
def test_front_matter_made_to_explode_is_a_fault(content: str, folder: Path):
    (folder / "topics/evil.md").write_text(content)
    assert fault(folder).file == "topics/evil.md"


@pytest.mark.parametrize("name", ["references.yaml", "abbreviations.yaml", "synonyms.yaml"])
@pytest.mark.parametrize(
    "content", ["- &a [x]\n- *a\n", "[" * 100_000, "[" + "[]," * 600_000 + "]"], ids=["alias", "deep", "many"]
)
def test_yaml_made_to_explode_is_a_fault(name: str, content: str, folder: Path):
    (folder / name).write_text(content)
    assert fault(folder).file == name


def test_a_file_that_goes_away_while_it_is_read_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch):
    walked: Callable[[Path], object] = __import__("reader.library.source.tree", fromlist=["walk_pack"]).walk_pack

    def walk_and_lose(where: Path) -> object:
        tree = walked(where)
        (where / "topics/sound.md").unlink()
        return tree

    monkeypatch.setattr("reader.library.source.pack.walk_pack", walk_and_lose)
    assert "can't be read" in fault(folder).message
