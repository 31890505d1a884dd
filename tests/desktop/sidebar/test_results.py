"""What was found is shown as rows that say where each hit stands."""

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from reader.desktop.sidebar.result_list import ResultList
from reader.desktop.sidebar.result_model import HIT, ResultModel, place_of
from reader.desktop.theme import load_theme
from reader.search.results import Hit, Reason

pytestmark = pytest.mark.usefixtures("qtbot")


def a_hit(
    topic: str = "slnb", snippet: str = "The sentinel node is sliced.", marks: tuple[tuple[int, int], ...] = ((4, 12),)
) -> Hit:
    path = ("The axilla", "Sentinel node biopsy", "How")
    return Hit("small-ward", topic, "how", "Sentinel node biopsy", path, 9.0, Reason.EXACT, snippet, marks)


def test_the_place_of_a_hit_leaves_out_the_title_that_stands_above_it():
    assert place_of(a_hit()) == "The axilla › How"


def test_hits_are_rows_that_a_screen_reader_can_tell():
    model = ResultModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_hits([a_hit(), a_hit("heart")])
    assert [model.index(row).data(HIT).topic for row in range(model.rowCount())] == ["slnb", "heart"]
    spoken = model.index(0).data(11)  # Qt.ItemDataRole.AccessibleTextRole
    assert spoken == "Sentinel node biopsy. The axilla › How. The sentinel node is sliced."
    model.show_hits([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_moving_stops_at_both_ends_and_previews_each_step(qtbot: QtBot):
    results = ResultList(load_theme("light"))
    qtbot.addWidget(results)
    seen: list[str] = []
    results.previewed.connect(lambda hit: seen.append(hit.topic))
    results.show_hits([a_hit("a"), a_hit("b"), a_hit("c")])
    assert results.chosen().topic == "a"
    for step in (1, 1, 1, 1, -1, -5):
        results.move_by(step)
    assert seen == ["a", "b", "c", "b", "a"]


def test_a_snippet_of_any_script_is_painted_without_a_word_from_qt(qtbot: QtBot):
    results = ResultList(load_theme("dark"))
    qtbot.addWidget(results)
    snippets = ["", "\N{GRINNING FACE} " * 60, "عقدة حارسة " * 30, "a\nb", "x" * 500]
    results.show_hits([a_hit(snippet=text, marks=((0, len(text)),) if text else ()) for text in snippets])
    image = QImage(280, 100, QImage.Format.Format_ARGB32)
    delegate = results.itemDelegate()
    for row in range(len(snippets)):
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        option.font.setPixelSize(15)
        painter = QPainter(image)
        delegate.paint(painter, option, results.model().index(row))
        painter.end()
