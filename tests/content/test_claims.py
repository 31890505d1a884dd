"""Each of the 66 claims that were audited is answered somewhere, by one of the sources that the audit names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.library.markup import RenderedTopic
from reader.library.model import Pack

HERE = Path(__file__).parent
CLAIMS = 66

_CITED = re.compile(r'href="cite:([^"~]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a claim of the audit is answered, and by which sources."""

    claim: int
    topic: str
    section: str
    sources: tuple[str, ...]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table in this folder."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


ANSWERS = [Answer(int(row[0]), row[2], row[3], tuple(row[4].split())) for row in rows("claims.tsv")]
KEYS = {row[0]: frozenset(row[1].split()) for row in rows("references.tsv")}


def test_every_claim_has_one_row():
    assert [answer.claim for answer in ANSWERS] == list(range(1, CLAIMS + 1))


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.claim}-{answer.topic}-{answer.section}")
def test_a_claim_is_answered_where_the_table_says(answer: Answer, rendered: Mapping[str, RenderedTopic]):
    sections = {section.id: section for section in rendered[answer.topic].sections}
    assert answer.section in sections
    if answer.sources:
        cited = set(_CITED.findall(sections[answer.section].html))
        wanted = frozenset[str]().union(*(KEYS[source] for source in answer.sources))
        assert cited & wanted, f"of {sorted(wanted)} it cites none"


def test_the_sources_of_the_audit_are_in_the_pack(bundled: Pack):
    missing = {source: keys for source, keys in KEYS.items() if not keys & bundled.references.keys()}
    assert missing == {}
