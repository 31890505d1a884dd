"""Ask what clinicians ask of the bundled library: python -m tests.bench.clinicians [--held].

For each query of tests/search/clinicians.tsv it prints at which place among the hits the right topic came first, and the
right section; then the three figures. The held rows are for closing only; they are asked without being printed.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.index import build_index
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource
from tests.search.clinicians import ClinicianQuery, Part, clinician_queries

CONTENT = Path(__file__).resolve().parents[2] / "content"
LOOKED_AT = 20  # hits
NEVER = LOOKED_AT + 1
AIMS = {"topic first": 0.85, "topic within three": 0.97, "section within three": 0.80}


def main(arguments: Sequence[str]) -> None:
    """Ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="ask the rows that are held back, instead of the open ones")
    held = parser.parse_args(arguments).held
    queries = clinician_queries(Part.HELD if held else Part.OPEN)
    with tempfile.TemporaryDirectory() as folder, Searcher([_built(Path(folder))]) as searcher:
        places = [_places(searcher, query) for query in queries]
    if not held:
        print("topic section")
        for query, (topic, section) in zip(queries, places, strict=True):
            print(f"{_shown(topic):>5} {_shown(section):>7}  {query.query}  ({query.kind}: {query.topic})")
    figures = [sum(topic == 1 for topic, _ in places), sum(topic <= 3 for topic, _ in places), sum(own <= 3 for _, own in places)]
    for (name, aim), figure in zip(AIMS.items(), figures, strict=True):
        print(f"{name:22} {figure} of {len(places)}, {figure / len(places):.0%} (aim {aim:.0%})")


def _built(work: Path) -> IndexSource:
    pack, findings = read_pack(CONTENT)
    assert pack is not None, findings
    compile_pack(pack, pack_digest(CONTENT), work / "compiled")
    build_index(lambda *_: None, work / "compiled", work / "index")
    return IndexSource(pack.manifest.id, work / "compiled", work / "index", pack.manifest.language)


def _places(searcher: Searcher, asked: ClinicianQuery) -> tuple[int, int]:
    """Return at which hit the right topic came first, and the right section."""
    hits = searcher.search(asked.query, limit=LOOKED_AT).hits
    topics = [place for place, hit in enumerate(hits, start=1) if hit.topic == asked.topic]
    own = [place for place in topics if hits[place - 1].section in asked.sections]
    return min(topics, default=NEVER), min(own, default=NEVER)


def _shown(place: int) -> str:
    return str(place) if place < NEVER else "-"


if __name__ == "__main__":
    main(sys.argv[1:])
