from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.source.names import collision_key, printable, unsafe_name, unsafe_path
from reader.library.source.tree import walk_pack

MakePack = Callable[..., Path]


def test_only_files_that_the_format_names_belong_to_a_pack(make_pack: MakePack):
    mine = {
        "references.yaml": "",
        "abbreviations.yaml": "",
        "synonyms.yaml": "",
        "topics/axilla/one.md": "",
        "figures/a.svg": "",
        "figures/sub/B.PNG": "",
        "figures/c.jpg": "",
        "overlays/medquad/topic#section.md": "",
    }
    other = {
        "README.md": "",
        "compiled/topics.sqlite": "",
        "topics/notes.txt": "",
        "topics/.hidden.md": "",
        "topics/._one.md": "",
        ".git/config": "",
        "figures/Thumbs.db": "",
        "drafts/topics/two.md": "",
    }
    tree = walk_pack(make_pack({**mine, **other}))
    assert tree.findings == ()
    assert tree.files == tuple(sorted([*mine, "pack.toml", "topics/sentinel.md"]))
    assert tree.under("topics") == ("topics/axilla/one.md", "topics/sentinel.md")


@pytest.mark.parametrize("name", ["topics/one.markdown", "figures/photo.webp", "figures/old.GIF"])
def test_a_file_that_nearly_belongs_is_a_warning(name: str, make_pack: MakePack):
    (finding,) = walk_pack(make_pack({name: "x"})).findings
    assert (finding.file, finding.severity) == (name, "warning")
    assert "isn't read" in finding.message


@pytest.mark.parametrize(
    "name",
    [
        *("..", ".", "", "a/b", "a\\b", "C:", "what?", "a*b", "a|b", 'a"b', "<a>"),
        *("con", "CON.md", "nul.tar.gz", "Com1", "lpt9.svg", "aux .md", "conin$", "COM²"),
        *("ends.", "ends ", " begins", "tab\tbed", "line\nbreak", "bell\a", "nul\0", "turn\u202egnp.md", "lone\udc80"),
    ],
)
def test_a_name_that_some_system_refuses_or_shows_wrongly_is_unsafe(name: str):
    assert unsafe_name(name)


@pytest.mark.parametrize(
    "name",
    ["one.md", "topic#section.md", "Лимфедема.md", "淋巴.md", "a b (2).md", "console.md", "com10", "it's", "می\u200cخواهم.md"],
)
def test_an_ordinary_name_in_any_script_is_safe(name: str):
    assert unsafe_name(name) is None


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../x", "topics/../../x", "topics//x", "C:/x", "topics/con/x.md", "", "topics/" + "x" * 300, "a\\..\\b"],
)
def test_a_path_that_leaves_the_pack_is_unsafe(path: str):
    assert unsafe_path(path)


def test_a_path_within_the_pack_is_safe():
    assert unsafe_path("topics/axilla/one.md") is None


@pytest.mark.parametrize(
    ("one", "other"), [("Topic.md", "topic.md"), ("\u00e9.md", "e\u0301.md"), ("STRASSE", "straße"), ("İ", "i̇")]
)
def test_names_that_are_one_name_on_some_system_collide(one: str, other: str):
    assert collision_key(one) == collision_key(other)


@given(st.text())
def test_whatever_a_name_holds_it_can_be_printed(name: str):
    shown = printable(name)
    assert shown.isprintable()
    assert shown.encode() or not name
    assert printable(shown) == shown
