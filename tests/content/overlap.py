"""Find runs of eight words that the bundled pack shares with a text that was read for it.

The texts aren't in the repository, and needn't be: texts.toml lists them, and runs/NAME.runs holds the hashes of
each one's runs. `python -m tests.content.overlap NAME TEXT` makes that file from the text, whose first line is its title.
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

RUNS = Path(__file__).parent / "runs"
LISTED = Path(__file__).parent / "texts.toml"

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


def said(pack: Pack, allowed: Iterable[str] = ()) -> Mapping[str, Mapping[bytes, str]]:
    """Return, by file and line, the runs of `pack` and their hashes, names and titles aside.

    A run counts only where it still has eight words once the `allowed` ones are taken out.
    """
    names = re.compile("|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) or r"(?!)", re.IGNORECASE)
    found: dict[str, Mapping[bytes, str]] = {}
    for topic in pack.topics:
        for passage in passages(topic):
            if passage.kind in _TEXT:
                own = (run for part in names.split(plain(passage.text)) for run in runs(part))
                found[f"{topic.file}:{passage.line}"] = {hashed(run): " ".join(run) for run in own}
    return found


def shared(own: Mapping[str, Mapping[bytes, str]], known: frozenset[bytes]) -> Mapping[str, list[str]]:
    """Return, by file and line, the runs that are among the `known`."""
    found = {place: [run for value, run in runs_there.items() if value in known] for place, runs_there in own.items()}
    return {place: same for place, same in found.items() if same}


if __name__ == "__main__":
    name, source = sys.argv[1:]
    count = write_hashes(Path(source).read_text(encoding="utf-8"), RUNS / f"{name}.runs")
    print(f"{count} runs of {RUN} words")
