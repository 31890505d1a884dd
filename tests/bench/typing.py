"""Type into the real window, and print how long the results take to be painted and the main thread to answer.

    python -m tests.bench.typing HOME [--pack FOLDER]

HOME is a home folder; a pack that is named is installed in it first, and a home that was prepared once can be measured
again. The window stands on an X server of its own, and X sends the keys, 15 a second. A key's time runs from the moment
at which the X server sent it until the list stands painted with what it finds, or what a later key finds. A stall is the
time between two ticks of a timer that is due all the time. On a machine that does other things too, a stall may be those:
`longest work` is the most that the main thread itself worked from one tick to the next.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

QUERIES = (
    "sentinal node biopsy",
    "what are the treatments for breast cancer",
    "high blood presure",
    "he",
    "infecton after surgery",
    '"signs and symptoms" of glaucoma',
    "is cystic fibrosis inherited",
    "sarcoidosis -children",
    "diabetes diet kidney",
    "metastases",
)
DELAY = "66"  # milliseconds between two keys: 15 a second
SIZE = (1360, 860)
SETTLING = 1.0  # seconds between two queries


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds but for the counts."""

    sections: int
    keys: int
    painted_median: float
    painted_p95: float
    painted_longest: float
    stall_p99: float
    stall_p999: float
    stall_longest: float
    stalls_over_a_frame: int
    longest_work: float  # of the main thread from one tick to the next, whatever else the machine did


def main(arguments: Sequence[str]) -> None:
    """Start an X server, the window on it, and type."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--pack", type=Path, help="a pack's folder, to be installed in the home")
    parser.add_argument("--thread", action="store_true", help="search in a thread of the window's process, to compare")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        from tests.bench.typist import watch

        watch(options.home, apart=not options.thread)
        return
    if options.pack:
        subprocess.run([sys.executable, "-m", "reader", "pack", "install", options.pack, "--home", options.home], check=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"  # the reader's own is left as it is
        shutil.copytree(options.home, copy)
        with _screen() as display:
            figures = _measure(copy, display, ["--thread"] if options.thread else [])
    for name, value in asdict(figures).items():
        print(f"{name.replace('_', ' '):24} {value:10.1f}" if isinstance(value, float) else f"{name:24} {value:10,}")


def _measure(home: Path, display: str, options: list[str]) -> Figures:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.bench.typing", str(home), "--inside", *options]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline().strip() == "ready"
        _type(environment)
        figures = json.loads(window.stdout.readline())
    return Figures(**figures)


def _type(environment: dict[str, str]) -> None:
    def xdotool(*words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    window = xdotool("search", "--onlyvisible", "--name", "Wardbook").splitlines()[0]
    xdotool("windowmove", window, "0", "0")
    xdotool("windowsize", window, *map(str, SIZE))
    xdotool("windowfocus", "--sync", window)
    time.sleep(SETTLING)
    xdotool("key", "ctrl+l")
    xdotool("key", "F12")  # from now on it counts
    for query in QUERIES:
        xdotool("key", "ctrl+a")
        xdotool("type", "--delay", DELAY, query)
        time.sleep(SETTLING)
    xdotool("key", "ctrl+q")


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    geometry = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", geometry, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
