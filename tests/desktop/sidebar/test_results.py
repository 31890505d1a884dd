"""What was found is shown as rows that say where each hit stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from reader.desktop.inquiry.answer import Answer, FoundNote
from reader.desktop.inquiry.asked import Inquiry
from reader.desktop.sidebar.result_delegate import _MARGIN, _layouts
from reader.desktop.sidebar.result_list import ResultList
from reader.desktop.sidebar.result_model import HIT, ResultModel, place_of
from reader.desktop.sidebar.result_pane import ResultPane
from reader.desktop.theme import load_theme
from reader.search.results import Hit, Reason, Results

pytestmark = pytest.mark.usefixtures("qtbot")


def a_hit(
    topic: str = "slnb", snippet: str = "The sentinel node is sliced.", marks: tuple[tuple[int, int], ...] = ((4, 12),)
) -> Hit:
    path = ("The axilla", "Sentinel node biopsy", "How")
    return Hit("small-ward", topic, "how", "Sentinel node biopsy", path, 9.0, Reason.EXACT, snippet, marks)


def an_answer(topics: str, notes: str = "") -> Answer:
    hits = tuple(a_hit(topic) for topic in topics)
    found = tuple(FoundNote(topic, "small-ward", topic, "who", "Where", "What was written") for topic in notes)
    return Answer(Inquiry("node"), Results("node", total=len(hits), hits=hits), 20, notes=found)


def a_pane(qtbot: QtBot) -> ResultPane:
    pane = ResultPane(load_theme("light"))
    qtbot.addWidget(pane)
    pane.resize(260, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def test_notes_alone_stand_right_below_the_words_that_say_so(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("", notes="a"))
    assert pane.head.text() == "No topic has “node”.\n1 of my notes"
    assert not pane.hits.isVisible()
    assert pane.notes.mapTo(pane, pane.notes.rect().topLeft()).y() < 120
    pane.show_answer(an_answer("ab", notes="a"))
    assert pane.hits.isVisible()
    assert pane.notes.mapTo(pane, pane.notes.rect().topLeft()).y() > 300


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
    pane = a_pane(qtbot)
    seen: list[str] = []
    pane.previewed.connect(lambda hit: seen.append(hit.topic))
    pane.show_answer(an_answer("abc"))
    assert pane.chosen().topic == "a"
    for step in (1, 1, 1, 1, -1, -5):
        pane.move_by(step)
    assert seen == ["a", "b", "c", "b", "a"]


def test_moving_goes_on_from_the_hits_to_the_notes_and_a_leap_stops_before_them(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("abc", notes="xy"))
    seen: list[str] = []
    pane.previewed.connect(lambda found: seen.append(found.topic))
    for step in (1, 5, 1, 1, 1, -1, -1):
        pane.move_by(step)
    assert seen == ["a", "c", "x", "y", "x", "c"]


def test_where_the_library_has_nothing_the_first_note_is_opened(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("", notes="xy"))
    assert pane.chosen().topic == "x"
    pane.move_by(1)
    assert pane.chosen().topic == "x"


def test_more_of_the_same_hits_moves_nothing(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("abc"))
    pane.move_by(1)
    pane.move_by(1)
    pane.show_answer(an_answer("abcdef"))
    assert pane.chosen().topic == "b"
    assert [hit.topic for hit in pane.hits.hits()] == list("abcdef")
    pane.show_answer(an_answer("xyz"))
    assert pane.hits.row() == -1


def test_results_return_as_they_stood(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("abcdefghijklmnopqrstuvw"))
    previewed: list[object] = []
    for _ in range(15):
        pane.move_by(1)
    standing = pane.standing()
    assert standing is not None
    assert standing.scrolled > 0
    pane.show_answer(an_answer("xyz"))
    pane.previewed.connect(previewed.append)
    pane.return_to(standing)
    assert pane.standing() == standing
    assert previewed == []


def test_the_next_hit_is_in_another_topic(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("aabac"))
    pane.hits.choose(0)
    assert pane.step(+1, ("small-ward", "a")).topic == "b"
    assert pane.step(+1, ("small-ward", "b")).topic == "a"
    assert pane.step(+1, ("small-ward", "a")).topic == "c"
    assert pane.step(+1, ("small-ward", "c")) is None
    assert pane.step(-1, ("small-ward", "c")).topic == "a"


def test_few_notes_show_at_first_and_all_when_that_is_wanted(qtbot: QtBot):
    pane = a_pane(qtbot)
    pane.show_answer(an_answer("abc", notes="stuvwx"))
    few = pane.notes.height()
    qtbot.mouseClick(pane._all, Qt.MouseButton.LeftButton)
    assert pane.notes.height() == 2 * few
    pane.show_answer(an_answer("abc", notes="st"))
    assert pane.notes.height() < few


def test_a_row_has_room_for_all_that_is_painted_in_it(qtbot: QtBot):
    results = ResultList(load_theme("light"))
    qtbot.addWidget(results)
    results.resize(260, 600)
    texts = ["Node", "A node. " * 40, "Wörter ohne Ende " * 4, "nodes " * 7, "i" * 60, "m" * 31]
    results.show_hits([a_hit(snippet=text, marks=((0, len(text)),)) for text in texts])
    option = QStyleOptionViewItem()
    results.initViewItemOption(option)
    for row in range(len(texts)):
        index = results.model().index(row)
        faces = results._delegate._faces_of(option.font)
        title, snippet = _layouts(index.data(HIT), option, results.viewport().width() - 2 * _MARGIN, faces)
        needed = title.boundingRect().height() + snippet.boundingRect().height()
        place = QFontMetrics(faces.place).height()
        assert results.itemDelegate().sizeHint(option, index).height() >= needed + place


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
