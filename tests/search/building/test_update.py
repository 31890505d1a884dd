"""An index that was brought up to date finds what one made anew finds, in the same order."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.building import update
from reader.search.building.build import FormerIndex, make_index
from reader.search.building.counts import SPELLINGS
from reader.search.building.draft import draft_of
from reader.search.building.update import update_index
from reader.search.checksums import index_is_good
from reader.search.index import build_index
from reader.search.results import Results
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource
from reader.search.vocabulary import VOCABULARY

Edition = Mapping[str, str]  # texts of topics by id

QUERIES = [
    "node",
    "nodes biopsy",
    '"lymph node"',
    "tumour",
    "hemorrhage",
    "bio",
    "nodez",
    "the of",
    "t-dm1",
    "biopsy -node",
    "one",
]
WORDS = ("node", "nodes", "lymph", "of", "the", "biopsy", "T-DM1", "tumour", "tumor", "haemorrhage", "hemorrhage", "Node")
TEXTS = st.lists(st.sampled_from((*WORDS, "\n\n## Lymph\n\n", "\n\n")), min_size=1, max_size=20).map(" ".join)
EDITIONS = st.lists(
    st.dictionaries(st.sampled_from(("one", "two", "three", "four", "five", "six")), TEXTS, min_size=1), min_size=2, max_size=3
)


def silent(_done: int, _total: int, _what: str) -> None:
    pass


def never() -> bool:
    return False


def compiled(topics: Edition, folder: Path, language: str = "en", name: str = "sample") -> Path:
    """Compile an edition and return where its compiled form lies."""
    (folder / "pack" / "topics").mkdir(parents=True)
    (folder / "pack" / "pack.toml").write_text(
        f'[pack]\nid = "{name}"\ntitle = "Sample"\nreleased = 2026-01-01\nlanguage = "{language}"\n', encoding="utf-8"
    )
    for topic, text in topics.items():
        (folder / "pack" / "topics" / f"{topic}.md").write_text(f"---\ntitle: {topic}\n---\n\n{text}\n", encoding="utf-8")
    pack, findings = read_pack(folder / "pack")
    assert pack is not None, findings
    compile_pack(pack, pack_digest(folder / "pack"), folder / "compiled")
    return folder / "compiled"


def updated(former: FormerIndex, compiled_folder: Path, index: Path) -> int | None:
    with draft_of(index) as draft:
        return update_index(silent, former.compiled_folder, former.index_folder, compiled_folder, draft)


def order(results: Results) -> list[tuple[float, set[tuple[str, str]]]]:
    """Return the hits in order, those of equal score together: their order is nobody's promise."""
    rounded = [(round(hit.score, 6), (hit.topic, hit.section), hit.matched_by) for hit in results.hits]
    return [(score, {hit[1] for hit in hits}) for (score, _), hits in groupby(rounded, key=lambda hit: (hit[0], hit[2]))]


def answers(compiled_folder: Path, index: Path) -> list[object]:
    with closing(Searcher([IndexSource("sample", compiled_folder, index, "en")])) as searcher:
        assert searcher.missing == ()
        found = [searcher.search(query, limit=100) for query in QUERIES]
    return [(results.query, results.corrected, results.total, results.topics, order(results)) for results in found]


def keep_up_with(editions: list[Edition], root: Path) -> None:
    """Bring an index up to date from edition to edition, and compare it each time with one made anew."""
    former = FormerIndex(compiled(editions[0], root / "0"), root / "0" / "index")
    build_index(silent, former.compiled_folder, former.index_folder)
    for number, topics in enumerate(editions[1:], start=1):
        latest = FormerIndex(compiled(topics, root / str(number)), root / str(number) / "index")
        anew = root / str(number) / "anew"
        build_index(silent, latest.compiled_folder, anew)
        assert updated(former, latest.compiled_folder, latest.index_folder) is not None
        assert index_is_good(latest.index_folder, thorough=True)
        for name in (VOCABULARY, SPELLINGS):
            assert (latest.index_folder / name).read_text() == (anew / name).read_text()
        assert answers(latest.compiled_folder, latest.index_folder) == answers(latest.compiled_folder, anew)
        former = latest


@pytest.fixture(scope="module")
def however_much_is_deleted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(update, "_MOST_DELETED", 1.0)
        yield


@pytest.mark.usefixtures("however_much_is_deleted")
@pytest.mark.parametrize("examples", [8, 200])
def test_results_after_any_edits_are_those_of_an_index_made_anew(examples: int, *, thorough: bool):
    if examples > 8 and not thorough:
        pytest.skip("only with --thorough")

    @settings(deadline=None, max_examples=examples, database=None)
    @given(EDITIONS)
    def keeps_up(editions: list[Edition]) -> None:
        with TemporaryDirectory() as folder:
            keep_up_with(editions, Path(folder))

    keeps_up()


TOPICS = {f"t{number}": f"Node {number}. Sentinel lymph node biopsy." for number in range(20)}


@pytest.fixture
def former(tmp_path: Path) -> FormerIndex:
    """Return an edition of twenty topics, indexed."""
    made = FormerIndex(compiled(TOPICS, tmp_path / "former"), tmp_path / "former" / "index")
    build_index(silent, made.compiled_folder, made.index_folder)
    return made


def revised(tmp_path: Path, topics: int, **options: str) -> Path:
    """Compile an edition in which some topics are others."""
    return compiled(TOPICS | {f"t{number}": "Axillary clearance." for number in range(topics)}, tmp_path / "latest", **options)


def make(compiled_folder: Path, index: Path, former: FormerIndex) -> None:
    make_index(compiled_folder, index, former, silent, never)
    assert index_is_good(index, thorough=True)
    with closing(Searcher([IndexSource("sample", compiled_folder, index, "en")])) as searcher:
        assert searcher.search("clearance").total + searcher.search("sentinel").total == len(TOPICS)


def segments(index: Path) -> set[str]:
    return {path.name for path in index.glob("*.trm")}


def test_a_little_change_adds_a_segment_to_a_copy(former: FormerIndex, tmp_path: Path):
    make(revised(tmp_path, 1), tmp_path / "index", former)
    assert segments(former.index_folder) < segments(tmp_path / "index")
    assert index_is_good(former.index_folder, thorough=True)


def test_an_edition_with_the_same_topics_takes_the_index_as_it_is(former: FormerIndex, tmp_path: Path):
    make(compiled(dict(reversed(TOPICS.items())), tmp_path / "latest"), tmp_path / "index", former)
    assert segments(former.index_folder) == segments(tmp_path / "index")


@pytest.mark.parametrize("topics", [6, 20])
def test_where_over_a_fifth_is_deleted_the_index_is_made_anew(former: FormerIndex, tmp_path: Path, topics: int):
    make(revised(tmp_path, topics), tmp_path / "index", former)
    assert segments(former.index_folder).isdisjoint(segments(tmp_path / "index"))


def test_so_it_is_where_there_are_many_segments(former: FormerIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(update, "_MOST_SEGMENTS", 1)
    assert updated(former, revised(tmp_path, 1), tmp_path / "index") is None


@pytest.mark.parametrize("options", [{"language": "fr"}, {"language": "zh"}, {"name": "other"}])
def test_the_index_of_another_language_or_pack_is_no_beginning(former: FormerIndex, tmp_path: Path, options: dict[str, str]):
    assert updated(former, revised(tmp_path, 1, **options), tmp_path / "index") is None


def test_an_index_of_another_edition_than_is_said_is_no_beginning(former: FormerIndex, tmp_path: Path):
    other = compiled({"one": "Another edition."}, tmp_path / "other")
    assert updated(replace(former, compiled_folder=other), revised(tmp_path, 1), tmp_path / "index") is None


def test_a_former_index_with_any_file_damaged_is_no_beginning(former: FormerIndex, tmp_path: Path):
    latest = revised(tmp_path, 1)
    for victim in sorted(former.index_folder.iterdir()):
        index = shutil.copytree(former.index_folder, tmp_path / victim.name)
        data = bytearray(victim.read_bytes() or b"!")
        data[len(data) // 2] ^= 4
        (index / victim.name).write_bytes(data)
        assert updated(replace(former, index_folder=index), latest, tmp_path / "index") is None, victim.name


def test_a_damaged_former_edition_is_no_beginning(former: FormerIndex, tmp_path: Path):
    database = former.compiled_folder / "topics.sqlite"
    data = bytearray(database.read_bytes())
    data[-100] ^= 4
    database.write_bytes(data)
    make(revised(tmp_path, 1), tmp_path / "index", former)
    assert segments(former.index_folder).isdisjoint(segments(tmp_path / "index"))


def test_a_former_edition_that_is_missing_is_no_beginning(former: FormerIndex, tmp_path: Path):
    shutil.rmtree(former.compiled_folder)
    assert updated(former, revised(tmp_path, 1), tmp_path / "index") is None
