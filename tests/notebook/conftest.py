"""A notebook of its own for each test, and marks to put into it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.home import Home
from reader.notebook.anchoring import describe
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour, Highlight
from reader.notebook.notebook import Notebook

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Dose\nDo not give gentamicin above 5 mg/kg. Check creatinine daily."

Start = Callable[..., subprocess.Popen[str]]


def highlight(note: str = "", *, topic: str = "sepsis", start: int = 5, end: int = 42) -> Highlight:
    """Return a highlight on words of TEXT."""
    target = describe("dose", TEXT, start, end, pack="clinic", topic=topic, heading_path=("Treatment", "Dose"))
    return new_highlight([target], colour=Colour.AMBER, edition="0f" * 32, edition_label="2026.11", note=note)


@pytest.fixture
def make_highlight() -> Callable[..., Highlight]:
    return highlight


@pytest.fixture
def notebook(home: Home) -> Iterator[Notebook]:
    with Notebook.open(home).notebook as opened:
        yield opened


@pytest.fixture
def start_python() -> Iterator[Start]:
    """Return a function that starts a real process on a script of this folder; none outlives its test."""
    started = []

    def start(script: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(Path(__file__).parent / script), *map(str, arguments)]
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
