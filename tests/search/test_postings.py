"""What is read in bulk is what plain Whoosh would answer, in its order and with its scores."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.analysis import Token
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Positions
from whoosh.query import Or
from whoosh.reading import MultiReader, SegmentReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from reader.library.compiled.rows import IndexedSection
from reader.library.model import Audience
from reader.search import clauses
from reader.search.analysis import tokens
from reader.search.building.segment import OldSegments, SegmentMaker, write_contents
from reader.search.building.words import GAP, words_of
from reader.search.clauses import Clauses
from reader.search.codec import Leaf
from reader.search.languages import stem
from reader.search.postings import PostingsReader
from reader.search.schema import TEXT_FIELDS, Analyser, stemmed, texts
from reader.search.scoring import K1, length_weight
from reader.search.shelf_index import ShelfIndex
from reader.search.sources import IndexSource

LINE = "\n"
FIELDS = (*TEXT_FIELDS, *(stemmed(field, "en") for field in TEXT_FIELDS))
WORDS = ("node", "nodes", "lymph", "of", "the", "biopsy", "t-cell")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
ROWS = st.lists(st.sampled_from(("node", "nodes", "lymph", "of", "the", "biopsy", "t", "cell")), min_size=1, max_size=4)


@dataclass(frozen=True)
class Text:
    title: str
    heading: str
    body: str
    deleted: bool

    def section(self, number: int) -> IndexedSection:
        text = f"{self.heading}\n{self.body}"
        path = (self.heading,) if self.heading else ()
        own, words = f"s{number}", ("node of lymph",) if number % 3 == 0 else ()
        return IndexedSection(
            own, self.title, "group", next(iter(Audience)), own, self.heading, path, text, len(self.heading) + 1, words
        )


Pack = list[list[Text]]  # one list for each segment
PACKS = st.lists(
    st.lists(st.lists(st.builds(Text, TEXTS, TEXTS, TEXTS, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)
ASKED = st.one_of(
    ROWS.map(lambda row: clauses.exact(tuple(row))),
    ROWS.map(lambda row: clauses.exact(tuple(row), field=clauses.TITLE)),
    ROWS.map(lambda row: clauses.exact(tuple(row), "tcell")),
    st.sampled_from(WORDS[:5]).map(lambda word: clauses.stems(word, ["en"])),
    st.sampled_from(WORDS[:5]).map(lambda word: clauses.exact((word,)) + clauses.stems("biopsies", ["en"])),
)


def indexed(closing_them: ExitStack, pack: Pack, first: int) -> list[SegmentReader]:
    """Index a pack segment by segment, then delete from all of them."""
    folder = Path(closing_them.enter_context(TemporaryDirectory()))
    segments, number, deleted = [], first, []
    for segment in pack:
        scratch = folder / str(number)
        scratch.mkdir()
        with SegmentMaker(folder, scratch, "pack", "en", number) as maker:
            for text in segment:
                maker.add(text.section(number), words_of(text.section(number)))
                deleted += [f"s{number}"] if text.deleted else []
                number += 1
            segments.append(maker.finish(lambda _done: None))
    write_contents(folder, segments)
    old = OldSegments(folder)
    old.delete(deleted)
    write_contents(folder, old.segments)
    reader = FileStorage(str(folder), supports_mmap=False).open_index().reader()
    closing_them.callback(reader.close)
    return [leaf for leaf, _ in reader.leaf_readers()]


class Pieces(Analyser):
    """Let Whoosh cut the pieces of a field, one a line, as if a hundred words stood between them."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:  # noqa: ANN401 — Whoosh's own options
        first = 0
        for piece in value.split(LINE):
            last = first
            for token in super().__call__(piece, **options):
                last = token.pos = first + token.pos
                yield token
            first = last + 1 + GAP


def plain_document(section: IndexedSection) -> dict[str, object]:
    """Return the words and stems of a section, as plain Whoosh takes them."""
    told: dict[str, object] = {}
    for field, pieces in texts(section).items():
        told[field] = LINE.join(pieces)
        told[stemmed(field, "en")] = [stem(token.form, "en") for piece in pieces for token in tokens(piece)]
    return told


def plainly_indexed(packs: Sequence[Pack]) -> tuple[Searcher, list[int]]:
    """Index what isn't deleted as Whoosh does by itself; the list gives the numbers of the sections."""
    fields = {name: TEXT(analyzer=Pieces()) for name in FIELDS}
    assert all(type(field.format) is Positions for field in fields.values())
    index = RamStorage().create_index(Schema(**fields))
    writer = index.writer()
    numbers = []
    for number, text in enumerate(text for pack in packs for segment in pack for text in segment):
        if not text.deleted:
            writer.add_document(**plain_document(text.section(number)))
            numbers.append(number)
    writer.commit()
    return index.searcher(weighting=weighting()), numbers


def weighting() -> BM25F:
    return BM25F(K1=K1, **{f"{field}_B": length_weight(field) for field in FIELDS})


def answer(reader: PostingsReader, asked: Clauses) -> dict[int, float]:
    found = reader.postings(asked)
    assert found.sections.tolist() == sorted(set(found.sections.tolist()))
    return dict(zip(found.sections.tolist(), found.scores.tolist(), strict=True))


@settings(deadline=None, max_examples=40)
@given(PACKS, ASKED)
def test_ranked_order_and_scores_equal_plain_whoosh_on_a_fresh_index(packs: list[Pack], asked: Clauses):
    plain, numbers = plainly_indexed(packs)
    expected = {numbers[hit.docnum]: hit.score for hit in plain.search(Or(list(asked)), limit=None)}
    with ExitStack() as closing_them:
        leaves: list[Leaf] = []
        for pack in packs:
            leaves += [Leaf(reader) for reader in indexed(closing_them, pack, sum(leaf.size for leaf in leaves))]
        found = answer(PostingsReader(leaves), asked)
    assert found == pytest.approx(expected)
    order = sorted(found, key=lambda section: -found[section])
    assert [expected[section] for section in order] == pytest.approx(sorted(expected.values(), reverse=True))


@settings(deadline=None, max_examples=40)
@given(PACKS, ASKED)
def test_a_plain_whoosh_searcher_reads_our_lists_too(packs: list[Pack], asked: Clauses):
    whole = [
        [[Text(text.title, text.heading, text.body, deleted=False) for text in segment] for segment in pack] for pack in packs
    ]
    with ExitStack() as closing_them:
        readers: list[SegmentReader] = []
        for pack in whole:
            readers += indexed(closing_them, pack, sum(reader.doc_count_all() for reader in readers))
        plain = Searcher(MultiReader(readers), weighting=weighting())
        expected = {hit.docnum: hit.score for hit in plain.search(Or(list(asked)), limit=None)}
        assert answer(PostingsReader([Leaf(reader) for reader in readers]), asked) == pytest.approx(expected)


@pytest.fixture(scope="module")
def shelf(medquad_source: IndexSource) -> Iterator[ShelfIndex]:
    opened = ShelfIndex([medquad_source])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "asked",
    [
        clauses.exact(("cancer",)),
        clauses.stems("treatments", ["en"]),
        clauses.exact(("signs", "and", "symptoms")),
        clauses.exact(("t", "cell"), "tcell"),
        clauses.exact(("zzzz",)),
        clauses.exact(("heart",)) + clauses.stems("attack", ["en"]),
    ],
)
def test_real_text_is_scored_as_by_plain_whoosh(shelf: ShelfIndex, medquad_source: IndexSource, asked: Clauses):
    index = FileStorage(str(medquad_source.index_folder), supports_mmap=False, readonly=True).open_index()
    with closing(index.searcher(weighting=weighting())) as plain:
        expected = {hit.docnum: hit.score for hit in plain.search(Or(list(asked)), limit=None)}
    assert answer(PostingsReader(shelf.leaves), asked) == pytest.approx(expected)


def test_asking_again_gives_the_same(shelf: ShelfIndex):
    reader = PostingsReader(shelf.leaves)
    asked = clauses.exact(("disease",))
    assert reader.postings(asked) is reader.postings(asked)
