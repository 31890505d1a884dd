"""A text that is too long ends in an ellipsis, in any script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from reader.desktop.sidebar.wrapped import Room, wrapped

pytestmark = pytest.mark.usefixtures("qapp")


def room(width: int, lines: int = 2) -> Room:
    font = QFont()
    font.setPixelSize(15)
    return Room(font, width, lines, Qt.AlignmentFlag.AlignLeft)


def test_a_text_that_fits_stays_as_it_is():
    assert wrapped("Sentinel node", room(400)).text() == "Sentinel node"


def test_a_text_that_is_too_long_ends_in_an_ellipsis_within_its_lines():
    layout = wrapped("Decision pathway after surgery first, whatever the size " * 5, room(220))
    assert layout.text().endswith("…")
    assert layout.lineCount() == 2
    last = layout.lineAt(1)
    assert last.textStart() + last.textLength() == len(layout.text())


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.integers(30, 300))
def test_no_text_takes_more_than_its_lines(text: str, width: int):
    assert wrapped(text.replace("\n", " "), room(width)).lineCount() <= 2
