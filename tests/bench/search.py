"""Measure building the index and answering queries on the sample pack: python -m tests.bench.search [PACK].

It prints how fast the index is built and, for each class of queries, the median and the 95th percentile of whole
queries with 20 snippets: the first time they are asked, and again.
"""

import argparse
import resource
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from reader.library.making.child import run_in_child
from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.searcher import Searcher
from reader.search.sources import LIMITS, IndexSource

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "data" / "medquad-pack.tar.xz"
AGAIN = 5
T = TypeVar("T")

QUERIES = {
    "common word": ["cancer ", "disease ", "treatment ", "patients ", "blood ", "symptoms "],
    "rare word": ["sarcoidosis ", "glioblastoma ", "achalasia ", "tularemia ", "silicosis ", "parapsoriasis "],
    "three words, all": ["breast cancer treatment ", "high blood pressure ", "heart attack risk ", "kidney stones diet "],
    "three words, any": ["retina surgery tularemia ", "measles anemia glaucoma ", "zebra asthma insulin "],
    "phrase": ['"breast cancer"', '"signs and symptoms"', '"bone marrow"', '"lymph node biopsy"'],
    "common phrase": ['"what are the symptoms of"', '"of the"', '"the frequency of a sign or symptom"'],
    "prefix of 2": ["ca", "he", "me", "co", "su"],
    "prefix of 3": ["can", "hea", "met", "con", "dia"],
    "prefix of 5": ["cance", "heart", "metas", "conge", "diabe"],
    "one typo": ["infecton ", "diabtes ", "sarcoidosys ", "glaucomma ", "hypertention treatment "],
    "question": [
        "what are the treatments for breast cancer?",
        "who is at risk for heart failure?",
        "is cystic fibrosis inherited?",
        "how to prevent kidney stones in adults",
    ],
    "odd": [
        '"' * 1000,
        '"the of and to in a is for or with that are on by this as"',
        "zzqzx yyqyy xxqxx wwqww vvqvv",
        "\x00\ud800",
    ],
}


def main(arguments: Sequence[str]) -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", nargs="?", type=Path, help="a pack's folder; by default the sample pack")
    chosen = parser.parse_args(arguments).pack
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = _built(chosen or _unpacked(work), work)
        searcher = _timed("open the index", lambda: Searcher([source]))
        print(f"{'sections':24} {searcher.sections}")
        _ask_all(searcher)
        searcher.close()
    print(f"{'memory at most':24} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, compiling included")


def _unpacked(work: Path) -> Path:
    with tarfile.open(ARCHIVE) as tar:
        tar.extractall(work, filter="data")
    return work / "medquad-pack"


def _built(folder: Path, work: Path) -> IndexSource:
    pack, findings = read_pack(folder)
    assert pack is not None, findings
    compiled, index = work / "compiled", work / "index"
    _timed("compile", lambda: compile_pack(pack, pack_digest(folder), compiled))
    began = time.perf_counter()
    sections = run_in_child("reader.search.index:build_index", (compiled, index), limits=LIMITS)
    took = time.perf_counter() - began
    size = sum(path.stat().st_size for path in index.iterdir())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{'build the index':24} {took:.1f} s, {sections / took:.0f} sections/s, {size / 2**20:.0f} MB, child's memory {peak} MB"
    )
    return IndexSource(pack.manifest.id, compiled, index, pack.manifest.language)


def _ask_all(searcher: Searcher) -> None:
    print(f"{'':24} {'first':>8} {'p95':>8} {'again':>8} {'p95':>8}  ms")
    for name, queries in QUERIES.items():
        first = [_milliseconds(searcher, query) for query in queries]
        again = [_milliseconds(searcher, query) for query in queries for _ in range(AGAIN)]
        figures = (statistics.median(first), _p95(first), statistics.median(again), _p95(again))
        print(f"{name:24} " + " ".join(f"{figure:8.1f}" for figure in figures))


def _milliseconds(searcher: Searcher, query: str) -> float:
    began = time.perf_counter()
    searcher.search(query, limit=20)
    return (time.perf_counter() - began) * 1000


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def _timed(what: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = work()
    print(f"{what:24} {time.perf_counter() - began:.2f} s")
    return done


if __name__ == "__main__":
    main(sys.argv[1:])
