"""Titles of topics are read whole: those that are too long for a line have two, unless the library is large."""

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.sidebar import topic_tree
from reader.desktop.sidebar.topic_tree import TopicTree
from reader.desktop.theme import load_theme
from reader.library.compiled.compiled_pack import CompiledPack


@pytest.fixture
def tree(qtbot: QtBot, large_compiled: CompiledPack) -> TopicTree:
    made = TopicTree(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    made.show_packs([large_compiled])
    made.expandAll()
    return made


def height(tree: TopicTree) -> int:
    last = tree.show_reading("large-ward", "safe-1")
    del last
    return tree.visualRect(tree.currentIndex()).height()


def test_a_title_wraps_where_the_pane_is_narrow_and_has_one_line_where_it_is_wide(qtbot: QtBot, tree: TopicTree):
    one = height(tree)
    tree.resize(70, 600)
    qtbot.waitUntil(lambda: height(tree) > one)
    tree.resize(400, 600)
    qtbot.waitUntil(lambda: height(tree) == one)


def test_rows_of_a_large_library_are_all_of_one_height(
    tree: TopicTree, large_compiled: CompiledPack, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(topic_tree, "WRAPPED_UP_TO", 100)
    tree.show_packs([large_compiled])
    assert tree.uniformRowHeights()
