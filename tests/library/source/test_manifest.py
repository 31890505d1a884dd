from datetime import date

import pytest

from reader.library.model import Finding, Group, Severity, Withdrawal
from reader.library.source.manifest import ReadManifest, read_manifest
from reader.library.source.report import FileReport

WHOLE = """\
[pack]
id = "micrometastases-breast"
title = "Micrometastases in breast cancer"
edition = "2026.11"
released = 2026-11-20
language = "en"
summary = "One line."
publisher = "Name"
license = "CC-BY-4.0"
disclaimer = "Not a substitute."

[[group]]
id = "axilla"
title = "The axilla"

[[withdrawn]]
topic = "old-topic"
reason = "Superseded."
date = 2026-11-20
"""


def read(text: str) -> tuple[ReadManifest, list[Finding]]:
    report = FileReport("pack.toml")
    return read_manifest(text, report), report.findings


def only(findings: list[Finding], severity: Severity) -> Finding:
    (finding,) = findings
    assert finding.severity is severity
    return finding


def test_everything_that_the_format_knows_is_read():
    contents, findings = read(WHOLE)
    assert findings == []
    manifest = contents.manifest
    assert manifest is not None
    assert (manifest.id, manifest.title) == ("micrometastases-breast", "Micrometastases in breast cancer")
    assert (manifest.edition, manifest.released, manifest.language) == ("2026.11", date(2026, 11, 20), "en")
    assert (manifest.summary, manifest.publisher) == ("One line.", "Name")
    assert (manifest.license, manifest.disclaimer) == ("CC-BY-4.0", "Not a substitute.")
    assert manifest.groups == (Group("axilla", "The axilla"),)
    assert manifest.withdrawn == (Withdrawal("old-topic", "Superseded.", date(2026, 11, 20)),)


def test_patients_may_be_told_in_words_of_their_own():
    contents, findings = read(WHOLE.replace("[[group]]", 'patient_disclaimer = "Ask your team."\n\n[[group]]', 1))
    assert findings == []
    assert contents.manifest is not None
    assert contents.manifest.patient_disclaimer == "Ask your team."


@pytest.mark.parametrize("key", ["id", "title", "released", "language"])
def test_a_missing_required_key_is_a_fault_that_names_it(key: str):
    text = "\n".join(line for line in WHOLE.split("\n\n", maxsplit=1)[0].split("\n") if not line.startswith(f"{key} "))
    contents, findings = read(text)
    assert contents.manifest is None
    finding = only(findings, Severity.FAULT)
    assert f"“{key}” is missing" in finding.message
    assert finding.line == 1


@pytest.mark.parametrize("value", ["ab", "Has Capitals", "x" * 65, "under_score", "../../etc", "ümlaut-id", "nul", "com1"])
def test_a_bad_id_is_a_fault_at_its_line(value: str):
    contents, findings = read(WHOLE.replace("micrometastases-breast", value))
    assert contents.manifest is None
    assert only(findings, Severity.FAULT).line == 2


@pytest.mark.parametrize("value", ['"yesterday"', "2026", '"2026-02-30"', "true"])
def test_a_release_that_is_no_date_is_a_fault(value: str):
    contents, findings = read(WHOLE.replace("2026-11-20\nlanguage", f"{value}\nlanguage"))
    assert contents.manifest is None
    assert only(findings, Severity.FAULT).line == 5


@pytest.mark.parametrize("value", ['"2026-11-20"', "2026-11-20T10:00:00Z"])
def test_a_release_may_be_quoted_or_have_an_hour(value: str):
    contents, findings = read(WHOLE.replace("2026-11-20\nlanguage", f"{value}\nlanguage"))
    assert findings == []
    assert contents.manifest is not None
    assert contents.manifest.released == date(2026, 11, 20)


def test_a_language_that_is_no_code_is_a_fault():
    assert "code of a language" in only(read(WHOLE.replace('"en"', '"English"'))[1], Severity.FAULT).message


def test_an_edition_without_a_label_is_called_by_its_date():
    contents, findings = read(WHOLE.replace('edition = "2026.11"\n', ""))
    assert findings == []
    assert contents.manifest is not None
    assert contents.manifest.edition == "2026-11-20"


def test_an_edition_that_is_a_number_is_a_warning_since_2026_10_would_lose_its_zero():
    contents, findings = read(WHOLE.replace('"2026.11"', "2026.10"))
    assert contents.manifest is not None
    assert "double quotes" in only(findings, Severity.WARNING).message
    assert contents.manifest.edition == "2026-11-20"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("summary =", "sumary =", 7),
        ('title = "The axilla"', 'title = "The axilla"\ncolour = "red"', 15),
        ("reason =", 'why = "x"\nreason =', 18),
        ("[[group]]", "[colours]\n[[group]]", 12),
    ],
)
def test_an_unknown_key_is_a_warning_at_its_line(before: str, after: str, line: int):
    contents, findings = read(WHOLE.replace(before, after))
    assert contents.manifest is not None
    finding = only(findings, Severity.WARNING)
    assert "isn't known here" in finding.message
    assert finding.line == line


def test_a_key_above_every_table_is_reported_where_it_stands():
    _, findings = read(f'# a comment\ncolour = "red"\n{WHOLE}')
    assert only(findings, Severity.WARNING).line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[pack]\nid = "a"\ntitle = \n', 3),
        ('[pack]\nid = "a"\nid = "b"\n', 3),
        ('[pack]\nid = "a\n', 2),
        ("[pack]\n\nreleased = 2026-02-30\n", 3),
        ("[pack\n", 1),
        ('[pack]\nid = """a\n', 2),
    ],
)
def test_what_is_not_toml_is_a_fault_at_its_line(text: str, line: int):
    contents, findings = read(text)
    assert contents == ReadManifest(None, None)
    finding = only(findings, Severity.FAULT)
    assert finding.line == line
    assert "(at " not in finding.message


def test_a_file_without_a_pack_table_is_a_fault():
    contents, findings = read('id = "a-pack"\n')
    assert contents.manifest is None
    assert any("no [pack] table" in finding.message for finding in findings)


def test_a_pack_that_is_no_table_is_a_fault():
    assert read("pack = 3\n")[0].manifest is None


@pytest.mark.parametrize(
    ("group", "kept"),
    [
        ('id = "axilla"\ntitle = "Again"', ()),
        ('title = "No id"', ()),
        ('id = "no-title"', (Group("no-title", "no-title"),)),
        ("id = 3", ()),
    ],
)
def test_a_group_that_is_not_whole_is_a_warning(group: str, kept: tuple[Group, ...]):
    contents, findings = read(f"{WHOLE}\n[[group]]\n{group}\n")
    assert contents.groups == (Group("axilla", "The axilla"), *kept)
    assert findings
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert all(finding.line >= 21 for finding in findings)


def test_one_group_in_single_brackets_is_a_warning():
    contents, findings = read(WHOLE.replace("[[group]]", "[group]"))
    assert contents.groups == ()
    assert "[[group]]" in only(findings, Severity.WARNING).message


def test_a_withdrawal_needs_a_topic_and_takes_the_release_for_its_date():
    contents, findings = read(f'{WHOLE}\n[[withdrawn]]\nreason = "x"\n\n[[withdrawn]]\ntopic = "other"\n')
    assert contents.manifest is not None
    assert contents.manifest.withdrawn[1:] == (Withdrawal("other", "", date(2026, 11, 20)),)
    assert [finding.severity for finding in findings] == [Severity.WARNING] * 2


def test_titles_lose_line_breaks_and_control_characters():
    contents, _ = read(WHOLE.replace("Micrometastases in", "Micro\\u0007metastases\\n  in"))
    assert contents.manifest is not None
    assert contents.manifest.title == "Micro metastases in breast cancer"


@pytest.mark.parametrize(
    "attack",
    [
        "a = " + "[" * 50_000,
        "a = " + "{b = " * 50_000,
        "a = " + "9" * 100_000,
        "a" + ".a" * 20_000 + " = 1",
        "[" + "a." * 20_000 + "a]",
    ],
    ids=["arrays", "tables", "digits", "dotted key", "dotted table"],
)
def test_toml_made_to_exhaust_the_reader_is_refused(attack: str):
    contents, findings = read(attack)
    assert contents.manifest is None
    assert any(finding.severity is Severity.FAULT for finding in findings)
