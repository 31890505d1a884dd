"""Measure building an index, and bringing one up to date: python -m tests.bench.building [FOLDER] [CORPUS ...].

The corpora stay in FOLDER for the next time. For each it prints how fast two processes build the index, how much memory
the larger one needs, how large the index is, and how long it takes to bring it up to date when one topic in a hundred
has changed.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.building.build import FormerIndex, make_index
from tests.bench.corpora import LARGE, PART, WHOLE, corpus

EVERY = 100  # one topic in so many is revised
SENTENCE = "\nA sentence that this edition has added, about sentinel nodes.\n"


def main(folder: Path, names: list[str]) -> None:
    for name in names:
        source = corpus(name, folder)
        work = source.compiled_folder.parent
        index = work / "built"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        took, sections = timed(source.compiled_folder, index, None)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        memory = used.ru_maxrss >> 10
        size = sum(path.stat().st_size for path in index.iterdir()) >> 20
        print(f"{name:>8} sections: {took:6.1f} s, {sections / took:5.0f} sections/s, {memory} MB at most, index {size} MB")
        print(f"{'':>8} processor time of both processes: {worked:.1f} s, {sections / worked:.0f} sections/s for each")
        revised = revise(work)
        took, _ = timed(revised, work / "updated", FormerIndex(source.compiled_folder, index))
        print(f"{'':>8} one topic in {EVERY} revised: {took:.1f} s")
        for made in (index, work / "updated", revised):
            shutil.rmtree(made)


def timed(compiled: Path, index: Path, former: FormerIndex | None) -> tuple[float, int]:
    began = time.perf_counter()
    sections = make_index(compiled, index, former, lambda _done, _total, _what: None, lambda: False)
    return time.perf_counter() - began, sections


def revise(work: Path) -> Path:
    """Compile an edition in which one topic in a hundred says something more."""
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copytree(work / "pack", Path(folder, "pack"))
        for topic in sorted((source / "topics").glob("*.md"))[::EVERY]:
            topic.write_text(topic.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")
        pack, findings = read_pack(source)
        assert pack is not None, findings
        compile_pack(pack, pack_digest(source), work / "revised")
    return work / "revised"


if __name__ == "__main__":
    place, *chosen = sys.argv[1:] or [tempfile.gettempdir() + "/wardbook-bench"]
    main(Path(place), chosen or [PART, WHOLE, LARGE])
