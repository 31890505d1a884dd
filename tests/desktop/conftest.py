"""A home with a small pack on its shelf, a window on it, and packs of any size."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.app import Wardbook
from reader.desktop.launch import make_application
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.shelf.shelf import Shelf
from reader.notebook.notebook import Notebook
from reader.notebook.state import State

PACK = """
[pack]
id = "small-ward"
title = "A small ward"
edition = "2026.11"
released = 2026-11-20
language = "en"
disclaimer = "Not a substitute for advice."

[[group]]
id = "axilla"
title = "The axilla"

[[group]]
id = "safety"
title = "Safety"
"""

TOPICS = {
    "slnb": """---
title: Sentinel node biopsy
group: axilla
order: 1
summary: Which node is taken first.
---

The first nodes that drain the breast are found with dye or an isotope.

## Who {#who}

A sentinel node biopsy is offered when no node is felt. See [swelling](topic:lymphoedema#risk).

### Not in the node-positive axilla {#not}

Do not rely on it when nodes are felt.

## How {#how}

Dye, isotope, or both. The sentinel node is sliced at 2 mm.
""",
    "lymphoedema": """---
title: Lymphoedema
group: axilla
order: 2
---

Swelling of the arm.

## Risk {#risk}

About one in twenty after a sentinel node biopsy alone.
""",
    "heart": """---
title: Heart monitoring
group: safety
---

Echo before trastuzumab, then every three months.
""",
}

OTHER_PACK = """
[pack]
id = "other-ward"
title = "Another ward"
edition = "1"
released = 2026-01-01
language = "en"

[[group]]
id = "wards"
title = "Wards"
"""


def write_pack(folder: Path, manifest: str, topics: dict[str, str]) -> Path:
    """Write a pack as a person would."""
    (folder / "topics").mkdir(parents=True)
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    for name, text in topics.items():
        (folder / "topics" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def open_wardbook(home: Home, content: Path) -> Wardbook:
    """Open a home whose bundled pack is the one in `content`."""
    return Wardbook(home, Shelf(home, content), Notebook.open(home).notebook, State.open(home))


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack of three topics in two groups."""
    return write_pack(tmp_path_factory.mktemp("packs") / "small", PACK, TOPICS)


@pytest.fixture(scope="session")
def other_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a second pack, of one topic."""
    topics = {"fluids": "---\ntitle: Fluids\ngroup: wards\n---\n\nMaintenance fluid for a child.\n"}
    return write_pack(tmp_path_factory.mktemp("packs") / "other", OTHER_PACK, topics)


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory, small_pack: Path) -> Path:
    """Return a home with the small pack on its shelf, compiled and indexed; to be copied."""
    home = Home(tmp_path_factory.mktemp("prepared") / "home")
    home.prepare()
    wardbook = open_wardbook(home, small_pack)
    wardbook.prepare()
    wardbook.make_indexes()
    wardbook.close()
    return home.root


@pytest.fixture
def stocked_home(prepared_home: Path, tmp_path: Path) -> Home:
    """Return a fresh home that holds the small pack."""
    shutil.copytree(prepared_home, tmp_path / "stocked")
    return Home(tmp_path / "stocked")


OpenWindow = Callable[[], Window]


@pytest.fixture
def open_window(qtbot: QtBot, stocked_home: Home, small_pack: Path) -> Iterator[OpenWindow]:
    """Return a function that opens the window, and opens it again where the last one was closed."""
    make_application()
    opened: list[tuple[Window, Wardbook]] = []

    def close() -> None:
        while opened:
            window, wardbook = opened.pop()
            window.close()
            wardbook.close()

    def open_one() -> Window:
        close()
        wardbook = open_wardbook(stocked_home, small_pack)
        window = Window(wardbook, Settings(stocked_home))
        qtbot.addWidget(window)
        opened.append((window, wardbook))
        return window

    yield open_one
    close()


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> Window:
    """Return a window that is shown, ready to search."""
    shown = open_window()
    shown.resize(1360, 860)  # the screen that isn't there is smaller
    with qtbot.waitExposed(shown):
        shown.show()
    with qtbot.waitSignal(shown.installing.settled, timeout=20_000):
        shown.installing.prepare()
    return shown


@pytest.fixture(scope="session")
def large_compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CompiledPack]:
    """Return a compiled pack with one group of 410 topics and one of 2."""
    topics = {
        f"topic-{number:03d}": f"---\ntitle: {chr(65 + number % 5)} topic {number:03d}\ngroup: axilla\n---\n\nText {number}.\n"
        for number in range(410)
    }
    topics |= {f"safe-{n}": f"---\ntitle: Safe {n}\ngroup: safety\n---\n\nText.\n" for n in range(2)}
    content = write_pack(tmp_path_factory.mktemp("packs") / "large", PACK.replace("small-ward", "large-ward"), topics)
    home = Home(tmp_path_factory.mktemp("large") / "home")
    home.prepare()
    shelf = Shelf(home, content)
    shelf.prepare_bundled()
    compiled = shelf.packs()[0].compiled
    assert compiled is not None
    yield compiled
    shelf.close()
