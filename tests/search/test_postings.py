"""What is read out of Whoosh is what Whoosh itself would answer."""

from collections.abc import Iterator

import pytest
from whoosh.query import Or

from reader.search import clauses
from reader.search.clauses import Clauses
from reader.search.postings import PostingsReader
from reader.search.shelf_index import ShelfIndex
from reader.search.sources import IndexSource


@pytest.fixture(scope="module")
def shelf(medquad_source: IndexSource) -> Iterator[ShelfIndex]:
    opened = ShelfIndex([medquad_source])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "asked",
    [
        clauses.exact(("cancer",)),
        clauses.exact(("cancer",), title_only=True),
        clauses.stems("treatments", ["en"]),
        clauses.exact(("signs", "and", "symptoms")),
        clauses.exact(("t", "cell"), "tcell"),
        clauses.exact(("zzzz",)),
        clauses.exact(("heart",)) + clauses.stems("attack", ["en"]),
    ],
)
def test_sections_and_scores_equal_plain_whoosh(shelf: ShelfIndex, asked: Clauses):
    plain = shelf.searcher.search(Or(list(asked)), limit=None)
    expected = {hit.docnum: hit.score for hit in plain}
    assert PostingsReader(shelf.searcher).scores(asked) == pytest.approx(expected)


def test_asking_again_gives_the_same(shelf: ShelfIndex):
    reader = PostingsReader(shelf.searcher)
    asked = clauses.exact(("disease",))
    assert reader.postings(asked) is reader.postings(asked)
