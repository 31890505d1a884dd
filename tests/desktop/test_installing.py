"""Packs come to the shelf beside reading and searching, which never wait for one that isn't ready."""

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from reader import app
from reader.app import Wardbook
from reader.desktop.jobs import Cancelled, Progress
from reader.desktop.window import Window
from reader.home import Home
from reader.search.building.build import FormerIndex
from reader.search.checksums import DamagedIndexError, index_is_good
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource
from tests.desktop.conftest import OTHER_PACK, write_pack


def search_for(qtbot: QtBot, window: Window, words: str) -> None:
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.field.setText(words)


def test_what_is_indexed_is_searched_while_another_pack_is_being_indexed_and_its_titles_are(
    qtbot: QtBot, window: Window, other_pack: Path, monkeypatch: pytest.MonkeyPatch
):
    may_go_on = Event()
    build = app._build

    def wait(source: IndexSource, former: FormerIndex | None, progress: Progress, cancelled: Cancelled) -> None:
        may_go_on.wait(20)
        build(source, former, progress, cancelled)

    monkeypatch.setattr(app, "_build", wait)
    with qtbot.waitSignal(window.installing.searchOpened, timeout=20_000):
        window.installing.install(other_pack)
    for _start in ("installed", "prepared again, as after a restart"):
        search_for(qtbot, window, "fluids")
        assert window.parts.sidebar.results.chosen().topic == "fluids"
        assert "Another ward is still being prepared: its titles are searched" in window.parts.sidebar.line()
        search_for(qtbot, window, "trastuzumab")
        assert window.parts.sidebar.results.chosen().topic == "heart"
        window.installing.prepare()
    with qtbot.waitSignal(window.installing.settled, timeout=20_000):
        may_go_on.set()
    search_for(qtbot, window, "maintenance")
    assert window.parts.sidebar.results.chosen().topic == "fluids"
    assert "prepared" not in window.parts.sidebar.line()


def test_warnings_are_told_with_where_to_read_them(qtbot: QtBot, window: Window, tmp_path: Path):
    topics = {"a": "---\ntitle: A\ngroup: wards\n---\n\nSee [that](topic:gone).\n"}
    folder = write_pack(tmp_path / "warned", OTHER_PACK, topics)
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        window.installing.install(folder)
    told = f"Another ward, edition 1 is installed with 1 warning: wardbook pack check {folder} lists it."
    assert window.parts.centre.notice.text() == told


def test_a_cancelled_installation_says_that_nothing_was_installed(qtbot: QtBot, window: Window, other_pack: Path):
    window.jobs.began.connect(lambda job: job.cancel())
    with qtbot.waitSignal(window.installing.cancelled, timeout=30_000):
        window.installing.install(other_pack)
    assert window.parts.centre.notice.text() == "Cancelled: nothing was installed."
    assert "3 topics" in window.parts.status.facts()


def test_an_index_that_is_damaged_while_it_is_searched_is_built_again_and_answers(
    qtbot: QtBot, window: Window, stocked_home: Home
):
    [postings] = stocked_home.indexes.glob("*/*.pst")
    postings.write_bytes(bytes(postings.stat().st_size))
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        window.parts.sidebar.field.setText("trastuzumab")
    assert "damaged" in window.parts.centre.notice.text()
    search_for(qtbot, window, "trastuzumab ")
    assert window.searching.answer.results.hits[0].topic == "heart"


def test_while_a_damaged_index_is_built_again_titles_are_searched(
    qtbot: QtBot, window: Window, stocked_home: Home, monkeypatch: pytest.MonkeyPatch
):
    may_go_on, build = Event(), app._build

    def wait(source: IndexSource, former: FormerIndex | None, progress: Progress, cancelled: Cancelled) -> None:
        may_go_on.wait(20)
        build(source, former, progress, cancelled)

    monkeypatch.setattr(app, "_build", wait)
    [postings] = stocked_home.indexes.glob("*/*.pst")
    postings.write_bytes(bytes(postings.stat().st_size))
    with qtbot.waitSignal(window.searching.found, timeout=20_000):
        window.parts.sidebar.field.setText("heart")
    assert window.searching.answer.waiting == ("A small ward",)
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        may_go_on.set()


def test_damage_that_no_search_has_met_is_found_by_looking_over_all_indexes(qtbot: QtBot, window: Window, stocked_home: Home):
    [postings] = stocked_home.indexes.glob("*/*.pst")
    whole = postings.read_bytes()
    postings.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with qtbot.waitSignal(window.installing.settled, timeout=30_000):
        window.installing.look_over()
    [index] = stocked_home.indexes.iterdir()
    assert index_is_good(index, thorough=True)


def test_a_disk_that_spoils_every_index_is_not_kept_busy(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch):
    made: list[bool] = []
    monkeypatch.setattr(Wardbook, "make_indexes", lambda *_: made.append(True))
    monkeypatch.setattr(Searcher, "search", refuse)
    for words in ("heart", "fluid", "node", "trial", "ward"):
        with qtbot.waitSignal(window.searching.failed):
            window.parts.sidebar.field.setText(words)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert 1 <= len(made) <= 3


def refuse(*_arguments: object, **_options: object) -> None:
    raise DamagedIndexError
