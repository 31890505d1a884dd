from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.model import Audience, Evidence, Finding, Severity
from reader.library.source.front_matter import MAX_LENGTH, FrontMatter, Parted, part
from reader.library.source.report import FileReport

WHOLE = """\
---
title: Decision pathway after surgery first
group: axilla
order: 10                            # within the group; then by title
summary: What to do when a sentinel node holds only a micrometastasis.
audience: patient
synonyms: [completion ALND, positive sentinel node what next]
evidence: high
authors: [Wardbook editors]
reviewers: []
reviewed: 2026-11-20
review_due: 2027-11-20
formerly: [pathway]
---

Text.
"""


def read(text: str) -> tuple[Parted, list[Finding]]:
    report = FileReport("topics/a.md")
    return part(text, report), report.findings


def front(lines: str) -> tuple[FrontMatter, list[Finding]]:
    parted, findings = read(f"---\n{lines}\n---\n")
    return parted.front, findings


def warning(findings: list[Finding]) -> Finding:
    (finding,) = findings
    assert finding.severity is Severity.WARNING
    return finding


def fault(findings: list[Finding]) -> Finding:
    (finding,) = findings
    assert finding.severity is Severity.FAULT
    return finding


def test_everything_that_the_format_knows_is_read():
    parted, findings = read(WHOLE)
    assert findings == []
    meta = parted.front
    assert meta.title == "Decision pathway after surgery first"
    assert (meta.group, meta.order) == ("axilla", 10.0)
    assert meta.summary == "What to do when a sentinel node holds only a micrometastasis."
    assert (meta.audience, meta.evidence) == (Audience.PATIENT, Evidence.HIGH)
    assert meta.synonyms == ("completion ALND", "positive sentinel node what next")
    assert (meta.authors, meta.reviewers, meta.formerly) == (("Wardbook editors",), (), ("pathway",))
    assert (meta.reviewed, meta.review_due) == (date(2026, 11, 20), date(2027, 11, 20))


def test_the_body_begins_below_the_front_matter_and_knows_its_line():
    parted, _ = read(WHOLE)
    assert parted.body == "\nText.\n"
    assert parted.body_line == 15


@pytest.mark.parametrize("text", ["Text.\n", "", "# Heading\n\n---\n\nText\n", "----\nText\n", "\n---\ntitle: a\n---\n"])
def test_a_file_without_front_matter_is_all_body(text: str):
    parted, findings = read(text)
    assert parted == Parted(FrontMatter(), text, 1)
    assert findings == []


@pytest.mark.parametrize("text", ["---\n---\nText", "---\n\n# only a comment\n---\nText", "---  \n...\nText"])
def test_empty_front_matter_says_nothing(text: str):
    parted, findings = read(text)
    assert parted.front == FrontMatter()
    assert parted.body == "Text"
    assert findings == []


def test_unknown_keys_are_ignored_silently():
    meta, findings = front("title: Pain\nlayout: post\ntags: [a, {b: [c]}]\n? [odd, key]\n: value\n<<: merge")
    assert meta.title == "Pain"
    assert findings == []


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("title: Pain: a guide", 2),
        ("title: a\ngroup: [b", 4),
        ("title: a\n\tgroup: b", 3),
        ("title: 'a", 3),
        ("title: a\n\ngroup: @b", 4),
        ("title: a\n\u0007", 3),
    ],
)
def test_front_matter_that_is_not_yaml_is_a_fault_at_its_line(lines: str, line: int):
    _, findings = front(lines)
    assert fault(findings).line == line


@pytest.mark.parametrize("lines", ["just words", "- a\n- list", "'text'", "3"])
def test_front_matter_that_is_no_mapping_is_a_fault(lines: str):
    _, findings = front(lines)
    assert "key: value" in fault(findings).message


def test_front_matter_without_an_end_is_a_fault():
    assert "no end" in fault(read("---\ntitle: a\n\nText\n")[1]).message


@pytest.mark.parametrize(
    "lines",
    [
        "a: &x 1\nb: *x",
        "title: *gone",
        "title: !!python/object/apply:os.system ['true']",
        "title: !secret a",
        "a: " + "[" * 10_000,
        "a: " + "{b: " * 10_000,
        "\n".join(" " * depth + "- " for depth in range(50)),
    ],
    ids=["anchor", "alias", "object", "tag", "deep list", "deep map", "deep block"],
)
def test_yaml_that_could_run_or_grow_is_a_fault(lines: str):
    assert fault(front(lines)[1]).line >= 2


def test_a_billion_laughs_are_refused_at_the_first_anchor():
    laughs = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    laughs += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    _, findings = front("\n".join(laughs))
    assert fault(findings).line == 2


def test_front_matter_of_a_monstrous_length_is_a_fault():
    _, findings = front("title: " + "a" * MAX_LENGTH)
    assert "longer than" in fault(findings).message


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("evidence: certain", "evidence"),
        ("audience: everybody", "audience"),
        ("order: first", "order"),
        ("order: .nan", "order"),
        ("order: nan", "order"),
        ("order: [1]", "order"),
        ("reviewed: soon", "reviewed"),
        ("reviewed: 2026-02-30", "reviewed"),
        ("review_due: 20.11.2026", "review_due"),
        ("review_due: 20261120", "review_due"),
        ("title: [a, list]", "title"),
        ("summary: {a: b}", "summary"),
        ("synonyms: {a: b}", "synonyms"),
        ("authors: [[nested]]", "authors"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_warning_at_its_line_and_its_default_stands(line: str, field: str):
    meta, findings = front(f"note: x\n{line}")
    finding = warning(findings)
    assert finding.line == 3
    assert f"“{field}" in finding.message
    assert getattr(meta, field) == getattr(FrontMatter(), field)


def test_a_key_that_is_written_twice_is_a_warning_and_the_first_counts():
    meta, findings = front("title: first\ntitle: second")
    assert meta.title == "first"
    assert warning(findings).line == 3


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Yes", "Yes"),
        ("012", "012"),
        ("1e3", "1e3"),
        ("2026-11-20", "2026-11-20"),
        ('"Quoted: text"', "Quoted: text"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ('"null"', "null"),
        ('"two\\nlines\\0\\a"', "two lines"),
        ("|\n  two\n  lines", "two lines"),
    ],
)
def test_a_title_is_the_words_that_the_author_wrote(written: str, read_as: str):
    assert front(f"title: {written}")[0].title == read_as


def test_one_word_counts_as_a_list_of_one():
    assert front("synonyms: arm swelling\nauthors: A. Author")[0].synonyms == ("arm swelling",)


def test_null_lists_are_empty():
    assert front("synonyms:\nauthors: [~, '']")[0] == FrontMatter(formerly_line=1)


@pytest.mark.parametrize("written", ["10", "-3", "2.5", "1e2", "007"])
def test_an_order_is_any_number(written: str):
    meta, findings = front(f"order: {written}")
    assert meta.order == float(written)
    assert findings == []


def test_words_of_choice_may_be_capitalised():
    assert front("evidence: Moving")[0].evidence is Evidence.MOVING


_LINES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=0, max_size=20)


@given(st.lists(_LINES, max_size=6), st.lists(_LINES, min_size=1, max_size=6))
def test_the_body_and_its_line_always_lead_back_to_the_file(above: list[str], below: list[str]):
    text = "\n".join(["---", *above, "---", *below])
    parted, _ = read(text)
    assert "\n".join(text.split("\n")[parted.body_line - 1 :]) == parted.body
    assert text.endswith(parted.body)


@given(st.text(max_size=200))
def test_no_text_ever_breaks_the_reader(lines: str):
    _, findings = front(lines)
    assert all(finding.line >= 1 and finding.message for finding in findings)
