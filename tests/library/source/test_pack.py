from collections.abc import Callable
from pathlib import Path
from pickle import dumps, loads

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.model import Finding, Group, Pack, Severity, SynonymRule
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]


def faults(folder: Path) -> list[Finding]:
    return [finding for finding in read_pack(folder)[1] if finding.severity is Severity.FAULT]


def warnings(folder: Path) -> list[Finding]:
    pack, findings = read_pack(folder)
    assert pack is not None
    assert all(finding.severity is Severity.WARNING for finding in findings)
    return findings


def sound(folder: Path) -> Pack:
    pack, findings = read_pack(folder)
    assert findings == []
    assert pack is not None
    return pack


def test_a_small_pack_is_read_without_a_finding(make_pack: MakePack):
    pack = sound(make_pack())
    assert pack.manifest.id == "small-pack"
    (topic,) = pack.topics
    assert (topic.id, topic.file) == ("sentinel", "topics/sentinel.md")
    assert (topic.meta.title, topic.meta.group) == ("Sentinel node", Group("axilla", "The axilla"))
    assert (topic.body, topic.body_line) == ("\nText.\n", 5)


def test_a_pack_travels_to_another_process_whole(make_pack: MakePack):
    pack = sound(make_pack({"references.yaml": "a: {title: b}", "abbreviations.yaml": "ALND: dissection"}))
    assert loads(dumps(pack)) == pack  # noqa: S301 -- what this test pickled itself


def test_abbreviations_are_synonyms_too(make_pack: MakePack):
    pack = sound(make_pack({"abbreviations.yaml": "SN: sentinel node", "synonyms.yaml": "- {from: heart, to: cardiac}"}))
    assert pack.abbreviations == {"SN": "sentinel node"}
    assert pack.synonyms == (
        SynonymRule(("SN", "sentinel node"), ("SN", "sentinel node")),
        SynonymRule(("heart",), ("cardiac",)),
    )


def test_only_sound_figures_are_listed(make_pack: MakePack):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    folder = make_pack({"figures/ruler.svg": svg, "figures/notes.txt": "mine"})
    assert sound(folder).figures == frozenset({"figures/ruler.svg"})
    (folder / "figures/bad.svg").write_text("<svg>")
    pack, _ = read_pack(folder)
    assert pack is not None
    assert pack.figures == frozenset({"figures/ruler.svg"})


@pytest.mark.parametrize("where", ["no-such-folder", "pack/pack.toml", "pack/\0"])
def test_a_path_that_is_no_folder_is_one_clear_fault(where: str, make_pack: MakePack):
    folder = make_pack().parent / where
    pack, findings = read_pack(folder)
    assert pack is None
    (finding,) = findings
    assert finding.severity is Severity.FAULT
    assert "folder" in finding.message


def test_an_empty_folder_says_what_it_lacks(tmp_path: Path):
    pack, findings = read_pack(tmp_path)
    assert pack is None
    assert [(finding.file, finding.severity) for finding in findings] == [
        ("pack.toml", Severity.FAULT),
        ("topics", Severity.FAULT),
    ]


def test_a_pack_without_pack_toml_is_a_fault_and_its_topics_are_checked_all_the_same(make_pack: MakePack):
    found = faults(make_pack({"pack.toml": None, "topics/bad.md": "---\n- a\n---\n"}))
    assert [finding.file for finding in found] == ["pack.toml", "topics/bad.md"]


def test_a_pack_toml_that_is_a_folder_is_one_fault(make_pack: MakePack):
    found = faults(make_pack({"pack.toml": None, "pack.toml/readme": "x"}))
    assert [finding.file for finding in found] == ["pack.toml"]


def test_a_pack_without_a_topic_is_a_fault(make_pack: MakePack):
    (finding,) = faults(make_pack({"topics/sentinel.md": None, "topics/notes.txt": "no topic"}))
    assert (finding.file, "no topic" in finding.message) == ("topics", True)


@pytest.mark.parametrize("name", ["pack.toml", "topics/sentinel.md", "references.yaml", "abbreviations.yaml", "synonyms.yaml"])
@pytest.mark.parametrize(
    ("data", "line"),
    [(b"# a\n# b \xe9\n", 2), ("# a\n".encode("utf-16"), 1), (b"# a\r# \r\n# \x00", 3)],
    ids=["latin", "utf-16", "nul"],
)
def test_a_file_that_is_not_utf_8_is_a_fault_at_its_line(name: str, data: bytes, line: int, make_pack: MakePack):
    found = [finding for finding in faults(make_pack({name: data})) if finding.file == name]
    assert [finding.line for finding in found] == [line]
    assert "UTF-8" in found[0].message


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_files_of_every_editor_are_read_alike(ending: str, mark: bytes, make_pack: MakePack):
    folder = make_pack({"references.yaml": "a:\n  title: b\n  checked: maybe\n"})
    for name in ("pack.toml", "topics/sentinel.md", "references.yaml"):
        text = (folder / name).read_bytes().decode()
        (folder / name).write_bytes(mark + text.replace("\n", ending).encode())
    pack, findings = read_pack(folder)
    assert pack is not None
    assert pack.topics[0].meta.title == "Sentinel node"
    assert (pack.topics[0].body, pack.topics[0].body_line) == ("\nText.\n", 5)
    assert [(finding.file, finding.line) for finding in findings] == [("references.yaml", 3)]


@pytest.mark.parametrize("second", ["topics/axilla/sentinel.md", "topics/Sentinel!.md"])
def test_two_topics_of_one_id_are_a_fault_that_names_both(second: str, make_pack: MakePack):
    folder = make_pack({second: "---\ntitle: Another\ngroup: axilla\n---\nText\n"})
    (finding,) = faults(folder)
    assert "same id" in finding.message
    assert {second, "topics/sentinel.md"} == {finding.file, finding.message.split(": ")[0].rpartition(" ")[2]}


def test_a_topic_with_unreadable_front_matter_is_one_fault_and_stays_a_topic(make_pack: MakePack):
    pack, findings = read_pack(make_pack({"topics/bad.md": "---\ntitle: a: b\n---\nText\n"}))
    assert pack is not None
    assert [topic.id for topic in pack.topics] == ["sentinel", "bad"]
    (finding,) = findings
    assert (finding.file, finding.line, finding.severity) == ("topics/bad.md", 2, Severity.FAULT)


def test_findings_are_sorted_by_file_and_line(make_pack: MakePack):
    _, findings = read_pack(make_pack({"topics/b.md": "---\norder: x\nevidence: y\n---\n", "topics/a.md": "Text"}))
    assert [(finding.file, finding.line) for finding in findings] == sorted((finding.file, finding.line) for finding in findings)
    assert {finding.file for finding in findings} == {"topics/a.md", "topics/b.md"}


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Sentinel *node*\n\nText", "Sentinel node"),
        ("Text\n\n```\n# code\n```\n\n# After the code #\n", "After the code"),
        ("Sentinel node\n=====\nText", "Sentinel node"),
        ("# [Linked](topic:x) `code` snake_case {#id}\n", "Linked code snake_case"),
        ("# \x1b[31mRed\x9b0m\n", "[31mRed 0m"),
        ("## Only a section\n\n#hashtag\n", "After surgery first"),
        ("", "After surgery first"),
    ],
)
def test_a_topic_without_title_takes_its_heading_or_its_name_with_a_warning(body: str, title: str, make_pack: MakePack):
    folder = make_pack({"topics/sentinel.md": None, "topics/after-surgery_first.md": f"---\ngroup: axilla\n---\n{body}"})
    (finding,) = warnings(folder)
    assert finding.file == "topics/after-surgery_first.md"
    assert f"“{title}”" in finding.message
    pack, _ = read_pack(folder)
    assert pack is not None
    assert pack.topics[0].meta.title == title


def test_a_topic_without_group_is_under_topics_with_a_warning(make_pack: MakePack):
    folder = make_pack({"topics/loose.md": "---\ntitle: Loose\n---\nText"})
    (finding,) = warnings(folder)
    assert (finding.file, "No group" in finding.message) == ("topics/loose.md", True)
    pack, _ = read_pack(folder)
    assert pack is not None
    assert pack.topics[-1].meta.group == Group("topics", "Topics")


def test_a_sub_folder_is_a_group_where_none_is_named(make_pack: MakePack):
    pack = sound(
        make_pack(
            {
                "topics/axilla/deep/er.md": "---\ntitle: In a group of pack.toml\n---\nText",
                "topics/after-care/a.md": "---\ntitle: In a group of its own\n---\nText",
                "topics/after-care/b.md": "---\ntitle: Named\ngroup: breast\n---\nText",
            }
        )
    )
    assert {topic.id: topic.meta.group for topic in pack.topics} == {
        "sentinel": Group("axilla", "The axilla"),
        "er": Group("axilla", "The axilla"),
        "b": Group("breast", "The breast"),
        "a": Group("after-care", "After care"),
    }


@pytest.mark.parametrize(
    ("named", "hint"),
    [("axila", "Did you mean “axilla”?"), ("The Axilla", "Did you mean “axilla”?"), ("x", '[[group]] with id = "x"')],
)
def test_an_unknown_group_is_a_warning_at_its_line_with_a_hint(named: str, hint: str, make_pack: MakePack):
    folder = make_pack({"topics/lost.md": f"---\ntitle: Lost\ngroup: {named}\n---\nText"})
    (finding,) = warnings(folder)
    assert (finding.file, finding.line) == ("topics/lost.md", 3)
    assert hint in finding.message


def test_folders_that_give_one_group_give_it_one_title(make_pack: MakePack):
    text = "---\ntitle: T\n---\nText"
    pack = sound(make_pack({"topics/After Care/a.md": text, "topics/after-care/b.md": text}))
    assert [topic.meta.group for topic in pack.topics[1:]] == [Group("after-care", "After Care")] * 2


def test_words_of_a_pack_never_steer_the_terminal_that_prints_a_finding(make_pack: MakePack):
    (finding,) = warnings(make_pack({"references.yaml": '"\\e[2J": {title: a}\n'}))
    assert "“\\x1b[2J” can't be cited" in finding.message


def test_ordinary_markdown_becomes_a_pack_with_warnings_only(make_pack: MakePack):
    folder = make_pack({"topics/sentinel.md": None, "topics/notes/one.md": "# One\n\nText", "topics/two.md": "Text\n"})
    assert warnings(folder)


def test_topics_stand_in_the_order_of_the_sidebar(make_pack: MakePack):
    def topic(title: str, group: str = "", order: str = "") -> str:
        lines = [f"title: {title}", *([f"group: {group}"] if group else []), *([f"order: {order}"] if order else [])]
        return "\n".join(["---", *lines, "---", "Text"])

    pack, _ = read_pack(
        make_pack(
            {
                "topics/sentinel.md": topic("last of the axilla", "axilla", "10"),
                "topics/a.md": topic("Élan", "axilla"),
                "topics/b.md": topic("echo", "axilla"),
                "topics/c.md": topic("Zebra", "axilla", "-1"),
                "topics/d.md": topic("In the breast", "breast"),
                "topics/e.md": topic("Loose"),
                "topics/zoo/f.md": topic("In a folder"),
                "topics/after/g.md": topic("In an earlier folder"),
            }
        )
    )
    assert pack is not None
    assert [topic.id for topic in pack.topics] == ["c", "b", "a", "sentinel", "d", "g", "f", "e"]


def test_former_ids_are_slugged_like_the_names_that_they_were(make_pack: MakePack):
    pack = sound(make_pack({"topics/a.md": "---\ntitle: A\ngroup: axilla\nformerly: [Old Name, old-name, b]\n---\n"}))
    assert {topic.id: topic.meta.formerly for topic in pack.topics}["a"] == ("old-name", "b")


@pytest.mark.parametrize("former", ["sentinel", "shared"])
def test_a_former_id_that_another_topic_has_is_a_warning(former: str, make_pack: MakePack):
    front = "---\ntitle: {}\ngroup: axilla\nformerly: [{}]\n---\n"
    folder = make_pack({"topics/a.md": front.format("A", "shared"), "topics/b.md": front.format("B", former)})
    (finding,) = warnings(folder)
    assert finding.file == "topics/b.md"
    assert f"“{former}”" in finding.message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["pack.toml", "topics/sentinel.md", "references.yaml", "abbreviations.yaml", "synonyms.yaml"]),
    data=st.binary(max_size=120)
    | st.text(max_size=80).map(str.encode)
    | st.text("[]{}:-&*!|>'\"#=.\n ab", max_size=80).map(str.encode),
)
def test_whatever_a_file_holds_the_answer_is_findings_and_no_exception(make_pack: MakePack, name: str, data: bytes):
    folder = make_pack({name: data})
    _, findings = read_pack(folder)
    assert all(finding.line >= 1 and finding.message.endswith((".", "?")) for finding in findings)
    assert all(str(finding).isprintable() for finding in findings)


def test_the_whole_sample_pack_is_read_without_a_fault(medquad_pack: Path):
    pack, findings = read_pack(medquad_pack)
    assert [finding for finding in findings if finding.severity is Severity.FAULT] == []
    assert pack is not None
    assert len(pack.topics) == 5486
    assert len({topic.id for topic in pack.topics}) == 5486
    assert {topic.meta.group for topic in pack.topics} <= set(pack.manifest.groups)
