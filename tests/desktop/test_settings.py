"""Settings are kept, and what makes no sense is as on the first day."""

import os

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from reader.desktop.look import Look
from reader.desktop.settings import LARGEST, SMALLEST, SYSTEM, Settings, next_scale
from reader.desktop.theme import ThemeName
from reader.home import Home


def test_what_was_chosen_is_there_the_next_time(home: Home):
    settings = Settings(home)
    settings.theme = ThemeName.SEPIA
    settings.text_scale = 1.25
    settings.set_shows("panel", shown=False)
    settings.set_bytes("panes", QByteArray(b"\x00\xff\x01"))
    settings.save()
    again = Settings(home)
    assert again.theme == "sepia"
    assert again.text_scale == 1.25
    assert not again.shows("panel")
    assert again.shows("sidebar")
    assert again.bytes_of("panes") == QByteArray(b"\x00\xff\x01")


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
@pytest.mark.parametrize("there", [False, True])
def test_the_file_is_the_owners_alone(home: Home, *, there: bool):
    if there:
        home.settings.touch(0o644)
    settings = Settings(home)
    settings.theme = ThemeName.SEPIA
    settings.save()
    assert "sepia" in home.settings.read_text()
    assert home.settings.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("written", "scale"), [("nan", 1.0), ("huge", 1.0), ("", 1.0), ("99", LARGEST), ("-3", SMALLEST), ("1.4", 1.4)]
)
def test_a_text_size_that_makes_no_sense_is_mended(home: Home, written: str, scale: float):
    home.settings.write_text(f"[look]\ntext={written}\ntheme=tartan\n", encoding="utf-8")
    settings = Settings(home)
    assert settings.text_scale == scale
    assert settings.theme == SYSTEM


def test_text_grows_and_shrinks_in_steps_that_lead_back():
    scale = 1.0
    for larger in (True, True, False, False):
        scale = next_scale(scale, larger=larger)
    assert scale == 1.0
    assert next_scale(LARGEST, larger=True) == LARGEST
    assert next_scale(SMALLEST, larger=False) == SMALLEST


def test_choosing_a_theme_tells_whoever_draws(qtbot: QtBot, home: Home):
    look = Look(Settings(home))
    with qtbot.waitSignal(look.themeChanged) as changed:
        look.choose_theme("dark")
    assert changed.args[0].dark
    assert look.chosen == "dark"
