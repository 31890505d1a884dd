"""Panes give the page its room: they fold when it would be too narrow, and come back; the reader's choice is kept."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.folding import Sizes, Wanted, share
from reader.desktop.window import Window

pytestmark = pytest.mark.usefixtures("qtbot")

ROOMY, TIGHT = (1360, 860), (1024, 700)
OpenWindow = Callable[[], Window]


@pytest.fixture
def large(window: Window, qtbot: QtBot) -> Window:
    """Return a window in the largest text, where all panes have room."""
    window.reading.open("slnb")
    window.look.set_scale(2.0)
    resize(window, (1700, 860), qtbot)
    return window


def resize(window: Window, size: tuple[int, int], qtbot: QtBot) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)


def seen(window: Window) -> tuple[bool, bool]:
    shown = window.parts.sidebar.isVisible(), window.parts.panel.isVisible()
    assert shown == (window.parts.wishes["sidebar"].isChecked(), window.parts.wishes["panel"].isChecked())
    return shown


def test_large_text_folds_the_panel_first_then_the_sidebar_and_both_come_back(large: Window, qtbot: QtBot):
    assert seen(large) == (True, True)
    resize(large, TIGHT, qtbot)
    assert seen(large) == (True, False)
    assert large.parts.page.width() >= Sizes(page=2.0).least_page
    resize(large, (700, 700), qtbot)
    assert seen(large) == (False, False)
    resize(large, (1700, 860), qtbot)
    assert seen(large) == (True, True)


def test_folding_is_no_choice_of_the_readers(large: Window, qtbot: QtBot, open_window: OpenWindow):
    resize(large, TIGHT, qtbot)
    large.look.set_scale(1.0)
    again = open_window()
    again.resize(*ROOMY)
    again.show()
    assert seen(again) == (True, True)


def test_a_folded_pane_that_is_asked_for_comes_and_another_folds(large: Window, qtbot: QtBot):
    resize(large, TIGHT, qtbot)
    large.parts.wishes["panel"].trigger()
    assert seen(large) == (False, True)
    large.parts.wishes["sidebar"].trigger()
    assert seen(large) == (True, False)


def test_a_pane_that_was_hidden_stays_hidden_where_there_is_room(large: Window, qtbot: QtBot):
    large.parts.wishes["panel"].trigger()
    resize(large, TIGHT, qtbot)
    resize(large, (1700, 860), qtbot)
    assert seen(large) == (True, False)


def test_widths_that_the_reader_chose_give_way_before_a_pane_folds():
    sidebar, panel = share(1000, Wanted(width=400), Wanted(width=400), Sizes())
    assert 0 < sidebar <= 400
    assert 0 < panel < 400
    assert 1000 - sidebar - panel >= Sizes().least_page


def test_the_window_begins_no_larger_than_the_screen(open_window: OpenWindow):
    first = open_window()
    room = first.screen().availableGeometry().size()
    assert first.width() <= room.width()
    assert first.height() <= room.height()


def test_the_find_bar_stays_within_a_narrow_page(large: Window, qtbot: QtBot):
    resize(large, (560, 700), qtbot)
    large.parts.page.open_find()
    bar = large.parts.page.finding.bar
    assert large.parts.page.rect().contains(bar.geometry())
