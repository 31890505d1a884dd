"""Share the topics of one pack between child processes, and go on after one that fails."""

import os
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reader.errors import PackError
from reader.library.making.child import Cancelled, ChildError, Crew, Failed, Failure, Limits, Progress, Returned, Step
from reader.library.making.process import Child
from reader.library.model import Finding, Manifest, Severity

_JOBS = "reader.library.making.compile"
_WORTH_TWO = 500  # topics from which a second process earns its start
_SMALLEST_PART = 100
_PARTS = 8
_ENOUGH = 20  # topics that fail before nobody waits for more


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What is known of a pack once it has been read."""

    manifest: Manifest | None  # None where too little could be read
    digest: str  # empty where its files can't be read or aren't safe
    topics: int
    findings: tuple[Finding, ...]


class Workshop:
    """The children that work on one pack; a context manager that leaves none behind."""

    def __init__(self, limits: Limits, progress: Progress, cancelled: Cancelled) -> None:
        """Start nothing yet."""
        self._crew = Crew(limits.memory)
        self._limits = limits
        self._progress = progress
        self._cancelled = cancelled

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._crew.__exit__(kind, error, trace)

    def do(self, what: str, name: str, *arguments: object) -> Any:  # noqa: ANN401 — what the function of that name returns
        """Run a function of `reader.library.making.compile` in a child, so that this process never imports Markdown."""
        self._progress(0, 0, what)
        try:
            return self._crew.run(f"{_JOBS}:{name}", arguments, lambda *_: None, self._cancelled)
        except ChildError as error:
            raise _blameless(error) from error

    def render(self, scratch: Path, topics: int) -> list[Finding]:
        """Render every topic of the pack in `scratch`, and return a fault for each that can't be rendered."""
        try:
            return _Rendering(self._crew, scratch, topics, self._limits, self._progress).run(self._cancelled)
        except ChildError as error:
            raise _blameless(error) from error


@dataclass(slots=True)
class _Rendering:
    """One pack that lies read in `scratch` and is being rendered into its parts."""

    crew: Crew
    scratch: Path
    topics: int
    limits: Limits
    progress: Progress
    findings: list[Finding] = field(default_factory=list)
    _waiting: deque[range] = field(default_factory=deque)
    _given: dict[Child, range] = field(default_factory=dict)
    _done: int = 0

    def run(self, cancelled: Cancelled) -> list[Finding]:
        """Raise ChildError where a child fails without a topic to blame."""
        size = max(_SMALLEST_PART, -(-self.topics // _PARTS))
        self._waiting.extend(range(start, min(start + size, self.topics)) for start in range(0, self.topics, size))
        for _ in range(min(self._children(), len(self._waiting))):
            self._give(self.crew.idle())
        for child, event in self.crew.watch(cancelled):
            self._take(child, event)
            if not isinstance(event, Step) and self._waiting:
                self._give(self.crew.idle())
        return self.findings

    def _children(self) -> int:
        return 2 if self.topics > _WORTH_TWO and (os.cpu_count() or 1) > 1 else 1

    def _give(self, child: Child) -> None:
        part = self._waiting.popleft()
        self._given[child] = part
        child.call(f"{_JOBS}:render_part", (self.scratch, part.start, part.stop), self.limits.step_seconds)

    def _take(self, child: Child, event: Step | Returned | Failed) -> None:
        if isinstance(event, Step):
            self.progress(self._done, self.topics, "Compiling topics")
            self._done += 1
            return
        part = self._given.pop(child)
        if isinstance(event, Failed):
            self._blame(event, part)

    def _blame(self, failed: Failed, part: range) -> None:
        if failed.step is None:
            raise ChildError(failed)
        message = _message(failed.failure, self.limits)
        self.findings.append(Finding(failed.step.what, 1, Severity.FAULT, message))
        if len(self.findings) >= _ENOUGH:
            self._waiting.clear()
            self.findings.append(Finding("topics", 0, Severity.FAULT, "So many topics fail that the rest wasn't tried."))
        elif failed.step.done + 1 < part.stop:
            self._waiting.appendleft(range(failed.step.done + 1, part.stop))


def _blameless(error: ChildError) -> PackError:
    """Return what to say when it is the pack as a whole that can't be worked on."""
    if error.failure is Failure.MEMORY:
        return PackError("The pack needs more memory than it may use.", "Split it into several packs.")
    return PackError("The process that worked on the pack was ended.", "Close other programs, and try again.")


def _message(failure: Failure, limits: Limits) -> str:
    if failure is Failure.SLOW:
        return f"The Markdown takes over {limits.step_seconds:g} s. Split the topic, or look for thousands of open brackets."
    if failure is Failure.MEMORY:
        return (
            f"The Markdown needs over {(limits.memory or 0) // 2**20} MiB of memory. Split the topic, or look for a vast table."
        )
    return "The Markdown brings the compiler down. Split the topic until the passage that does it is found."
