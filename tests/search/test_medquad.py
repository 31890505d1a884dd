"""Real text: a tenth of the sample pack, or all of it where tests are thorough."""

import pytest

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.rows import IndexedSection
from reader.search.matches import find_matches
from reader.search.results import Reason
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource


@pytest.fixture(scope="module")
def sections(medquad_source: IndexSource) -> list[IndexedSection]:
    pack = CompiledPack.open(medquad_source.compiled_folder)
    found = list(pack.sections_for_index())
    pack.close()
    return found


def test_every_section_is_indexed(medquad: Searcher, sections: list[IndexedSection]):
    assert medquad.sections == len(sections)


def test_a_heading_typed_as_a_question_finds_its_section_first(medquad: Searcher, sections: list[IndexedSection]):
    headed = [section for section in sections if section.heading]
    chosen = headed[:: len(headed) // 60]
    found = 0
    for section in chosen:
        hits = medquad.search(section.heading, limit=3).hits
        found += any(hit.path[-1].casefold() == section.heading.casefold() for hit in hits)
    assert found >= 0.95 * len(chosen)


TYPOS = {"infecton ": "infection", "glaucoma treatmnt ": "glaucoma treatment", "diabtes ": "diabetes"}


@pytest.mark.parametrize(("typed", "meant"), TYPOS.items())
def test_common_typos_are_mended(medquad: Searcher, typed: str, meant: str):
    results = medquad.search(typed)
    assert results.corrected == meant
    assert results.hits[0].matched_by is Reason.TYPO


@pytest.mark.parametrize("typed", ["heart failure", "cancer treatment", "hea", "kidney -dialysis", "tumour"])
def test_reasons_never_get_stronger_down_the_list_and_marks_stand_right(medquad: Searcher, typed: str):
    results = medquad.search(typed, limit=10)
    order = list(Reason)
    places = [order.index(hit.matched_by) for hit in results.hits]
    assert len(places) == 10
    assert places == sorted(places)
    for hit in results.hits:
        assert find_matches(hit.snippet, results.words) == list(hit.marks)
        assert hit.marks
