"""Prose is spelt as the British spell; names, synonyms and references are left as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import editorial

Told = Callable[..., list[str]]

LIST = Path(editorial.__file__).with_name("american.txt").read_text(encoding="utf-8")
PAIRS = [line.split() for line in LIST.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(
    "body",
    [
        "The tumour was randomised; haematoxylin, practice and licence.",
        "At the Memorial Cancer Center they agreed.",
        "See [there](topic:citing).[@tumor]",
        "Text.\n\n```\ntumor\n```",
    ],
)
def test_british_spelling_and_names_are_left_alone(told: Told, body: str):
    found = told(body, swap={"[SLNB]": "[tumor, lymphedema]"})
    assert not [line for line in found if "American" in line]


@pytest.mark.parametrize(
    ("body", "line", "word", "british"),
    [
        ("Text.\n\nThe tumor.", 3, "tumor", "tumour"),
        ("Text.\nTumors grow.", 2, "Tumors", "tumours"),
        ("- so\n- **randomized**", 2, "randomized", "randomised"),
        ("## Lymphedema {#arm}\n\nText.", 1, "Lymphedema", "lymphoedema"),
        ("| a | estrogen |\n| --- | --- |\n| b | c |", 1, "estrogen", "oestrogen"),
        ('!!! claim "Edema follows"\n    verdict: wrong\n    No.[@a1]', 1, "Edema", "oedema"),
        ('![An anemia.](figures/x.svg "A source.[@a1]")', 1, "anemia", "anaemia"),
        ('![A thing.](figures/x.svg "In the center.[@a1]")', 1, "center", "centre"),
    ],
)
def test_american_spelling_is_told_with_the_british(told: Told, body: str, line: int, word: str, british: str):
    svg = {"figures/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1"/>'}
    found = [said for said in told(body, files=svg) if "American" in said]
    assert found == [f"{line}: “{word}” is American spelling. Write “{british}”."]


def test_titles_summaries_and_what_abbreviations_stand_for_are_looked_at_too(told: Told):
    swap = {"title: Sentinel node": "title: Tumor", "summary: What to do with it.": "summary: What to do with a tumor."}
    found = told("Text.", swap=swap, files={"abbreviations.yaml": "ABC: a thing\nITC: isolated tumor cells\n"})
    assert [line.split(":", 2)[:2] for line in found if "American" in line] == [
        ["abbreviations.yaml", "2"],
        ["front 2", " “Tumor” is American spelling. Write “tumour”."],
        ["front 5", " “tumor” is American spelling. Write “tumour”."],
    ]


def test_the_list_is_in_order_and_never_sends_in_circles():
    american = [word for word, _ in PAIRS]
    assert american == sorted(set(american))
    assert not {british for _, british in PAIRS} & set(american)
