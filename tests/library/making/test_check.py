from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.making.check import FaultyPackError, check_pack
from reader.library.making.child import CancelledError, Limits
from reader.library.making.compile import compile_pack
from reader.library.model import Finding, Severity
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]

TOPIC = "---\ntitle: {}\ngroup: axilla\n---\n\n{}\n"
SLOW = TOPIC.format("Slow", "[" * 8000)
REFERENCES = "cited:\n  title: One\nforgotten:\n  title: Two\n"


def test_a_sound_pack_has_nothing_to_report(make_pack: MakePack):
    assert check_pack(make_pack()) == []


def test_a_folder_that_isnt_there_is_a_fault(tmp_path: Path):
    assert [finding.severity for finding in check_pack(tmp_path / "nowhere")] == [Severity.FAULT]


def test_faults_of_reading_and_of_rendering_are_reported_together(make_pack: MakePack):
    pack = make_pack({"topics/empty-heading.md": TOPIC.format("A", "##  \n"), "topics/latin.md": b"caf\xe9"})
    faults = {finding.file for finding in check_pack(pack) if finding.severity is Severity.FAULT}
    assert faults == {"topics/empty-heading.md", "topics/latin.md"}


def test_topics_that_take_too_long_are_named_and_the_rest_is_checked(make_pack: MakePack):
    pack = make_pack(
        {
            "topics/a-slow.md": SLOW,
            "topics/b-empty.md": TOPIC.format("B", "##  \n"),
            "topics/c-slow.md": SLOW,
            "topics/d-dead.md": TOPIC.format("D", "[gone](topic:gone)"),
        }
    )
    findings = check_pack(pack, limits=Limits(step_seconds=0.3))
    slow = [finding for finding in findings if "takes over 0.3 s" in finding.message]
    assert [(finding.file, finding.severity) for finding in slow] == [
        ("topics/a-slow.md", Severity.FAULT),
        ("topics/c-slow.md", Severity.FAULT),
    ]
    assert {"topics/b-empty.md", "topics/d-dead.md"} <= {finding.file for finding in findings}


def test_after_many_slow_topics_nobody_waits_for_the_rest(make_pack: MakePack):
    pack = make_pack({f"topics/slow-{number:02}.md": SLOW for number in range(22)})
    findings = check_pack(pack, limits=Limits(step_seconds=0.02))
    assert len([finding for finding in findings if "takes over" in finding.message]) == 20
    assert any("wasn't tried" in finding.message for finding in findings)


def test_a_dead_link_is_a_warning_where_it_stands(make_pack: MakePack):
    pack = make_pack({"topics/linking.md": TOPIC.format("Linking", "Text.\n\nSee [that](topic:nowhere).")})
    (finding,) = check_pack(pack)
    assert (finding.file, finding.line, finding.severity) == ("topics/linking.md", 8, Severity.WARNING)
    assert "“nowhere”" in finding.message


def test_a_dead_anchor_is_a_warning_where_it_stands(make_pack: MakePack):
    pack = make_pack({"topics/linking.md": TOPIC.format("Linking", "See [that](topic:sentinel#nowhere).")})
    (finding,) = check_pack(pack)
    assert (finding.file, finding.line, finding.severity) == ("topics/linking.md", 6, Severity.WARNING)
    assert "“sentinel#nowhere”" in finding.message


@pytest.mark.parametrize(
    "target",
    [
        "sentinel",
        "sentinel#intro",
        "linking#here",
        "linking#there",
        "small-pack/sentinel",
        "formerly-sentinel",
        "other-pack/any#where",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(make_pack: MakePack, target: str):
    pack = make_pack(
        {
            "topics/sentinel.md": "---\ntitle: Sentinel\ngroup: axilla\nformerly: [formerly-sentinel]\n---\n\nText.\n",
            "topics/linking.md": TOPIC.format("Linking", f"See [that](topic:{target}).\n\n## Here {{formerly=there}}\n\nText."),
        }
    )
    assert check_pack(pack) == []


def test_links_to_another_pack_are_checked_when_it_is_on_the_shelf(make_pack: MakePack, tmp_path: Path):
    other = _compiled(make_pack(), tmp_path / "other")
    body = "[a](topic:other-pack/sentinel) [b](topic:other-pack/gone) [c](topic:other-pack/sentinel#gone)"
    pack = make_pack({"topics/linking.md": TOPIC.format("Linking", body)})
    messages = [finding.message for finding in check_pack(pack, shelved={"other-pack": other})]
    assert len(messages) == 2
    assert any("the pack other-pack has no such topic" in message for message in messages)
    assert any("“sentinel#gone”" in message for message in messages)


def test_another_pack_that_cant_be_read_just_now_is_no_reason_to_warn(make_pack: MakePack, tmp_path: Path):
    pack = make_pack({"topics/linking.md": TOPIC.format("Linking", "[a](topic:other-pack/gone)")})
    assert check_pack(pack, shelved={"other-pack": tmp_path / "nothing"}) == []


def test_a_reference_that_nobody_cites_is_a_warning_at_its_line(make_pack: MakePack):
    pack = make_pack({"references.yaml": REFERENCES, "topics/citing.md": TOPIC.format("Citing", "True.[@cited]")})
    (finding,) = check_pack(pack)
    assert (finding.file, finding.line, finding.severity) == ("references.yaml", 3, Severity.WARNING)
    assert "“forgotten”" in finding.message


def test_progress_counts_the_topics_and_says_what_is_done(make_pack: MakePack):
    steps: list[tuple[int, int, str]] = []
    check_pack(make_pack({"topics/b.md": TOPIC.format("B", "Text.")}), progress=lambda *step: steps.append(step))
    assert steps == [
        (0, 0, "Reading the pack"),
        (0, 2, "Compiling topics"),
        (1, 2, "Compiling topics"),
        (0, 0, "Checking links"),
    ]


def test_checking_can_be_given_up(make_pack: MakePack):
    with pytest.raises(CancelledError):
        check_pack(make_pack(), cancelled=lambda: True)


def test_nothing_is_left_behind(make_pack: MakePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    pack = make_pack()
    before = sorted(pack.rglob("*"))
    check_pack(pack)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert sorted(pack.rglob("*")) == before


def test_a_refusal_names_the_first_fault_and_counts_them():
    findings = [Finding("topics/b.md", 3, Severity.FAULT, "Wrong."), Finding("topics/a.md", 1, Severity.WARNING, "Hm.")]
    assert "has a fault: topics/b.md:3: fault: Wrong." in str(FaultyPackError(Path("p"), findings))
    assert "has 2 faults: topics/b.md:3" in str(FaultyPackError(Path("p"), [*findings, Finding("x", 1, Severity.FAULT, "W.")]))


def _compiled(source: Path, folder: Path) -> Path:
    pack, _ = read_pack(source)
    assert pack is not None
    assert compile_pack(pack, pack_digest(source), folder) == []
    return folder
