"""A shelf in a fresh home, packs of one topic to put on it, and what to look at afterwards."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.shelf.shelf import Shelf

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]
FilesOf = Callable[[Home], set[str]]

NO_CONTENT = Path("no-content-here")
GROUP = '[[group]]\nid = "axilla"\ntitle = "The axilla"\n'


def pack_toml(released: str = "2026-11-20", pack_id: str = "small-pack", title: str = "A small pack") -> str:
    return f'[pack]\nid = "{pack_id}"\ntitle = "{title}"\nreleased = {released}\nlanguage = "en"\n{GROUP}'


def topic_text(words: str) -> str:
    return f"---\ntitle: Sentinel node\ngroup: axilla\n---\n\n{words}\n"


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Return a function that writes a pack of one topic into a folder of its own."""

    def write(folder: str = "pack", words: str = "Text.", **facts: str) -> Path:
        pack = tmp_path / folder
        shutil.rmtree(pack, ignore_errors=True)
        (pack / "topics").mkdir(parents=True)
        (pack / "pack.toml").write_text(pack_toml(**facts))
        (pack / "topics" / "sentinel.md").write_text(topic_text(words))
        return pack

    return write


@pytest.fixture
def open_shelf(home: Home) -> Iterator[Callable[..., Shelf]]:
    """Return a function that opens the shelf as the program does when it starts."""
    opened: list[Shelf] = []

    def open_it(content: Path = NO_CONTENT) -> Shelf:
        opened.append(Shelf(home, content))
        return opened[-1]

    yield open_it
    for shelf in opened:
        shelf.close()


@pytest.fixture
def shelf(open_shelf: OpenShelf) -> Shelf:
    return open_shelf()


@pytest.fixture
def words_of() -> WordsOf:
    """Return a function that reads the first section of the one topic of a pack."""

    def read(shelf: Shelf, pack: str = "small-pack") -> str:
        shelved = shelf.pack(pack)
        assert shelved is not None
        assert shelved.compiled is not None
        return shelved.compiled.topic("sentinel").sections[0].text

    return read


@pytest.fixture
def files_of() -> FilesOf:
    """Return a function that names everything in the editions and compiled packs of a home, but for the lock."""

    def look(home: Home) -> set[str]:
        paths = {path for parent in (home.editions, home.compiled) for path in parent.rglob("*") if path.name != ".lock"}
        return {path.relative_to(home.root).as_posix() for path in paths}

    return look
