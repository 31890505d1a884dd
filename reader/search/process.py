"""Search in a process of its own: what Python does there holds up no key and no paint here.

In a thread, the searching and the painting take the interpreter from each other every half millisecond, and a row of
results that takes a millisecond to paint takes ten. The process is a fresh interpreter that imports nothing of Qt; it
lives as long as the searcher, answers one question after the other, and ends when its pipe closes, so at the
latest when this process is gone.
"""

import contextlib
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.errors import ReaderError, SearchError
from reader.search.filters import Filter
from reader.search.results import Results
from reader.search.sources import IndexSource

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline());from reader.search.serving import serve; serve()"
)
_PATIENCE = 1.0  # seconds for an end of its own accord: a window that is closed waits as long for one that hangs
_LONGEST = 10.0  # seconds for an answer: far more than any takes, on a slow disk that was never read before
_OPENING = 60.0  # seconds for the indexes of all packs


@dataclass(frozen=True, slots=True)
class Opened:
    """What the process says once it has opened the indexes."""

    packs: tuple[str, ...]
    missing: tuple[str, ...]
    sections: int


class SearchProcess:
    """A `Finder` whose work is done elsewhere; use it in one thread at a time. Closing it ends the process."""

    def __init__(self, sources: Sequence[IndexSource]) -> None:
        """Start the process and open the indexes there.

        Raises SearchError where it can't, and what `Searcher` raises.
        """
        self.closed = False
        self._sources = tuple(sources)
        self._process: subprocess.Popen[bytes] | None = None
        self._opened = self._start()

    @property
    def missing(self) -> tuple[str, ...]:
        """The packs whose index must be built (again)."""
        return self._opened.missing

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that are searched."""
        return self._opened.packs

    @property
    def sections(self) -> int:
        """How many sections are searched."""
        return self._opened.sections

    def search(self, query: str, *, limit: int = 20, where: Filter | None = None, as_typed: bool = False) -> Results:
        """Return what `Searcher.search` returns, or raise what it raises.

        A process that was ended, as a system short of memory may do, is begun anew; a question that ends that one too
        raises SearchError. So does one that isn't answered in time: its process is ended, and the next begins another.
        """
        question = (query, {"limit": limit, "where": where, "as_typed": as_typed})
        try:
            answer = self._ask(question)
        except _EndedError:
            self._opened = self._start()
            try:
                answer = self._ask(question)
            except _EndedError as error:
                raise _refused() from error
        assert isinstance(answer, Results)
        return answer

    def close(self) -> None:
        """End the process; once more does nothing."""
        self.closed = True
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with contextlib.suppress(BrokenPipeError):  # unsent words to a process that is gone
                pipe.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> Opened:
        self.close()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_creation_flags(),
        )
        self.closed = False
        try:
            self._tell(f"{json.dumps(sys.path)}\n".encode())
            opened = self._ask(self._sources, _OPENING)
        except _EndedError as error:
            raise _refused() from error
        except ReaderError:
            self.close()
            raise
        assert isinstance(opened, Opened)
        return opened

    def _ask(self, question: object, seconds: float = _LONGEST) -> object:
        """Return the answer to a question.

        Raises what it raised there, _EndedError where no answer comes any more, and SearchError where it takes too long.
        """
        if self._process is None or self._process.stdout is None:
            raise _EndedError
        watch = _Watch(self._process, seconds)
        try:
            self._tell(pickle.dumps(question))  # it waits, too, where a long question isn't taken in
            kind, answer = pickle.load(self._process.stdout)  # noqa: S301 - this program wrote it
        except (EOFError, OSError, pickle.UnpicklingError, _EndedError) as error:
            raise _overdue() if watch.struck else _EndedError from error
        finally:
            watch.stop()
        return _understood(kind, answer)

    def _tell(self, words: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            raise _EndedError
        try:
            self._process.stdin.write(words)
            self._process.stdin.flush()
        except (BrokenPipeError, OSError) as error:
            raise _EndedError from error


class _Watch:
    """Ends a process that has taken too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.struck = False
        self._process = process
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _strike(self) -> None:
        self.struck = True
        self._process.kill()


class _EndedError(Exception):
    """The process is gone."""


def _understood(kind: str, answer: Any) -> object:  # noqa: ANN401 - whatever was answered
    if kind == "refused":
        raise answer
    if kind == "bug":
        raise RuntimeError(f"in the search's process:\n{answer}")
    return answer


def _refused() -> SearchError:
    return SearchError("The search ended unexpectedly.", "Try other words, or start Wardbook again.")


def _overdue() -> SearchError:
    return SearchError("The search took too long and was ended.", "Try it again, or other words.")


def _creation_flags() -> int:
    """Keep Windows from opening a console for the process."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
