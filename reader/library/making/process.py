"""Hold one child process: start it, speak with it, end it.

The child is a fresh interpreter (never a fork: Qt has threads) that imports the function's module and nothing
else of the program: not the main module, no Qt. It ends when the parent does, because its pipe closes.
"""

import contextlib
import json
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline());"
    "from reader.library.making.worker import serve; serve()"
)
# Where the system itself limits processor time, the parent's clock is only there for a step that sleeps.
_PATIENCE = 1 if sys.platform == "win32" else 4


class Failure(StrEnum):
    """Why the child could not finish a step."""

    SLOW = "took too long"
    MEMORY = "needed too much memory"
    CRASH = "ended the process that worked on it"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a child may use; None: as much as it likes."""

    step_seconds: float | None = 5.0
    memory: int | None = 4 * 2**30  # bytes of address space, where the platform can limit it


@dataclass(frozen=True, slots=True)
class Step:
    """A child began a step."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A child's function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """A child was ended in the midst of a step, or before its first one."""

    failure: Failure
    step: Step | None


class Child:
    """A child process, which runs one function at a time."""

    def __init__(self, inbox: "Inbox", memory: int | None) -> None:
        """Start the process with `memory` bytes of address space at most; its messages go to `inbox`."""
        self.busy = False
        self.alive = True
        self._step: Step | None = None
        self._began = 0.0
        self._step_seconds: float | None = None
        self._process = subprocess.Popen(  # noqa: S603 — our own interpreter and our own words
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_creation_flags(),
        )
        self._tell(f"{json.dumps(sys.path)}\n{json.dumps(memory)}\n".encode())
        self._listener = threading.Thread(target=self._listen, args=(inbox,), daemon=True)
        self._listener.start()

    def call(self, function: Callable[..., object] | str, arguments: Sequence[object], step_seconds: float | None) -> None:
        """Have the child run `function(progress, *arguments)`; `Crew.watch` tells what comes of it.

        A function's name, `package.module:function`, keeps its module from being imported on this side.
        """
        self.busy, self._step, self._step_seconds = True, None, step_seconds
        self._tell(pickle.dumps(pickle.dumps((function, tuple(arguments), step_seconds))))

    def understand(self, message: tuple[Any, ...]) -> Step | Returned | Failed:
        """Take in what the child said. Raises the ReaderError that its function raised, and its bugs."""
        kind, *facts = message
        if kind == "step":
            self._step, self._began = Step(*facts), time.monotonic()
            return self._step
        self.busy = False
        if kind == "refused":
            raise facts[0]
        if kind == "bug":
            raise RuntimeError(f"in the child process:\n{facts[0]}")
        if kind == "returned":
            return Returned(facts[0])
        return self._fail(Failure.MEMORY if kind == "memory" else self._cause_of_death())

    def overdue(self) -> Failed | None:
        """End the child when its step has taken too long, and say so."""
        limit = self._step_seconds
        if not self.busy or self._step is None or limit is None:
            return None
        if time.monotonic() - self._began <= limit * _PATIENCE:
            return None
        return self._fail(Failure.SLOW)

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.busy = self.alive = False
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # unsent words to a process that is gone
                    pipe.close()

    def _fail(self, failure: Failure) -> Failed:
        self.kill()
        return Failed(failure, self._step)

    def _cause_of_death(self) -> Failure:
        code = self._process.wait()
        if sys.platform != "win32" and code == -signal.SIGPROF:
            return Failure.SLOW
        return Failure.CRASH

    def _tell(self, words: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(BrokenPipeError):  # its end is told by the listener
            pipe.write(words)
            pipe.flush()

    def _listen(self, inbox: "Inbox") -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                inbox.put((self, pickle.load(pipe)))  # noqa: S301 — the child, which is this program, wrote it
        inbox.put((self, ("ended",)))


Inbox = queue.SimpleQueue[tuple[Child, tuple[Any, ...]]]


def _creation_flags() -> int:
    """Keep Windows from opening a console for the child."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
