"""A figure says what it shows and where it is from."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><text x="1" y="2">{}</text></svg>'
FIGURES = {"figures/own.svg": SVG.format("Source: AJCC"), "figures/bare.svg": SVG.format("Resource: none")}


@pytest.mark.parametrize(
    "body",
    [
        '![A ruler.](figures/own.svg "Three bands.")',
        '![A ruler.](figures/bare.svg "Three bands.[@a1]")',
        '![A ruler (in mm).](figures/own.svg "Three bands (with names).")',
    ],
)
def test_a_whole_figure_is_left_alone(told: Told, body: str):
    assert told(f"Text.\n\n{body}", files=FIGURES) == []


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ('![](figures/own.svg "Three bands.")', "has no text in its square brackets"),
        ("![A ruler.](figures/own.svg)", "has no caption"),
        ('![A ruler.](figures/bare.svg "Three bands.")', "names no source"),
    ],
)
def test_what_is_missing_is_told_at_the_figures_line(told: Told, body: str, missing: str):
    (found,) = told(f"Text.\n\n{body}", files=FIGURES)
    assert found.startswith("3: figures/")
    assert missing in found
