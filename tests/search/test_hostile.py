"""Any string at all gets an answer: random ones, mixtures of what means something, and real attacks."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search.searcher import Searcher

USUAL, THOROUGH = 300, 20_000
MEANINGFUL = (
    '"',
    "-",
    "title:",
    " ",
    "(",
    ")",
    "i+",
    "0.2mm",
    "T-DM1",
    "CDK4/6",
    "the",
    "of",
    "cancer",
    "diseas",
    "tratment",
    "*",
    "~2",
)
STRANGE = ("\x00", "\ud800", "\u0301", "\u202e", "乳腺癌", "الثدي", "ß", "😀", "\n", "\ufffe")
MIXED = st.lists(st.sampled_from(MEANINGFUL + STRANGE), max_size=60).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=250)


def test_any_string_gets_an_answer(medquad: Searcher, *, thorough: bool):
    @settings(max_examples=THOROUGH if thorough else USUAL, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(MIXED, ANY_TEXT))
    def ask(typed: str) -> None:
        results = medquad.search(typed)
        assert results.total >= len(results.hits)
        assert all(hit.snippet[start:end] for hit in results.hits for start, end in hit.marks)

    ask()


@pytest.mark.parametrize("typed", ['"' * 1_000_000, "-" * 1_000_000, "a " * 500_000, "title:" * 200_000, "乳" * 100_000])
def test_a_million_characters_are_answered_by_their_beginning(medquad: Searcher, typed: str):
    assert medquad.search(typed).query == typed


def test_attacks_are_mere_words(medquad: Searcher, hostile_data: Path, *, thorough: bool):
    lines = (hostile_data / "payloads.jsonl").read_text("utf-8").strip().split("\n")  # never at U+2028
    for line in lines if thorough else lines[::10]:
        assert medquad.search(json.loads(line)["payload"]).took_ms > 0
