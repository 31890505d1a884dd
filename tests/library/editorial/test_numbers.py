"""Every number has a citation beside it, and what only looks like a number needs none."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]

NAMES = {"abbreviations.yaml": "IBCSG 23-01: trial\nT0: no tumour found\nB-32: trial\n"}


@pytest.mark.parametrize(
    "body",
    [
        "It was 5%.[@a1]",
        "It was 5%. In others it was more.[@a1]",
        "- one was 5%[@a1]\n- two was more",
        "These hold:[@a1]\n\n- 50 years or older\n- 2 cm or less",
        "These hold:\n\n1. 50 years or older;\n2. 2 cm or less;\n3. breast conserved.[@a1]",
        "| Who | How many[@a1] |\n| --- | --- |\n| All | 5 |",
        "| Who | How many |\n| --- | --- |\n| All[@a1] | 5 |\n| Some | 6[@a1] |",
        "As they found.[@a1]\n\n| Who | How many |\n| --- | --- |\n| All | 5 |",
        "| Who | How many |\n| --- | --- |\n| All | 5 |\n\nAs they found.[@a1]",
        "| Who | How many |\n| --- | --- |\n| All | 5[@a1] |\n\nHR: hazard ratio, with its 95% interval.",
        "!!! key\n    It was 5%.[@a1]",
        "This is the editors' advice: wait 6 weeks.",
        "The editors' list:\n\n- younger than 40",
        "## Slices of 2 mm {#slices}\n\nText.",
        '!!! claim "A quarter, 25%, have it"\n    verdict: wrong\n    Fewer do.[@a1]',
        "IBCSG 23-01 and B-32 agree; T0–1 and pT1–2, pN1mi, HER2 and 2+ are names, and 2019 is a year.",
        "See [the trials](topic:citing), `code 5` apart.[@a1]",
        "```\nIt was 5%.\n```\n\nText.",
    ],
)
def test_a_number_with_its_source_is_left_alone(told: Told, body: str):
    assert told(body, files=NAMES) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("It was 5%.", 1),
        ("It was five.[@a1]\n\nIt was 5%.", 3),
        ("It was\nfive. Then it was 0.2 mm.", 2),
        ("- one was 5%[@a1]\n- two was 6%", 2),
        ("These hold.[@a1]\n\n- 50 years or older", 3),
        ("These hold:\n\n1. 50 years or older.\n2. breast conserved.[@a1]", 3),
        ("| Who | How many |\n| --- | --- |\n| All[@a1] | 5 |\n| Some | 6 |", 4),
        ("As they found.[@a1]\n\n## Other {#other}\n\n| Who | How many |\n| --- | --- |\n| All | 5 |", 7),
        ("!!! key\n    It was 5%.\n\nAs they found.[@a1]", 2),
        ("- It was <5%.", 1),
        ("It fell by −5 points.", 1),
        ("A dose of 2000.5 mg, or 2,000 mg.", 1),
        ("IBCSG 23-02 is another.", 1),
    ],
)
def test_a_number_without_a_source_is_told_at_its_line(told: Told, body: str, line: int):
    (found,) = told(body, files=NAMES)
    assert found.startswith(f"{line}: A number without a citation: “")


def test_numbers_of_a_patients_page_need_their_source_too(told: Told):
    patient = {"audience: clinician": "audience: patient"}
    (found,) = told("## Do 5 in 100 have it? {#chance}\n\nIt was 5 in 100.", swap=patient)
    assert found.startswith("3: A number without a citation")
