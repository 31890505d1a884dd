"""A generated topic is the author's introduction with sections made of the pack below it, and text like any other."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.check import check_pack
from reader.library.making.child import run_in_child
from reader.library.making.compile import compile_pack
from reader.library.model import Severity, Topic
from reader.library.source.digest import pack_digest
from reader.library.source.excerpt import section_markdown
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]

GLOSSARY = "---\ntitle: Glossary\ngroup: axilla\ngenerate: glossary\n---\n\nShort forms.\n"
ABBREVIATIONS = """\
SLNB: sentinel lymph node biopsy
ALND: axillary lymph node dissection (of the armpit)
"pN0(i+)": {means: isolated tumour cells, kind: stage}
SOUND: {means: "trial of *no* biopsy | <b>none</b>", kind: trial}
T-DM1: {means: trastuzumab emtansine, kind: drug}
"""
SYNONYMS = """\
- [SLNB, SLNBs, sentinel biopsy, SNB, sentinel lymph node biopsy]
- {generic: trastuzumab, brands: [Herceptin]}
- {from: SLNB, to: [staging]}
"""
CLAIMS = "---\ntitle: Claims\ngroup: breast\ngenerate: claims\nheadings: [Surgery, Tests and scans]\n---\n\nAll.\n"
TOPIC = "---\ntitle: {}\ngroup: axilla\norder: {}\n---\n\n{}\n"
NODES = """\
## Nodes {#nodes}

!!! claim "Remove the nodes"
    verdict: outdated
    about: surgery
    id: remove

    No gain.[@a1] See [below](#more).

## More {#more}

!!! claim "Everyone needs a scan"
    about: tests
    verdict: wrong
    No.[@a1]

```
!!! claim "Not one"
    verdict: wrong
    In code.
```
"""
AGAIN = """\
!!! claim "Take the nodes out"
    verdict: outdated
    id: remove
    In other words.[@a1]

!!! claim "Left to its group"
    verdict: misleading
    So.[@a1]
"""
REFERENCES = "a1:\n  title: One\n"


def test_a_glossary_lists_each_kind_of_entry_under_its_heading(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(_glossary(make_pack), tmp_path, "glossary")
    assert [(section.id, section.heading) for section in topic.sections] == [
        ("intro", ""),
        ("a-z", "A–Z"),
        ("trials", "Trial names"),
        ("drugs", "Drug brand to generic"),
        ("staging", "Staging codes"),
    ]
    texts = {section.id: section.text.split("\n") for section in topic.sections}
    assert texts["intro"] == ["Short forms."]
    assert texts["a-z"][1:] == [
        *("Short form", "Meaning"),
        *("ALND", "axillary lymph node dissection (of the armpit)"),
        *("SLNB", "sentinel lymph node biopsy; also sentinel biopsy, SNB"),
    ]
    assert texts["drugs"][1:] == [
        "Brand or short name",
        "Generic name",
        "Herceptin",
        "trastuzumab",
        "T-DM1",
        "trastuzumab emtansine",
    ]
    assert texts["staging"][1:] == ["Code", "Meaning", "pN0(i+)", "isolated tumour cells"]


def test_words_of_the_glossary_are_shown_as_they_are(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(_glossary(make_pack), tmp_path, "glossary")
    (trials,) = [section for section in topic.sections if section.id == "trials"]
    assert trials.text.split("\n")[3:] == ["SOUND", "trial of *no* biopsy | <b>none</b>"]


def test_headings_of_a_glossary_can_be_reworded_and_keep_their_ids(make_pack: MakePack, tmp_path: Path):
    front = GLOSSARY.replace("generate:", "headings: [Abréviations, Essais]\ngenerate:")
    topic = _compiled(_glossary(make_pack, front), tmp_path, "glossary")
    assert [(section.id, section.heading) for section in topic.sections][1:4] == [
        ("a-z", "Abréviations"),
        ("trials", "Essais"),
        ("drugs", "Drug brand to generic"),
    ]


def test_a_glossary_of_nothing_is_its_introduction(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(make_pack({"topics/glossary.md": GLOSSARY}), tmp_path, "glossary")
    assert [section.text for section in topic.sections] == ["Short forms."]


def test_claims_stand_once_each_under_their_headings_with_links_to_their_places(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(_claims(make_pack), tmp_path, "claims")
    assert [(section.id, section.text.split("\n")) for section in topic.sections] == [
        ("intro", ["All."]),
        ("surgery", ["Surgery", "“Remove the nodes”", "No gain. See below.", "See First › Nodes · Second."]),
        ("tests-and-scans", ["Tests and scans", "“Everyone needs a scan”", "No.", "See First › More."]),
        ("the-axilla", ["The axilla", "“Left to its group”", "So.", "See Second."]),
    ]


def test_a_gathered_claim_keeps_its_verdict_its_citation_and_its_links(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(_claims(make_pack), tmp_path, "claims")
    (surgery,) = [section for section in topic.sections if section.id == "surgery"]
    assert 'class="box claim verdict-outdated"' in surgery.html
    assert "CLAIM CHECK · OUTDATED" in surgery.html
    assert 'href="cite:a1"' in surgery.html
    assert 'href="topic:first#more"' in surgery.html
    assert 'href="topic:first#nodes"' in surgery.html
    assert [source.reference.key for source in topic.sources] == ["a1"]


def test_lines_about_a_claim_are_no_text_where_it_stands(make_pack: MakePack, tmp_path: Path):
    topic = _compiled(_claims(make_pack), tmp_path, "first")
    (nodes,) = [section for section in topic.sections if section.id == "nodes"]
    assert nodes.text.split("\n") == ["Nodes", "“Remove the nodes”", "No gain. See below."]


def test_it_is_the_same_whoever_renders_it(make_pack: MakePack, tmp_path: Path):
    pack, scratch = _claims(make_pack), tmp_path / "scratch"
    scratch.mkdir()
    here = _compiled(pack, tmp_path, "claims")
    run_in_child("reader.library.making.compile:read", (pack, scratch))
    for place in range(4):  # each topic in a process of its own
        run_in_child("reader.library.making.compile:render_part", (scratch, place, place + 1))
    run_in_child("reader.library.making.compile:finish", (scratch, "digest", tmp_path / "there", {}, False))
    with closing(CompiledPack.open(tmp_path / "there")) as compiled:
        assert compiled.topic("claims").sections == here.sections


def test_what_is_wrong_with_a_claim_is_told_once_where_it_stands(make_pack: MakePack):
    wrong = AGAIN.replace("So.[@a1]", "So.[@gone] See [that](topic:nowhere).")
    pack = _claims(make_pack, {"topics/second.md": TOPIC.format("Second", 2, wrong)})
    findings = check_pack(pack)
    assert [(finding.file, finding.line) for finding in findings] == [("topics/second.md", 14), ("topics/second.md", 14)]


def test_an_unknown_kind_of_generated_topic_is_a_warning(make_pack: MakePack):
    (finding,) = check_pack(make_pack({"topics/glossary.md": GLOSSARY.replace("generate: glossary", "generate: index")}))
    assert (finding.file, finding.line, finding.severity) == ("topics/glossary.md", 4, Severity.WARNING)
    assert "glossary, claims" in finding.message


def test_what_its_author_wrote_is_shown_as_markdown_and_the_rest_isnt_told_apart(make_pack: MakePack, tmp_path: Path):
    pack = _glossary(make_pack)
    topic = _compiled(pack, tmp_path, "glossary")
    intro, *made = topic.sections
    assert section_markdown(pack, topic, intro) == "Short forms.\n"
    for section in made:
        with pytest.raises(EditionError, match="can't be told apart"):
            section_markdown(pack, topic, section)


@pytest.mark.parametrize("body", ["", "Only an introduction.\n"])
def test_claims_of_a_pack_without_any_are_the_introduction(make_pack: MakePack, tmp_path: Path, body: str):
    pack = make_pack({"topics/claims.md": CLAIMS.replace("All.\n", body)})
    assert [section.text for section in _compiled(pack, tmp_path, "claims").sections] == [body.strip()]


def _glossary(make_pack: MakePack, front: str = GLOSSARY) -> Path:
    return make_pack({"topics/glossary.md": front, "abbreviations.yaml": ABBREVIATIONS, "synonyms.yaml": SYNONYMS})


def _claims(make_pack: MakePack, more: dict[str, str] | None = None) -> Path:
    files = {
        "topics/first.md": TOPIC.format("First", 1, NODES),
        "topics/second.md": TOPIC.format("Second", 2, AGAIN),
        "topics/claims.md": CLAIMS,
        "references.yaml": REFERENCES,
    }
    return make_pack(files | (more or {}))


def _compiled(source: Path, folder: Path, topic: str) -> Topic:
    pack, findings = read_pack(source)
    assert pack is not None
    assert findings == []
    compile_pack(pack, pack_digest(source), folder / "compiled")
    with closing(CompiledPack.open(folder / "compiled")) as compiled:
        return compiled.topic(topic)
