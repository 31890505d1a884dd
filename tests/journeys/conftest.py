"""A screen of its own for each journey, and the program on it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.journeys.program import SIZE, Program, Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Start an X server on a free display, and stop it afterwards; one at a time, for two that start at once may clash."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("Xvfb and xdotool are not installed")
    with FileLock(Path(tempfile.gettempdir()) / "wardbook-journeys.lock"):
        yield from _screen(tmp_path)


def _screen(tmp_path: Path) -> Iterator[Screen]:
    reading, writing = os.pipe()
    geometry = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", geometry, "-fbdir", str(tmp_path), "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield Screen(f":{number}", tmp_path / "Xvfb_screen0")
    server.terminate()
    server.wait()


@pytest.fixture
def program(screen: Screen, tmp_path: Path) -> Iterator[Program]:
    """Return the program, not yet started, and end it when the journey is over."""
    program = Program(screen, tmp_path / "home")
    yield program
    if program.process is not None and program.process.poll() is None:
        program.process.kill()
        program.process.wait()
