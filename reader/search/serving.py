"""Serve as the search's own process: open the indexes that the parent names, and answer what it asks.

The parent speaks on standard input, the answers go to what was standard output. Every message is one pickle: both
ends are this program, and nothing else holds the pipe.
"""

import contextlib
import gc
import os
import pickle
import signal
import sys
from functools import cached_property
from types import ModuleType
from typing import BinaryIO

from reader.errors import ReaderError
from reader.search.process import Opened
from reader.traces import discreet


def serve() -> None:
    """Answer one question after the other until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's
    questions, answers = sys.stdin.buffer, _claim_output()
    _spare_memory()
    from reader.search.searcher import Searcher

    searcher: Searcher | None = None
    with contextlib.suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):
        while True:
            question = pickle.load(questions)  # noqa: S301 - the parent, which is this program, wrote it
            answer: tuple[str, object]
            try:
                if searcher is None:
                    searcher = Searcher(question)
                    gc.freeze()  # what is open stays: looking through it again and again would hold up answers
                    answer = ("opened", Opened(searcher.packs, searcher.missing, searcher.sections))
                else:
                    words, options = question
                    answer = ("found", searcher.search(words, **options))
            except ReaderError as error:
                answer = ("refused", error)
            except Exception as error:  # noqa: BLE001 - the edge of the process: the parent raises it again, traceback and all
                answer = ("bug", discreet(error))
            pickle.dump(answer, answers)
            answers.flush()
    os._exit(0)  # nothing is left to be written, and nobody waits


def _spare_memory() -> None:
    """Give Whoosh Python's own cached property, and none of what downloads: with either come megabytes never used.

    The package that it takes the one from imports asyncio; the other, of which it wants a name, HTTP and TLS.
    """
    for module, name, value in (("cached_property", "cached_property", cached_property), ("urllib.request", "urlretrieve", None)):
        spared = ModuleType(module)
        setattr(spared, name, value)
        sys.modules.setdefault(module, spared)


def _claim_output() -> BinaryIO:
    """Keep the pipe to the parent for messages: what a library prints must not fall among them."""
    private = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(private, "wb")
