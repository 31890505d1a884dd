"""Start the real program in a real window, and type and click in it."""

import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

Answer = TypeVar("Answer")

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds until a journey gives up waiting; a busy machine may need most of it
SIZE = (1360, 860)


def wait_for(ask: Callable[[], Answer], what: str) -> Answer:
    """Ask until the answer is true, and return it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer := ask():
            return answer
        time.sleep(0.05)
    pytest.fail(f"waited {PATIENCE:.0f} s in vain for {what}")


@dataclass
class Screen:
    """An X server that draws into memory."""

    display: str
    frame: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def colours(self) -> dict[tuple[int, int, int], int]:
        """Count each colour that is on the screen now (the server keeps its frame in an XWD file)."""
        data = self.frame.read_bytes()
        header = struct.unpack(">25I", data[:100])
        header_size, width, height, line, colour_count = header[0], header[4], header[5], header[12], header[19]
        start = header_size + colour_count * 12
        counts: dict[tuple[int, int, int], int] = {}
        for row in range(height):
            pixels = data[start + row * line : start + row * line + width * 4]
            for blue, green, red, _ in struct.iter_unpack("4B", pixels):
                counts[red, green, blue] = counts.get((red, green, blue), 0) + 1
        return counts


@dataclass
class Program:
    """The real program on a screen, with a home of its own."""

    screen: Screen
    home: Path
    process: subprocess.Popen[bytes] | None = None
    window: str = ""
    log: list[str] = field(default_factory=list)

    def command(self, *words: str, pass_fds: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run a command of the program beside its window; it may be given files that are open."""
        environment = {**self.screen.environment, "QT_QPA_PLATFORM": "offscreen"}
        arguments = [sys.executable, "-m", "reader", *words, "--home", str(self.home)]
        return subprocess.run(
            arguments, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE * 2, pass_fds=pass_fds
        )

    def start(self, *words: str, module: tuple[str, ...] = ("reader",)) -> None:
        """Open the window and wait until it has the keyboard; `module` may run the program in a way of its own."""
        arguments = [sys.executable, "-m", *module, *words, "--home", str(self.home)]
        self.process = subprocess.Popen(arguments, env=self.screen.environment, cwd=ROOT)
        self.window = wait_for(self._find_window, "the window")
        self.screen.xdotool("windowmove", self.window, "0", "0")
        self.screen.xdotool("windowsize", self.window, *map(str, SIZE))
        self.screen.xdotool("windowfocus", "--sync", self.window)

    def take_keyboard(self, name: str) -> None:
        """Wait for a window of that name, a regular expression, and give it the keyboard, as a desktop does."""
        self.window = wait_for(lambda: self._find_window(name), f"a window named {name}")
        self.screen.xdotool("windowfocus", "--sync", self.window)

    def _find_window(self, name: str = "Wardbook") -> str:
        assert self.process is not None
        assert self.process.poll() is None, "the program has ended"
        found = self.screen.xdotool("search", "--onlyvisible", "--name", name)
        return found.splitlines()[0] if found else ""

    @property
    def title(self) -> str:
        return self.screen.xdotool("getwindowname", self.window)

    def wait_for_title(self, part: str) -> None:
        wait_for(lambda: part in self.title, f"a window title with {part!r} (it is {self.title!r})")

    def type(self, text: str, every: int = 60) -> None:
        """Type with so many milliseconds from key to key."""
        self.screen.xdotool("type", "--delay", str(every), text)

    def press(self, *keys: str) -> None:
        self.screen.xdotool("key", "--delay", "60", *keys)

    def double_click(self, x: int, y: int) -> None:
        self.screen.xdotool("mousemove", str(x), str(y), "click", "--repeat", "2", "--delay", "60", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the mouse at one place and let it go at another, by way of a third, as a hand does."""
        steps = [start, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end]
        self.screen.xdotool("mousemove", *map(str, steps[0]), "mousedown", "1")
        for place in steps[1:]:
            self.screen.xdotool("mousemove", *map(str, place))
            time.sleep(0.1)
        self.screen.xdotool("mouseup", "1")

    def kill(self) -> None:
        """Stop it as a pulled plug would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def close(self) -> int:
        """Close the window as its user does, and return the exit code."""
        assert self.process is not None
        self.press("ctrl+q")
        return self.process.wait(timeout=PATIENCE)
