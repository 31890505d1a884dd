"""Small packs, written as an author would, really compiled and really indexed."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.index import build_index
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource

TENTH = 10


def ignore_progress(_done: int, _total: int, _what: str) -> None:
    pass


def write_pack(
    folder: Path,
    topics: Mapping[str, str],
    *,
    name: str = "sample",
    language: str = "en",
    synonyms: str = "",
    abbreviations: str = "",
    more: str = "",
) -> Path:
    """Write a pack; a topic's text may begin with front matter, else it gets its name as a title."""
    (folder / "topics").mkdir(parents=True)
    manifest = (
        f'[pack]\nid = "{name}"\ntitle = "The {name} pack"\nedition = "1"\nreleased = 2026-01-01\nlanguage = "{language}"\n'
    )
    (folder / "pack.toml").write_text(manifest + more, encoding="utf-8")
    for topic, text in topics.items():
        whole = text if text.startswith("---") else f"---\ntitle: {topic}\ngroup: all\n---\n\n{text}\n"
        (folder / "topics" / f"{topic}.md").write_text(whole, encoding="utf-8")
    for file, words in (("synonyms.yaml", synonyms), ("abbreviations.yaml", abbreviations)):
        if words:
            (folder / file).write_text(words, encoding="utf-8")
    return folder


def compile_and_index(pack_folder: Path, work: Path) -> IndexSource:
    """Compile and index a pack in `work`."""
    pack, findings = read_pack(pack_folder)
    assert pack is not None, findings
    compile_pack(pack, pack_digest(pack_folder), work / "compiled")
    build_index(ignore_progress, work / "compiled", work / "index")
    return IndexSource(pack.manifest.id, work / "compiled", work / "index", pack.manifest.language)


Shelve = Callable[..., Searcher]  # topics by id, and what write_pack takes


@pytest.fixture
def index(tmp_path: Path) -> Callable[..., IndexSource]:
    """Return a function that makes a pack of topics and indexes it."""

    def make(topics: Mapping[str, str], *, name: str = "sample", **options: str) -> IndexSource:
        folder = write_pack(tmp_path / name, topics, name=name, **options)
        return compile_and_index(folder, tmp_path / f"{name}-made")

    return make


@pytest.fixture
def search(index: Callable[..., IndexSource]) -> Iterator[Shelve]:
    """Return a function that gives a searcher over one pack of topics."""
    with ExitStack() as closing:
        yield lambda topics, **options: closing.enter_context(Searcher([index(topics, **options)]))


@pytest.fixture(scope="session")
def medquad_source(request: pytest.FixtureRequest, medquad_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> IndexSource:
    """Return the sample pack, indexed: every tenth topic, or all of them where tests are thorough."""
    step = 1 if request.getfixturevalue("thorough") else TENTH
    folder = tmp_path_factory.mktemp("medquad")
    part = folder / "pack"
    (part / "topics").mkdir(parents=True)
    shutil.copy(medquad_pack / "pack.toml", part)
    for topic in sorted((medquad_pack / "topics").glob("*.md"))[::step]:
        shutil.copy(topic, part / "topics")
    return compile_and_index(part, folder)


@pytest.fixture(scope="session")
def medquad(medquad_source: IndexSource) -> Iterator[Searcher]:
    with Searcher([medquad_source]) as searcher:
        yield searcher
