"""An index made in two processes is the index that one makes; cancelled or killed, it leaves nothing behind."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.making.child import CancelledError
from reader.search.building import build
from reader.search.building.build import make_index
from reader.search.building.counts import SPELLINGS
from reader.search.checksums import index_is_good
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource
from reader.search.vocabulary import VOCABULARY

QUERIES = ["cancer", "heart failure treatment", '"signs and symptoms"', "gene", "infecton", "what causes glaucoma", "the", "prog"]


def silent(_done: int, _total: int, _what: str) -> None:
    pass


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def halves(medquad_source: IndexSource, tmp_path_factory: pytest.TempPathFactory) -> IndexSource:
    """Return the sample pack, indexed in two processes."""
    folder = tmp_path_factory.mktemp("halves") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "_WORTH_TWO", 2)
        patch.setattr(build, "_processors", lambda: 2)
        make_index(medquad_source.compiled_folder, folder, None, silent, never)
    return replace(medquad_source, index_folder=folder)


def test_two_processes_make_two_segments(halves: IndexSource):
    assert index_is_good(halves.index_folder, thorough=True)
    assert len(list(halves.index_folder.glob("*.trm"))) == 2


@pytest.mark.parametrize("name", [VOCABULARY, SPELLINGS])
def test_two_processes_count_the_same_words_as_one(halves: IndexSource, medquad_source: IndexSource, name: str):
    assert (halves.index_folder / name).read_bytes() == (medquad_source.index_folder / name).read_bytes()


@pytest.mark.parametrize("query", QUERIES)
def test_results_are_those_of_an_index_that_one_process_made(halves: IndexSource, medquad: Searcher, query: str):
    with closing(Searcher([halves])) as searcher:
        found, expected = searcher.search(query, limit=50), medquad.search(query, limit=50)
    assert [(hit.topic, hit.section, hit.score) for hit in found.hits] == [
        (hit.topic, hit.section, pytest.approx(hit.score)) for hit in expected.hits
    ]
    assert found.total == expected.total


def test_a_cancelled_build_leaves_nothing(medquad_source: IndexSource, tmp_path: Path):
    steps: list[int] = []
    with pytest.raises(CancelledError):
        make_index(
            medquad_source.compiled_folder,
            tmp_path / "indexes" / "new",
            None,
            lambda done, _total, _what: steps.append(done),
            lambda: len(steps) > 2,
        )
    assert list((tmp_path / "indexes").iterdir()) == []
