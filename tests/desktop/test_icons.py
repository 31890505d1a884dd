"""Every icon that is named is drawn, in the colours of the theme."""

import re

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QIcon, QImage

from reader.desktop.actions import Actions
from reader.desktop.icons import themed_icon
from reader.desktop.theme import ThemeName, load_theme
from reader.home import program_folder

pytestmark = pytest.mark.usefixtures("qtbot")

ICONS = sorted(path.stem for path in (program_folder("resources") / "icons").glob("*.svg"))
LARGE = QSize(66, 66)


def drawn_in(image: QImage) -> set[str]:
    every = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {colour.name() for colour in every if colour.alpha() == 255}


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_theme_s_ink(name: str):
    for theme in (load_theme("light"), load_theme("dark")):
        image = themed_icon(name, theme, LARGE).pixmap(LARGE).toImage()
        assert theme.ink.lower() in drawn_in(image)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_black_lines_only(name: str):
    source = (program_folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-fA-F]+", source)) == {"#000"}


@pytest.mark.parametrize("name", list(ThemeName))
def test_what_cannot_be_asked_for_now_looks_faint(name: ThemeName):
    theme = load_theme(name)
    usual, faint = (
        themed_icon("back", theme, LARGE).pixmap(LARGE, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert theme.faint.lower() in drawn_in(faint)
    paper = QColor(theme.surface).lightness()
    assert abs(QColor(theme.faint).lightness() - paper) < 0.6 * abs(QColor(theme.ink).lightness() - paper)
    assert theme.faint.lower() not in drawn_in(usual)


def test_a_checked_button_shows_its_icon_in_the_accent():
    theme = load_theme("light")
    image = themed_icon("panel", theme, LARGE).pixmap(LARGE, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert theme.accent.lower() in drawn_in(image)
    assert theme.ink.lower() not in drawn_in(image)


def test_no_two_wishes_share_their_keys():
    owner = QObject()
    keys = [key for wish in Actions(owner).wishes for key in wish.keys]
    assert len(keys) == len(set(keys))
