"""Run functions in child processes that can't freeze, starve or bring down the program.

A child ignores Ctrl+C, runs at a lower priority, has a memory limit and ends when the parent does.
A function for the child stands at a module's top level and takes `progress` first. Each call of `progress`
begins a step, and a step has a time limit.
"""

import queue
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

from reader.library.making.process import Child, Failed, Failure, Inbox, Limits, Returned, Step

__all__ = ["CancelledError", "ChildError", "Crew", "Failed", "Failure", "Limits", "Returned", "Step", "run_in_child"]

T = TypeVar("T")
Progress = Callable[[int, int, str], None]  # done, total (0 where nobody knows), what is being done
Cancelled = Callable[[], bool]
Function = Callable[..., T] | str  # a name, "package.module:function", where only the child should import it

_LOOK_UP = 0.1  # seconds between two looks at `cancelled` and at the clock


class CancelledError(Exception):
    """Tell that the work was given up because the user asked for it."""


class ChildError(Exception):
    """Tell that the child could not finish; whoever started it says what that means to the user."""

    def __init__(self, failed: Failed) -> None:
        """Keep what failed, and at which step."""
        what = failed.step.what if failed.step else "the start"
        super().__init__(f"{what} {failed.failure}")
        self.failure = failed.failure
        self.step = failed.step


class Crew:
    """Some children and the one inbox that they share; a context manager that leaves none behind."""

    def __init__(self, memory: int | None) -> None:
        """Start nothing yet; each child may have `memory` bytes of address space."""
        self._memory = memory
        self._inbox: Inbox = queue.SimpleQueue()
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children:
            child.kill()

    def idle(self) -> Child:
        """Return a child with nothing to do, a new one where there is none."""
        self._children = [child for child in self._children if child.alive]
        for child in self._children:
            if not child.busy:
                return child
        self._children.append(Child(self._inbox, self._memory))
        return self._children[-1]

    def watch(self, cancelled: Cancelled) -> Iterator[tuple[Child, Step | Returned | Failed]]:
        """Give what happens in the children, until none is busy.

        Raises CancelledError, and what a child's function raised; the children are then still to be ended.
        """
        while any(child.busy for child in self._children):
            if cancelled():
                raise CancelledError
            try:
                child, message = self._inbox.get(timeout=_LOOK_UP)
            except queue.Empty:
                yield from self._overdue()
                continue
            if child.busy:
                yield child, child.understand(message)
            else:
                child.kill()  # the only word of an idle child is its end
            if self._inbox.empty():  # a message that waits may be the end of the step that seems overdue
                yield from self._overdue()

    def run(
        self,
        function: Function[T],
        arguments: Sequence[object],
        progress: Progress,
        cancelled: Cancelled,
        step_seconds: float | None = None,
    ) -> T:
        """Run one function to its end. Raises ChildError where the child can't finish."""
        self.idle().call(function, arguments, step_seconds)
        for _, event in self.watch(cancelled):
            if isinstance(event, Step):
                progress(event.done, event.total, event.what)
            elif isinstance(event, Failed):
                raise ChildError(event)
            else:
                result: T = event.value
                return result
        raise AssertionError("a child is busy until it returns or fails")

    def _overdue(self) -> Iterator[tuple[Child, Failed]]:
        for child in tuple(self._children):  # whoever hears of it may start another
            failed = child.overdue()
            if failed is not None:
                yield child, failed


def run_in_child(
    function: Function[T],
    arguments: Sequence[object] = (),
    *,
    progress: Progress = lambda _done, _total, _what: None,
    cancelled: Cancelled = lambda: False,
    limits: Limits | None = None,
) -> T:
    """Run `function(progress, *arguments)` in a child process of its own and return what it returns.

    `progress` is called here, in the calling thread. Raises CancelledError soon after `cancelled` says so,
    ChildError where the child was too slow, too greedy or crashed, and any ReaderError that the function raised.
    """
    limits = limits or Limits()
    with Crew(limits.memory) as crew:
        return crew.run(function, arguments, progress, cancelled, limits.step_seconds)
