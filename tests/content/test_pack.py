"""The bundled pack has nothing that its editors would mend, and nothing in it is worn."""

from pathlib import Path

from reader.library.making.check import check_pack
from reader.library.model import Pack

CONTENT = Path(__file__).resolve().parents[2] / "content"


def test_nothing_is_wrong_with_it():
    assert [str(finding) for finding in check_pack(CONTENT)] == []


def test_it_asks_for_editorial_checks(bundled: Pack):
    assert bundled.manifest.editorial


def test_no_reviewer_is_invented(bundled: Pack):
    """Whoever signs a page is named here too, so that nobody gets there by mistake."""
    assert {reviewer for topic in bundled.topics for reviewer in topic.meta.reviewers} == set()
    assert [topic.id for topic in bundled.topics if topic.meta.reviewed] == []
