"""Figures take the theme's colours, fit the column, and hold nothing from outside."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reader.desktop.page.figures import Figures, fill_svg
from reader.desktop.theme import Theme, ThemeName, load_theme
from reader.errors import EditionError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width} 100">'

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def theme() -> Theme:
    return load_theme("dark")


def svg(body: str, width: int = 200) -> bytes:
    return f"{HEAD.format(width=width)}{body}</svg>".encode()


def first(data: bytes) -> ET.Element:
    return next(iter(ET.fromstring(data)))  # noqa: S314  # our own output


@pytest.mark.parametrize("token", ["ink", "muted", "line", "accent", "soft", "caution", "danger", "paper"])
def test_a_token_fills_a_shape(theme: Theme, token: str):
    assert first(fill_svg(svg(f'<rect class="{token}" fill="#123456"/>'), theme)).get("fill") == theme.colour(token)


def test_a_stroke_token_draws_a_line_and_leaves_the_shape_empty(theme: Theme):
    line = first(fill_svg(svg('<path class="stroke-accent"/>'), theme))
    assert (line.get("stroke"), line.get("fill")) == (theme.accent, "none")


def test_fill_and_stroke_go_together(theme: Theme):
    shape = first(fill_svg(svg('<rect class="soft stroke-ink other"/>'), theme))
    assert (shape.get("fill"), shape.get("stroke")) == (theme.soft, theme.ink)


def test_words_in_caution_and_danger_are_readable(theme: Theme):
    assert first(fill_svg(svg('<text class="danger">Stop</text>'), theme)).get("fill") == theme.danger_line


def test_an_unknown_class_changes_nothing(theme: Theme):
    assert dict(first(fill_svg(svg('<rect class="glitter" fill="#123456"/>'), theme)).attrib) == {
        "class": "glitter",
        "fill": "#123456",
    }


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://example.org/a.png", "/etc/passwd", "other.svg#a"])
def test_what_a_figure_would_fetch_is_cut_off(theme: Theme, target: str):
    filled = fill_svg(svg(f'<image xlink:href="{target}"/><use href="{target}"/>'), theme)
    assert target.encode() not in filled


def test_entities_are_refused(theme: Theme):
    bomb = (
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
    )
    with pytest.raises(ET.ParseError):
        fill_svg(bomb, theme)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "wide.svg").write_bytes(svg('<rect class="accent" width="2000" height="100"/>', 2000))
    (tmp_path / "figures" / "small.svg").write_bytes(svg('<rect class="accent" width="200" height="100"/>'))
    (tmp_path / "figures" / "broken.svg").write_bytes(b"<svg")
    (tmp_path / "figures" / "broken.png").write_bytes(b"not a picture")
    (tmp_path / "secret.svg").write_bytes(svg("<rect/>"))
    return tmp_path


def width(figures: Figures, name: str) -> float:
    return figures.image(name).deviceIndependentSize().width()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_figure_is_as_wide_as_it_says_or_as_the_column(pack: Path, theme: Theme, ratio: float):
    figures = Figures(lambda name: pack / name, theme, 540, ratio)
    assert width(figures, "figures/wide.svg") == 540
    assert width(figures, "figures/small.svg") == 200
    assert figures.image("figures/small.svg").width() == 200 * ratio


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_figure_is_drawn_in_each_themes_colours(pack: Path, name: ThemeName):
    theme = load_theme(name)
    drawn = Figures(lambda name: pack / name, theme, 540, 1.0).image("figures/small.svg")
    assert drawn.pixelColor(50, 50).name().upper() == theme.accent


@pytest.mark.parametrize(
    "name",
    [
        "figures/broken.svg",
        "figures/broken.png",
        "figures/none.svg",
        "secret.svg",
        "figures/../secret.svg",
        "/etc/passwd",
        "figures/a.gif",
        "",
    ],
)
def test_what_is_no_figure_of_the_pack_is_a_clear_pixel(pack: Path, theme: Theme, name: str):
    image = Figures(lambda name: pack / name, theme, 540, 1.0).image(name)
    assert (image.width(), image.height(), image.pixelColor(0, 0).alpha()) == (1, 1, 0)


def test_a_pack_that_refuses_the_name_is_heard(theme: Theme):
    def refuse(name: str) -> Path:
        raise EditionError(f"{name!r} isn't the name of a figure.")

    assert width(Figures(refuse, theme, 540, 1.0), "figures/a.svg") == 1
