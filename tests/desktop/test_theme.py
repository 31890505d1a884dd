"""Themes fill every role, and every text can be read on every ground that it stands on."""

import re

import pytest

from reader.desktop.theme import ROLES, Theme, ThemeName, fill, load_theme, window_style
from reader.home import program_folder

# Which text stands on which ground, on the page and in the window.
TEXT_ON = {
    "ink": ("surface", "hover", "soft", "selected", "selection", "caution", "danger", "match"),
    "muted": ("paper", "surface", "hover", "selected", "soft", "caution", "danger"),
    "accent": ("paper", "surface", "hover", "soft", "selected", "caution", "danger"),
    "on-accent": ("accent",),
    "caution-line": ("paper", "surface", "caution"),
    "danger-line": ("paper", "surface", "danger"),
    "on-current": ("current",),
}
BODY_GROUNDS = ("paper", "amber", "green", "blue", "rose")


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=list(ThemeName))
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_contrast_of_known_colours_is_what_wcag_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds])
def test_every_text_is_readable_on_its_ground(theme: Theme, text: str, ground: str):
    assert contrast(theme.colour(text), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("ground", BODY_GROUNDS)
def test_body_text_is_easily_readable_on_paper_and_highlights(theme: Theme, ground: str):
    assert contrast(theme.ink, theme.colour(ground)) >= 7


@pytest.mark.parametrize("line", ["accent", "caution-line", "danger-line", "focus", "match-line"])
def test_lines_that_mean_something_stand_out_from_the_paper(theme: Theme, line: str):
    assert contrast(theme.colour(line), theme.paper) >= 3


@pytest.mark.parametrize("colour", ["amber", "green", "blue", "rose"])
def test_the_line_under_a_highlight_is_seen_on_it(theme: Theme, colour: str):
    assert contrast(theme.colour(f"{colour}-line"), theme.colour(colour)) >= 2


def test_colours_are_written_with_six_digits(theme: Theme):
    assert all(re.fullmatch(r"#[0-9A-F]{6}", theme.colour(role)) for role in ROLES)


def test_every_theme_file_is_a_theme():
    files = {file.stem for file in (program_folder("resources") / "themes").glob("*.toml")}
    assert files == set(ThemeName)


def test_the_window_style_is_filled_whole(theme: Theme):
    style = window_style(theme)
    assert theme.paper in style
    assert not re.search(r"\{[a-z0-9-]+\}", style)


def test_the_window_styles_text_follows_the_readers_size():
    theme = load_theme("light")
    assert fill("a { font-size: {15px} }", theme, 2.0) == "a { font-size: 30px }"


def test_a_role_that_no_theme_has_is_an_error():
    with pytest.raises(KeyError):
        fill("a { color: {glitter} }", load_theme("light"))
    with pytest.raises(KeyError):
        load_theme("light").colour("name")


def test_every_pair_in_the_style_sheet_is_one_whose_contrast_is_known():
    template = (program_folder("resources") / "themes" / "window.qss").read_text(encoding="utf-8")
    pairs = set()
    for rule in re.findall(r"\{((?:[^{}]|\{[a-z0-9-]+\})*)\}", template):
        text = re.search(r"(?<![a-z-])color: \{([a-z-]+)\}", rule)
        ground = re.search(r"(?<![a-z-])background: \{([a-z-]+)\}", rule)
        if text and ground:
            pairs.add((text[1], ground[1]))
    assert pairs
    known = {(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds} | {("ink", "paper")}
    assert pairs <= known
