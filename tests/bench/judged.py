"""Judged collections in BEIR's form, and what to measure on them.

A collection is a folder with `corpus.jsonl` (_id, title, text), `queries.jsonl` (_id, text) and `qrels.tsv` (query, document,
grade; with a line of names above).
"""

import csv
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FILES = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
MEASURES = ("nDCG@10", "MAP", "P@10", "recall@100")
DEPTH = 100  # documents of a ranking that count


@dataclass(frozen=True, slots=True)
class Document:
    """One document; its title may be empty."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries that have an answer among them, and the grades of the answers."""

    name: str
    documents: Mapping[str, Document]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]  # above nought


def collections(folder: Path) -> Iterator[Path]:
    """Give `folder` if it is a collection, else the collections in it."""
    for one in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if all((one / name).is_file() for name in FILES):
            yield one


def read_collection(folder: Path) -> Collection:
    """Read a collection."""
    documents = {line["_id"]: Document(line.get("title") or "", line.get("text") or "") for line in _lines(folder / FILES[0])}
    grades: dict[str, dict[str, int]] = {}
    with (folder / FILES[2]).open(encoding="utf-8", newline="") as file:
        for query, document, grade in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if grade.lstrip("-").isdigit() and int(grade) > 0:
                grades.setdefault(query, {})[document] = int(grade)
    queries = {line["_id"]: line["text"] for line in _lines(folder / FILES[1]) if line["_id"] in grades}
    return Collection(folder.name, documents, queries, grades)


def measure(ranking: Sequence[str], grades: Mapping[str, int]) -> tuple[float, ...]:
    """Return the measures of one ranking, in the order of their names."""
    ranking = ranking[:DEPTH]
    gains = [grades.get(document, 0) for document in ranking]
    ideal = _dcg(sorted(grades.values(), reverse=True)[:10])
    places = [place for place, gain in enumerate(gains, start=1) if gain]
    precisions = sum(found / place for found, place in enumerate(places, start=1))
    return (
        _dcg(gains[:10]) / ideal,
        precisions / len(grades),
        sum(gain > 0 for gain in gains[:10]) / 10,
        len(places) / len(grades),
    )


def mean(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the mean of each column."""
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
