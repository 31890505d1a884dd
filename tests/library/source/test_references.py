import pytest

from reader.library.model import Drug, EntryKind, Finding, Reference, Severity, SynonymRule
from reader.library.source.references import read_references
from reader.library.source.report import FileReport
from reader.library.source.vocabulary import Abbreviation, abbreviation_rules, read_abbreviations, read_synonyms

GALIMBERTI = """\
galimberti2018:
  authors: Galimberti V, Cole BF, Viale G, et al
  title: Axillary dissection versus no axillary dissection ...
  journal: Lancet Oncol
  year: 2018
  volume: "19"
  pages: 1385-1393
  doi: 10.1016/S1470-2045(18)30380-2
  pmid: "30196031"
  checked: read            # read, known or no
"""


def references(text: str) -> tuple[dict[str, Reference], list[Finding]]:
    report = FileReport("references.yaml")
    return read_references(text, report), report.findings


def abbreviations(text: str) -> tuple[dict[str, str], list[Finding]]:
    report = FileReport("abbreviations.yaml")
    return {short: entry.means for short, entry in read_abbreviations(text, report).items()}, report.findings


def synonyms(text: str) -> tuple[tuple[SynonymRule, ...], list[Finding]]:
    report = FileReport("synonyms.yaml")
    return read_synonyms(text, report).rules, report.findings


def only(findings: list[Finding], severity: Severity) -> Finding:
    (finding,) = findings
    assert finding.severity is severity
    return finding


def test_an_entry_is_read_whole():
    found, findings = references(GALIMBERTI)
    assert findings == []
    assert found == {
        "galimberti2018": Reference(
            key="galimberti2018",
            authors="Galimberti V, Cole BF, Viale G, et al",
            title="Axillary dissection versus no axillary dissection ...",
            journal="Lancet Oncol",
            year="2018",
            volume="19",
            pages="1385-1393",
            doi="10.1016/S1470-2045(18)30380-2",
            pmid="30196031",
            checked="read",
        )
    }


def test_numbers_and_words_stay_as_they_were_written():
    reference = references("a:\n  pmid: 0030196031\n  volume: 1_2\n  pages: 1:30\n  title: Yes\n")[0]["a"]
    assert (reference.pmid, reference.volume, reference.pages, reference.title) == ("0030196031", "1_2", "1:30", "Yes")


@pytest.mark.parametrize("written", ["read", "known", "no"])
def test_how_sure_the_editors_are_is_one_of_three_words(written: str):
    found, findings = references(f"a: {{title: b, checked: {written}}}")
    assert found["a"].checked == written
    assert findings == []


def test_an_entry_is_not_checked_unless_it_says_so():
    assert references("a: {title: b}")[0]["a"].checked == "no"


def test_another_word_there_is_a_warning():
    found, findings = references("a:\n  title: b\n  checked: surely\n")
    assert found["a"].checked == "no"
    assert only(findings, Severity.WARNING).line == 3


def test_authors_may_be_a_list():
    assert references("a: {authors: [Galimberti V, Cole BF], title: b}")[0]["a"].authors == "Galimberti V, Cole BF"


@pytest.mark.parametrize("prefix", ["https://doi.org/", "http://dx.doi.org/", "doi:", "DOI: "])
def test_a_doi_is_kept_without_its_address(prefix: str):
    assert references(f'a: {{doi: "{prefix}10.1/x"}}')[0]["a"].doi == "10.1/x"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "www.who.int", "http://[", "https://"])
def test_what_is_no_web_address_is_left_out_with_a_warning(url: str):
    found, findings = references(f'a:\n  title: b\n  url: "{url}"\n')
    assert found["a"].url == ""
    assert only(findings, Severity.WARNING).line == 3


def test_a_web_address_is_kept():
    assert references("a: {url: https://www.who.int/x}")[0]["a"].url == "https://www.who.int/x"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_has_no_references(text: str):
    assert references(text) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [("- a\n- b\n", 1), ("\njust words\n", 2), ("a: b: c\n", 1), ("a: {title: b}\n---\nb: {title: c}\n", 2), ("a:\n  b: [\n", 3)],
)
def test_a_file_that_is_not_entries_by_key_is_a_fault(text: str, line: int):
    found, findings = references(text)
    assert found == {}
    assert only(findings, Severity.FAULT).line == line


@pytest.mark.parametrize("text", ["a: just words", "a:", "a: [b]", '"a key": {title: b}', '"[a]": {title: b}'])
def test_an_entry_that_can_not_be_cited_is_a_warning_and_left_out(text: str):
    found, findings = references(f"{text}\nsound: {{title: c}}\n")
    assert list(found) == ["sound"]
    assert only(findings, Severity.WARNING).line == 1


def test_a_key_that_stands_twice_is_a_warning_and_the_first_counts():
    found, findings = references("a: {title: first}\na: {title: second}\n")
    assert found["a"].title == "first"
    assert only(findings, Severity.WARNING).line == 2


def test_abbreviations_are_read_in_their_order():
    found, findings = abbreviations("SLNB: sentinel lymph node biopsy\nALND: axillary lymph node dissection\n")
    assert list(found.items()) == [("SLNB", "sentinel lymph node biopsy"), ("ALND", "axillary lymph node dissection")]
    assert findings == []


def test_abbreviations_that_yaml_takes_for_truth_values_stay_words():
    assert abbreviations("NO: nitric oxide\nON: optic nerve\nY: yttrium\n")[0] == {
        "NO": "nitric oxide",
        "ON": "optic nerve",
        "Y": "yttrium",
    }


@pytest.mark.parametrize("text", ["ALND:", "ALND: ~", "'': nothing"])
def test_an_abbreviation_of_nothing_is_a_warning(text: str):
    found, findings = abbreviations(text)
    assert found == {}
    assert only(findings, Severity.WARNING).line == 1


def test_an_abbreviation_may_say_under_which_heading_of_the_glossary_it_stands():
    report = FileReport("abbreviations.yaml")
    text = "SOUND: {means: trial of no sentinel biopsy, kind: trial}\nALND: {means: axillary dissection}\n"
    assert read_abbreviations(text, report) == {
        "SOUND": Abbreviation("trial of no sentinel biopsy", EntryKind.TRIAL),
        "ALND": Abbreviation("axillary dissection"),
    }
    assert report.findings == []


def test_a_kind_that_isnt_known_is_a_warning_and_the_abbreviation_stays():
    found, findings = abbreviations("CT: computed tomography\nSOUND: {means: trial, kind: study}\n")
    assert found["SOUND"] == "trial"
    assert only(findings, Severity.WARNING).line == 2


def test_abbreviations_that_are_a_list_are_a_fault():
    assert only(abbreviations("- ALND\n")[1], Severity.FAULT).line == 1


def test_an_abbreviation_and_its_meaning_find_each_other():
    (rule,) = abbreviation_rules({"ALND": Abbreviation("axillary lymph node dissection"), "pain": Abbreviation("Pain")})
    assert rule.words == rule.also == ("ALND", "axillary lymph node dissection")


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ("haematoxylin and eosin, the routine stain", "haematoxylin and eosin"),
        ("lapatinib (US name)", "lapatinib"),
        ("tumour, node and metastasis, the staging system", "tumour, node and metastasis"),
        ("poly(ADP-ribose) polymerase", "poly(ADP-ribose) polymerase"),
    ],
)
def test_what_is_said_of_a_meaning_by_the_way_is_no_synonym(means: str, said: str):
    (rule,) = abbreviation_rules({"X": Abbreviation(means)})
    assert rule.words == ("X", said)


def test_what_describes_a_trial_or_a_stage_is_no_synonym():
    trial = Abbreviation("trial of leaving out biopsy", EntryKind.TRIAL)
    stage = Abbreviation("no tumour in nodes", EntryKind.STAGE)
    assert abbreviation_rules({"SOUND": trial, "pN0": stage}) == ()


def test_synonyms_find_each_other_or_one_way():
    rules, findings = synonyms("- [trastuzumab, Herceptin]\n- {from: heart, to: [cardiac, LVEF]}\n")
    assert rules == (
        SynonymRule(("trastuzumab", "Herceptin"), ("trastuzumab", "Herceptin")),
        SynonymRule(("heart",), ("cardiac", "LVEF")),
    )
    assert findings == []


def test_a_drug_is_found_by_its_brands_and_listed_in_the_glossary():
    report = FileReport("synonyms.yaml")
    read = read_synonyms("- {generic: trastuzumab, brands: [Herceptin, Herzuma], also: [HER2 antibody]}\n", report)
    words = ("trastuzumab", "Herceptin", "Herzuma", "HER2 antibody")
    assert read.rules == (SynonymRule(words, words),)
    assert read.drugs == (Drug("trastuzumab", ("Herceptin", "Herzuma")),)
    assert report.findings == []


@pytest.mark.parametrize(
    "entry",
    [
        "- {generic: trastuzumab}",
        "- {generic: '', brands: [Herceptin]}",
        "- lonely",
        "- [one]",
        "- [same, same]",
        "- {from: heart}",
        "- {to: [cardiac]}",
        "- []",
    ],
)
def test_a_synonym_of_nothing_is_a_warning_and_left_out(entry: str):
    rules, findings = synonyms(f"- [a, b]\n{entry}\n")
    assert len(rules) == 1
    assert only(findings, Severity.WARNING).line == 2


@pytest.mark.parametrize("text", ["a: b\n", "words\n", "- [a\n"])
def test_synonyms_that_are_no_list_are_a_fault(text: str):
    rules, findings = synonyms(text)
    assert rules == ()
    assert findings[0].severity is Severity.FAULT


def test_a_line_is_counted_as_an_editor_counts_it():
    # U+2028 ends a line for YAML, and for no editor.
    _, findings = references("a: {title: one\u2028two}\nb: words\n")
    assert only(findings, Severity.WARNING).line == 2
