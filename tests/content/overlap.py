"""Find runs of eight words that the bundled pack shares with a text that was read for it.

The texts aren't in the repository, and needn't be: of each, texts.toml names the file that holds the hashes
of its runs. `python -m tests.content.overlap NAME TEXT` makes that file anew.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.library.model import Pack
from reader.library.source.passages import Kind, passages
from reader.library.source.prose import plain

RUN = 8  # words
HASH = 6  # bytes: two different runs in all of these texts have the same hash once in ten thousand times

FOLDER = Path(__file__).parent
LISTED = FOLDER / "texts.toml"

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_TEXT = (Kind.PARAGRAPH, Kind.ITEM, Kind.HEAD, Kind.ROW, Kind.FIGURE)  # titles and headings are the outline's


def runs(words: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of eight words, without case and marks."""
    found = [word.casefold().replace("’", "'") for word in _WORD.findall(words)]
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def hashed(run: Iterable[str]) -> bytes:
    """Return what stands for a run in a file of hashes."""
    return hashlib.sha256(" ".join(run).encode()).digest()[:HASH]


def write_hashes(text: str, path: Path) -> int:
    """Write the hashes of all runs of `text`, sorted, and return how many there are."""
    hashes = sorted({hashed(run) for run in runs(plain(text))})
    path.write_bytes(b"".join(hashes))
    return len(hashes)


def read_hashes(path: Path) -> frozenset[bytes]:
    """Return the hashes in a file."""
    data = path.read_bytes()
    return frozenset(data[start : start + HASH] for start in range(0, len(data), HASH))


def shared(pack: Pack, known: frozenset[bytes], allowed: Iterable[str] = ()) -> Mapping[str, list[str]]:
    """Return, by file and line, the runs of `pack` that are among the `known`, names and titles aside.

    A run counts only where it still has eight words once the `allowed` ones are taken out.
    """
    names = re.compile("|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) or r"(?!)", re.IGNORECASE)
    found: dict[str, list[str]] = {}
    for topic in pack.topics:
        for passage in passages(topic):
            if passage.kind in _TEXT:
                parts = names.split(plain(passage.text))
                same = [" ".join(run) for part in parts for run in runs(part) if hashed(run) in known]
                if same:
                    found[f"{topic.file}:{passage.line}"] = same
    return found


if __name__ == "__main__":
    name, source = sys.argv[1:]
    count = write_hashes(Path(source).read_text(encoding="utf-8"), FOLDER / f"{name}.runs")
    print(f"{count} runs of {RUN} words")
