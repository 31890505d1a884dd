"""What is measured in a process of its own: warm and cold queries, opening, memory."""

import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from reader.search.process import SearchProcess
from reader.search.sources import IndexSource
from tests.bench import engines
from tests.bench.queries import Asked

T = TypeVar("T")
Queries = Mapping[str, Sequence[Asked]]


def in_a_fresh_process(work: Callable[..., T], *arguments: object) -> T:
    """Return what `work` returns in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def warm(engine: str, source: IndexSource, queries: Queries, seed: int) -> dict[str, list[float]]:
    """Ask everything once, in any order, of an engine that was just opened; pages are in memory, answers aren't."""
    ask = engines.ENGINES[engine](source)
    _read_whole(source)
    for name, asked in queries.items():
        ask(name, asked[0])
    rest = [(name, one) for name, asked in queries.items() for one in asked[1:]]
    random.Random(seed).shuffle(rest)  # noqa: S311 — no secret
    took: dict[str, list[float]] = {name: [] for name in queries}
    for name, one in rest:
        took[name].append(_milliseconds(lambda name=name, one=one: ask(name, one)))
    return took


def cold(source: IndexSource, name: str, asked: Asked) -> float:
    """Ask the first query of a process, of an index that was opened from the disk."""
    _drop_pages(source)
    ask = engines.wardbook(source)
    return _milliseconds(lambda: ask(name, asked))


def opening(source: IndexSource) -> float:
    """Return the seconds until the first query can be asked, starting the process and importing included."""
    return _milliseconds(lambda: engines.wardbook(source)) / 1000


def memory(source: IndexSource, queries: Queries) -> float:
    """Return the private megabytes of the search's process, all of it, once everything was asked."""
    searcher = SearchProcess([source])
    for one in chain.from_iterable(queries.values()):
        searcher.search(one.typed, limit=engines.LIMIT)
    assert searcher._process is not None
    lines = Path(f"/proc/{searcher._process.pid}/smaps_rollup").read_text().splitlines()
    searcher.close()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:")) / 1024


def longest(source: IndexSource, typed: Sequence[str]) -> tuple[float, str]:
    """Return how long the slowest of any strings took, in milliseconds, and which it was."""
    ask = engines.wardbook(source)
    return max((_milliseconds(lambda text=text: ask("", Asked(text, ()))), text) for text in typed)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _files(source: IndexSource) -> list[Path]:
    return [path for folder in (source.index_folder, source.compiled_folder) for path in folder.iterdir()]


def _read_whole(source: IndexSource) -> None:
    for path in _files(source):
        path.read_bytes()


def _drop_pages(source: IndexSource) -> None:
    for path in _files(source):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
