"""Place marks in large packs, and print how long the window and the work beside it take.

    python -m tests.bench.placing COMPILED...

COMPILED is the folder of a compiled pack. Marks are made on sentences of its topics as if an earlier edition had other
words there: one word less (changed), another paragraph above (moved), or as they are (exact); and on sentences that no
topic has (unplaced), which are the ones that the whole pack is gone through for. `open` is what the window's thread does
to know where the marks of a topic stand, three of which have changed: with what is remembered, and with nothing
remembered yet, each with a fresh look at the pack. `place` is the work in the background. Medians of five runs.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.desktop.marking.standing import Standings
from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import Section, Topic
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour, Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.replacing import described, place_marks
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import placed

RUNS = 5
MARKS = 200  # of each kind
LENGTH = 80  # code points of a marked quote, about
KINDS = ("exact", "moved", "changed", "unplaced")


def main() -> None:
    """Measure the packs that are named."""
    for folder in map(Path, sys.argv[1:]):
        compiled = CompiledPack.open(folder)
        topics, sections = compiled.counts()
        print(f"{sections:,} sections in {topics:,} topics")
        _measure(compiled)
        compiled.close()


def _measure(compiled: CompiledPack) -> None:
    random.seed(5)
    marks = {kind: _marks(compiled, kind) for kind in KINDS}
    took = [_milliseconds(lambda mark=mark: placed(mark, Edition(compiled))) for mark in marks["changed"]]
    print(f"  in its topic alone, one changed mark: p50 {_share(took, 50):.1f} ms, p95 {_share(took, 95):.1f} ms")
    print(f"  open, nothing remembered: {_median(lambda: _open(compiled, None, marks['changed'][:3])):.1f} ms")
    for kinds in (*((kind,) for kind in KINDS), KINDS):
        with tempfile.TemporaryDirectory() as folder:
            home = Home(Path(folder))
            home.prepare()
            with Notebook.open(home).notebook as notebook:
                notebook.save(*(mark for kind in kinds for mark in marks[kind]))
                seconds = _milliseconds(lambda notebook=notebook: place_marks(notebook, compiled, _silent, _never)) / 1000
                print(f"  place {MARKS * len(kinds)} marks, {' and '.join(kinds)}: {seconds:.1f} s")
                if "changed" in kinds:
                    some = marks["changed"][:3]
                    opening = _median(lambda notebook=notebook, some=some: _open(compiled, notebook, some))
                    print(f"  open, remembered: {opening:.2f} ms")


def _open(compiled: CompiledPack, notebook: Notebook | None, marks: list[Highlight]) -> None:
    standings = Standings(notebook.placements if notebook else None)
    standings.turn_to(compiled)
    for mark in marks:
        standings.of(mark)


def _marks(compiled: CompiledPack, kind: str) -> list[Highlight]:
    """Return marks of an edition before, as the present one would have to place them."""
    found: list[Highlight] = []
    while len(found) < MARKS:
        entry = compiled.entry_at(random.randrange(compiled.counts()[0]))  # noqa: S311 -- no secret
        topic = compiled.topic(entry.id) if entry else None
        longest = max(topic.sections, key=lambda section: len(section.text)) if topic else None
        if topic is not None and longest is not None and len(longest.text) > 4 * LENGTH:
            found.append(_mark(topic, longest, kind))
    return found


def _mark(topic: Topic, section: Section, kind: str) -> Highlight:
    start = section.text.index(" ", len(section.text) // 3) + 1
    end = section.text.find(" ", start + LENGTH)
    end = end if end > 0 else len(section.text)
    former = section.text
    if kind == "moved":
        above = "A paragraph stood here that the present edition has no longer. "
        former, start, end = above + former, start + len(above), end + len(above)
    elif kind == "changed":
        middle = former.index(" ", (start + end) // 2)
        former = f"{former[:middle]} seldom{former[middle:]}"
    elif kind == "unplaced":
        words = former[start:end].split()
        former = former[:start] + " ".join(word[::-1] for word in words) + " gone altogether" + former[end:]
        former = " ".join(word[::-1] for word in former[:start].split()) + former[start:]
        start = min(start, len(former) - LENGTH)
    target = described(topic, replace(section, text=former), start, end)
    return new_highlight([target], colour=Colour.AMBER, edition="the one before")


def _median(work: Callable[[], None]) -> float:
    return statistics.median(_milliseconds(work) for _ in range(RUNS))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _share(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def _never() -> bool:
    return False


if __name__ == "__main__":
    main()
