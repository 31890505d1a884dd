"""Measure how fast the search answers, beside SQLite's FTS5 and tantivy.

    python -m tests.bench.search FOLDER [--sections 10,000 16,400 100,000] [--odd 20000] [--plot latency.png]

The corpora are made in FOLDER at the first time, which takes some minutes, and stay there. Every figure is the median of
five runs, each in a process of its own. A warm query is asked for the first time, of an engine that is open; a cold one
is the first of its process, after the pages of the index were dropped and the index was opened.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.search.sources import IndexSource
from tests.bench import measuring
from tests.bench.corpora import LARGE, PART, WHOLE, corpus
from tests.bench.engines import ENGINES
from tests.bench.measuring import Queries, in_a_fresh_process
from tests.bench.plot import draw
from tests.bench.queries import drawn, odd

RUNS = 5
COLD_QUERIES = 3  # of each class in each run
PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile-dev.tar.xz"
Medians = dict[str, tuple[float, float]]  # of each class: median and 95th percentile


def main(arguments: Sequence[str]) -> None:
    """Make, ask, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sections", nargs="+", default=[PART, WHOLE, LARGE], choices=[PART, WHOLE, LARGE])
    parser.add_argument("--odd", type=int, default=0, help="how many random and hostile queries to ask")
    parser.add_argument("--plot", type=Path)
    chosen = parser.parse_args(arguments)
    found: dict[str, dict[str, Medians]] = {}
    for name in chosen.sections:
        source = corpus(name, chosen.folder)
        found[name] = _measure(name, source, drawn(source.compiled_folder), chosen.odd)
    if chosen.plot:
        draw({int(name.replace(",", "")): figures for name, figures in found.items()}, chosen.plot)


def _measure(name: str, source: IndexSource, queries: Queries, many: int) -> dict[str, Medians]:
    print(f"\n{name} sections")
    opening = [in_a_fresh_process(measuring.opening, source) for _ in range(RUNS)]
    memory = [in_a_fresh_process(measuring.memory, source, queries) for _ in range(RUNS)]
    print(f"opening {statistics.median(opening):.2f} s, memory {statistics.median(memory):.0f} MB")
    figures = {engine: _warm(engine, source, queries) for engine in ENGINES}
    _print(figures, {each: _cold(source, each, queries) for each in queries})
    if many:
        slowest, typed = in_a_fresh_process(measuring.longest, source, odd(_payloads(), many))
        print(f"{many} odd queries: the slowest took {slowest:.0f} ms: {json.dumps(typed)[:100]}")
    return figures


def _warm(engine: str, source: IndexSource, queries: Queries) -> Medians:
    runs = [in_a_fresh_process(measuring.warm, engine, source, queries, seed) for seed in range(RUNS)]
    return {
        name: (
            statistics.median(statistics.median(run[name]) for run in runs),
            statistics.median(_p95(run[name]) for run in runs),
        )
        for name in queries
    }


def _cold(source: IndexSource, name: str, queries: Queries) -> float:
    """Return the median over the runs of the slowest query."""
    asked = iter(queries[name])
    slowest = [
        max(in_a_fresh_process(measuring.cold, source, name, next(asked)) for _ in range(COLD_QUERIES)) for _ in range(RUNS)
    ]
    return statistics.median(slowest)


def _print(figures: dict[str, Medians], cold: dict[str, float]) -> None:
    print(f"{'milliseconds':20} {'cold':>7} " + " ".join(f"{engine:>9} {'p95':>7}" for engine in figures))
    for name, slowest in cold.items():
        row = " ".join(f"{figures[engine][name][0]:9.1f} {figures[engine][name][1]:7.1f}" for engine in figures)
        print(f"{name:20} {slowest:7.1f} {row}")
    over = {engine: statistics.median(median for median, _ in classes.values()) for engine, classes in figures.items()}
    print(f"{'median over classes':20} {'':7} " + " ".join(f"{median:9.1f} {'':7}" for median in over.values()), flush=True)


def _payloads() -> list[str]:
    import tarfile

    if not PAYLOADS.exists():
        return []
    with tarfile.open(PAYLOADS) as tar:
        file = tar.extractfile("hostile-dev/payloads.jsonl")
        assert file is not None
        return [json.loads(line)["payload"] for line in file.read().decode().strip().split("\n")]


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


if __name__ == "__main__":
    main(sys.argv[1:])
