"""Packs come to the shelf beside reading and searching, which never wait for one that isn't ready."""

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from reader import app
from reader.desktop.jobs import Cancelled, Progress
from reader.desktop.window import Window
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

    def wait(source: IndexSource, progress: Progress, cancelled: Cancelled) -> None:
        may_go_on.wait(20)
        build(source, progress, cancelled)

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
    told = f"Another ward, edition 1 is installed with 1 warning: `wardbook pack check {folder}` lists it."
    assert window.parts.centre.notice.text() == told


def test_a_cancelled_installation_says_that_nothing_was_installed(qtbot: QtBot, window: Window, other_pack: Path):
    window.jobs.began.connect(lambda job: job.cancel())
    with qtbot.waitSignal(window.installing.cancelled, timeout=30_000):
        window.installing.install(other_pack)
    assert window.parts.centre.notice.text() == "Cancelled: nothing was installed."
    assert "3 topics" in window.parts.status.facts()
