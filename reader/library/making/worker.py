"""Serve inside the child process: run the functions that the parent names, and tell it what they do.

The parent speaks on standard input, the child answers on what was its standard output. Every message is one
pickle: both ends are this program, and nothing else holds the pipe.
"""

import contextlib
import importlib
import json
import os
import pickle
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO

from reader.errors import ReaderError
from reader.traces import discreet

_NICENESS = 10  # typing and scrolling come first


def serve() -> None:
    """Run one function after the other until the parent closes the pipe or is gone."""
    answers = _claim_output()
    _be_modest(json.loads(sys.stdin.buffer.readline()))
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    while True:
        _send(answers, *_outcome(calls.get(), answers))


def _outcome(call: bytes, answers: BinaryIO) -> tuple[Any, ...]:
    step_seconds: float | None = None

    def progress(done: int, total: int, what: str) -> None:
        _limit_step(step_seconds)
        _send(answers, "step", done, total, what)

    try:
        function, arguments, step_seconds = pickle.loads(call)  # noqa: S301 — the parent, which is this program, wrote it
        if isinstance(function, str):
            module, _, name = function.partition(":")
            function = getattr(importlib.import_module(module), name)
        return "returned", function(progress, *arguments)
    except ReaderError as error:
        return "refused", error
    except MemoryError:
        return ("memory",)
    except Exception as error:  # noqa: BLE001 — the edge of the process: the parent raises it again, traceback and all
        return "bug", discreet(error)
    finally:
        _limit_step(None)


def _send(answers: BinaryIO, *message: Any) -> None:  # noqa: ANN401 — whatever a function returns
    try:
        pickle.dump(message, answers)
        answers.flush()
    except BrokenPipeError:
        os._exit(1)  # the parent is gone, and nobody waits for the rest


def _listen(questions: BinaryIO, calls: "queue.SimpleQueue[bytes]") -> None:
    """Hand on what the parent asks; end the process at once when the pipe closes, whatever is being done."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            calls.put(pickle.load(questions))  # noqa: S301 — as above
    os._exit(0)


def _claim_output() -> BinaryIO:
    """Keep the pipe to the parent for messages: what a library prints must not fall among them."""
    private = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(private, "wb")


def _be_modest(memory: int | None) -> None:
    """Leave Ctrl+C to the parent, give way to the interface, and don't eat all memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # whoever started us may have ignored it
        os.nice(_NICENESS)
        if memory is not None:
            _limit_memory(memory)


def _limit_memory(memory: int) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        memory = min(memory, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


def _limit_step(seconds: float | None) -> None:
    """Have the system end this process when the step takes more than `seconds` of processor time.

    The system does it even while a regular expression holds the interpreter, and when the parent is gone.
    Processor time, because on a busy machine an honest topic may well wait for its turn.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds or 0)
