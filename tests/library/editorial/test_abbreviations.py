"""What is abbreviated three times or more is explained once."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    "body",
    [
        "MDT, and MDT.",
        "MDTs, an MDT; the SLNB, SLNB, H&E, H&E, H&E.",
        "Stage IIB, IIB, IIB, III, III, III, T1N1mi, T1N1mi, T1N1mi, pN1mi, pN1mi, pN1mi.",
        "US, US, US, Us, A, A, A, McDonald, McDonald, McDonald.",
        "[@XYZ] [@XYZ] [@XYZ] [x](topic:citing#XYZ) [x](topic:citing#XYZ) [x](topic:citing#XYZ)",
        "SINODAR-ONE, SINODAR-ONE, SINODAR-ONE",
    ],
)
def test_it_is_listed_rare_or_none(told: Told, body: str):
    listed = "MDT: team\nSLNB: biopsy\nH&E: stain\nSINODAR-ONE: trial\n"
    found = told(body, files={"abbreviations.yaml": listed})
    assert not [line for line in found if "abbreviations.yaml" in line]


@pytest.mark.parametrize(
    ("body", "short", "line"),
    [
        ("Text.\n\nAn MDT, the MDTs, MDT.", "MDT", 3),
        ("## MDT {#mdt}\n\n| MDT | b |\n| --- | --- |\n| b | MDT-led |", "MDT", 1),
        ("ctDNA\n\n- ctDNA\n- ctDNA", "ctDNA", 1),
        ("HER2-positive, HER2, HER2", "HER2", 1),
        ("SINODAR-ONE, SINODAR-ONE, SINODAR-ONE", "SINODAR", 1),
    ],
)
def test_it_is_told_where_it_is_used_first(told: Told, body: str, short: str, line: int):
    found = [line for line in told(body) if f"“{short}”" in line]
    assert len(found) == 1
    assert found[0].startswith(f"{line}: “{short}” is used often and isn't in abbreviations.yaml.")


def test_topics_are_counted_together(told: Told):
    other = "---\ntitle: Other\ngroup: axilla\n---\n\nMDT, MDT.\n"
    found = told("An MDT.", files={"topics/other.md": other})
    assert [line for line in found if "“MDT”" in line] == [
        "topics/other.md:6: “MDT” is used often and isn't in abbreviations.yaml. Add a line there."
    ]
