"""The numbers from which figures are drawn are those that the figures tell in words."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reader.library.model import Pack

ROOT = Path(__file__).resolve().parents[2]
FIGURES = tomllib.loads((ROOT / "resources/figures/data.toml").read_text(encoding="utf-8"))
SOURCES = FIGURES.pop("sources")

Spec = Mapping[str, Any]


def described(figure: str) -> str:
    """Return what is read out in place of a figure."""
    drawing = ET.parse(ROOT / "content/figures" / f"{figure}.svg").getroot()  # noqa: S314
    return drawing.findtext("{http://www.w3.org/2000/svg}desc") or ""


def rows(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    """Yield each row or bar with the heading and the name it stands under."""
    for part in spec.get("panel", spec.get("group")):
        for row in part.get("rows", part.get("bars")):
            yield part["heading"], row.get("name", row.get("label")), row


def numbers(kind: str, row: Spec) -> list[str]:
    """Return the numbers of a row as they are written."""
    return [f"{row[field]:.2f}" if kind == "ratios" else f"{row[field]:g}" for field in ("value", "low", "high") if field in row]


@pytest.mark.parametrize(
    ("figure", "heading", "name", "wanted"),
    [
        pytest.param(figure, heading, name, numbers(spec["kind"], row), id=f"{figure}-{heading}-{name}-{row.get('end', '')}")
        for figure, spec in FIGURES.items()
        for heading, name, row in rows(spec)
    ],
)
def test_every_number_is_told_beside_its_name(figure: str, heading: str, name: str, wanted: list[str]):
    words = described(figure)
    told = re.findall(re.escape(name) + "(?![^,: ])([^;]*)", words[words.index(heading) :])
    assert wanted
    assert any(set(wanted) <= set(re.findall(r"\d+(?:\.\d+)?", text)) for text in told), told


def test_every_source_of_a_figure_is_in_the_pack(bundled: Pack):
    used = {row[field] for spec in FIGURES.values() for _, _, row in rows(spec) for field in ("source", "also") if field in row}
    assert used == SOURCES.keys()
    assert used <= bundled.references.keys()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_drawn_figure_is_shown_by_a_topic(figure: str, bundled: Pack):
    assert [topic.id for topic in bundled.topics if f"](figures/{figure}.svg " in topic.body] != []


@pytest.mark.parametrize("figure", FIGURES)
def test_who_cannot_see_a_figure_hears_its_main_numbers(figure: str, bundled: Pack):
    """The text beside the figure names every value; the intervals are in the drawing's own description."""
    wanted = {f"{row['value']:g}" for _, _, row in rows(FIGURES[figure]) if "value" in row}
    for topic in bundled.topics:
        for text in re.findall(rf"!\[([^\]]+)\]\(figures/{figure}\.svg ", topic.body):
            told = {f"{float(number):g}" for number in re.findall(r"\d+(?:\.\d+)?", text)}
            assert wanted <= told, topic.id
