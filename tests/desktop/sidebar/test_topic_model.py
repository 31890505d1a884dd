"""The topic tree fetches what comes into sight, and finds any topic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.desktop.sidebar.topic_model import Kind, Role, TopicModel
from reader.desktop.sidebar.topic_tree import TopicTree
from reader.desktop.theme import load_theme
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.shelf.shelf import Shelf

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def shelf(stocked_home: Home, small_pack: Path) -> Iterator[Shelf]:
    opened = Shelf(stocked_home, small_pack)
    yield opened
    opened.close()


@pytest.fixture
def small(shelf: Shelf) -> CompiledPack:
    compiled = shelf.packs()[0].compiled
    assert compiled is not None
    return compiled


def watched(model: TopicModel) -> QAbstractItemModelTester:
    """Watch a model that shows something: the tester fetches rows within a reset, which it then takes for a fault."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def titles(model: TopicModel, parent: QModelIndex) -> list[str]:
    while model.canFetchMore(parent):
        model.fetchMore(parent)
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_one_pack_shows_its_groups_and_their_topics_in_order(small: CompiledPack):
    model = TopicModel()
    model.show_packs([small])
    tester = watched(model)
    root = QModelIndex()
    assert titles(model, root) == ["The axilla", "Safety"]
    assert titles(model, model.index(0, 0)) == ["Sentinel node biopsy", "Lymphoedema"]
    assert model.index(0, 0).data(Role.KIND) is Kind.GROUP
    assert model.index(0, 0, model.index(0, 0)).data(Role.ENTRY).id == "slnb"
    assert tester.model() is model


def test_several_packs_stand_under_their_titles(small: CompiledPack, large_compiled: CompiledPack):
    model = TopicModel()
    model.show_packs([small, large_compiled])
    tester = watched(model)
    assert [model.index(row, 0).data(Role.KIND) for row in range(model.rowCount())] == [Kind.PACK, Kind.PACK]
    assert titles(model, model.index(1, 0)) == ["The axilla", "Safety"]
    assert model.total() == 3 + 412
    assert tester.model() is model


def test_a_large_group_splits_by_first_letters_and_fetches_page_by_page(large_compiled: CompiledPack):
    model = TopicModel()
    model.show_packs([large_compiled])
    group = model.index(0, 0)
    assert model.rowCount(group) == 0
    assert model.hasChildren(group)
    tester = watched(model)
    assert titles(model, group) == ["A", "B", "C", "D", "E"]
    letter = model.index(2, 0, group)
    assert letter.data(Role.COUNT) == 82
    assert all(title.startswith("C topic") for title in titles(model, letter))
    assert tester.model() is model


def test_a_group_of_few_topics_is_not_split(large_compiled: CompiledPack):
    model = TopicModel()
    model.show_packs([large_compiled])
    assert titles(model, model.index(1, 0)) == ["Safe 0", "Safe 1"]


def test_any_topic_is_found_where_it_stands(large_compiled: CompiledPack):
    model = TopicModel()
    model.show_packs([large_compiled])
    tester = watched(model)
    for topic in ("topic-000", "topic-409", "topic-202", "safe-1"):
        found = model.find("large-ward", topic)
        assert found.data(Role.ENTRY).id == topic
        assert model.index(found.row(), 0, found.parent()) == found
    assert not model.find("large-ward", "no-such-topic").isValid()
    assert not model.find("no-such-pack", "safe-1").isValid()
    assert tester.model() is model


def test_only_what_comes_into_sight_is_fetched(qtbot: QtBot, large_compiled: CompiledPack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.desktop.sidebar.topic_model.SPLIT_ABOVE", 1000)
    monkeypatch.setattr("reader.desktop.sidebar.topic_model.PAGE", 20)
    tree = TopicTree(load_theme("light"))
    qtbot.addWidget(tree)
    tree.resize(280, 400)
    tree.show_packs([large_compiled])
    model, group = tree.model(), tree.model().index(0, 0)
    with qtbot.waitExposed(tree):
        tree.show()
    tree.expand(group)
    seen = model.rowCount(group)
    assert 0 < seen < 100
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: model.rowCount(group) > seen)
    assert model.canFetchMore(group)


def test_what_is_read_is_marked_and_its_branch_opened(qtbot: QtBot, large_compiled: CompiledPack):
    tree = TopicTree(load_theme("light"))
    qtbot.addWidget(tree)
    tree.show_packs([large_compiled])
    assert not any(tree.isExpanded(tree.model().index(row, 0)) for row in range(tree.model().rowCount()))
    tree.show_reading("large-ward", "topic-202")
    index = tree.currentIndex()
    assert index.data(Role.ENTRY).id == "topic-202"
    assert index.data(Role.READING)
    assert tree.isExpanded(index.parent())
    assert not tree.isExpanded(tree.model().index(1, 0))


def test_a_small_library_is_open_from_the_start(qtbot: QtBot, small: CompiledPack):
    tree = TopicTree(load_theme("light"))
    qtbot.addWidget(tree)
    tree.show_packs([small])
    assert all(tree.isExpanded(tree.model().index(row, 0)) for row in range(tree.model().rowCount()))
