"""Measure how marks survive a revision: python -m tests.bench.anchors PAIRS [--texts sections|document|source].

PAIRS is an archive or a folder of documents, each in two revisions: <number>/old.md and <number>/new.md, with a
manifest.tsv that says how large each change is. Every sentence and 500 random spans of 4 to 60 words of each old
revision are described, and located in the new one.

A judge that shares no code with `locate` says what is right: a placement is, if a word-level diff of the revisions
aligns at least half of the span's words with it, or if its words are identical and so are the 8 words on one side,
or they occur once in both revisions. A span that stands with equal context, 8 words on each side, in two places of
the new revision can't be placed by anyone, and is counted apart.
"""

import argparse
import difflib
import random
import re
import statistics
import sys
import tarfile
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reader.library.markup import render_topic
from reader.library.model import Group, Manifest, Pack, TopicMeta, TopicSource
from reader.library.text import normalise
from reader.notebook.anchoring import Kind, Placement, describe, locate

SPANS = 500
SHORTEST, LONGEST = 4, 60  # words of a random span
BESIDE = 8
SIZES = ("ws", "tiny", "small", "medium", "large", "rewrite")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SENTENCE = re.compile(r"[^\n]*?(?:[.!?](?=\s)|\n|\Z)")


def main(arguments: Sequence[str]) -> int:
    """Judge every document, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, help="an archive or a folder")
    parser.add_argument("--texts", choices=("sections", "document", "source"), default="sections", help="what is a section")
    parser.add_argument("--only", help="the number of one document")
    parser.add_argument("--show", type=int, default=0, help="print so many of the cases that miss a figure")
    options = parser.parse_args(arguments)
    report = Report(options.show)
    with tempfile.TemporaryDirectory() as work:
        folder = _folder(options.pairs, Path(work))
        for number, size in _documents(folder):
            if options.only in {None, number}:
                old, new = (_texts(folder / number / name, options.texts) for name in ("old.md", "new.md"))
                _judge_document(number, size, old, new, report)
    report.print()
    return 0 if report.reached() else 1


def _folder(pairs: Path, work: Path) -> Path:
    if pairs.is_dir():
        return pairs
    with tarfile.open(pairs) as tar:
        tar.extractall(work, filter="data")
    return next(path.parent.parent for path in sorted(work.rglob("old.md")))


def _documents(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each document's number, and how large its change is."""
    manifest = folder / "manifest.tsv"
    sizes = {}
    if manifest.exists():
        rows = [line.split("\t") for line in manifest.read_text("utf-8").splitlines()]
        sizes = {row[0]: next((cell for cell in row if cell in SIZES), "?") for row in rows if row}
    for path in sorted(folder.glob("*/old.md")):
        yield path.parent.name, sizes.get(path.parent.name, "?")


def _texts(path: Path, how: str) -> dict[str, str]:
    source = path.read_text("utf-8", errors="replace")
    if how == "source":
        return {"all": source}
    if how == "document":
        return {"all": normalise(source)}
    group = Group("g", "Group")
    topic = TopicSource("topic", path.name, TopicMeta("Title", group), source, 1)
    manifest = Manifest("pairs", "Pairs", "1", date(2026, 1, 1), "en", groups=(group,))
    rendered = render_topic(topic, Pack(path.parent, manifest, (topic,), {}, {}, (), frozenset()))
    return {section.id: section.text for section in rendered.sections}


@dataclass(frozen=True)
class Revision:
    """A revision as the judge sees it: words between white space, in one row."""

    texts: Mapping[str, str]
    words: list[str] = field(default_factory=list)
    starts: dict[str, list[int]] = field(default_factory=dict)
    ends: dict[str, list[int]] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Revision":
        """Count through the words of all sections."""
        revision = cls(texts)
        for section, text in texts.items():
            found = list(re.finditer(r"\S+", text))
            revision.first[section] = len(revision.words)
            revision.starts[section] = [word.start() for word in found]
            revision.ends[section] = [word.end() for word in found]
            revision.words.extend(word.group() for word in found)
        return revision

    def range(self, section: str, start: int, end: int) -> tuple[int, int]:
        """Return which words have a character in the range."""
        first = self.first[section]
        return first + bisect_right(self.ends[section], start), first + bisect_left(self.starts[section], end)

    def runs(self, words: Sequence[str]) -> list[int]:
        """Return where these words stand one after the other."""
        return [at for at in self._places.get(words[0], ()) if self.words[at : at + len(words)] == list(words)]

    @property
    def _places(self) -> dict[str, list[int]]:
        if not hasattr(self, "_found"):
            found: dict[str, list[int]] = {}
            for at, word in enumerate(self.words):
                found.setdefault(word, []).append(at)
            object.__setattr__(self, "_found", found)
        return self._found  # type: ignore[attr-defined,no-any-return]


@dataclass
class Report:
    """What was counted."""

    show: int
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    spans: Counter[str] = field(default_factory=Counter)

    def tell(self, what: str, *details: object) -> None:
        """Print a case that misses a figure, as long as it is asked for."""
        if self.show > 0:
            self.show -= 1
            print(f"{what}:", *details, sep="\n    ")

    def print(self) -> None:
        """Print the table and the figures that are wanted."""
        columns = ("exact", "moved", "changed", "unplaced", "wrong", "wrong exact or moved", "apart", "apart, placed")
        print(f"{'change':10}" + "".join(f"{column:>{max(10, len(column) + 2)}}" for column in columns))
        for size in (*dict.fromkeys(size for size in (*SIZES, "?") if any(key[0] == size for key in self.kinds)), "all"):
            row = [sum(n for (s, k), n in self.kinds.items() if k == column and size in {s, "all"}) for column in columns]
            print(f"{size:10}" + "".join(f"{n:>{max(10, len(c) + 2)}}" for n, c in zip(row, columns, strict=True)))
        for name, said, good in self._figures():
            print(f"{name:58} {said:>22}  {'' if good is None else 'reached' if good else 'MISSED'}")

    def reached(self) -> bool:
        """Tell whether every figure is reached."""
        return all(good is not False for _, _, good in self._figures())

    def _figures(self) -> list[tuple[str, str, bool | None]]:
        total = self.spans["located"]
        wrong = sum(n for (_, kind), n in self.kinds.items() if kind == "wrong")
        silent = sum(n for (_, kind), n in self.kinds.items() if kind == "wrong exact or moved")
        apart = sum(n for (_, kind), n in self.kinds.items() if kind == "apart, placed")
        found, standing = self.spans["found"], self.spans["standing"]
        flagged, risky = self.spans["flagged"], self.spans["number changed"]
        p95 = statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else 0.0
        return [
            ("wrong, reported as exact or moved", f"{silent}", silent == 0),
            ("wrong among all", f"{wrong} of {total} = {_share(wrong, total)}", wrong <= total * 0.005),
            (
                "found of those whose words still stand",
                f"{found} of {standing} = {found / max(standing, 1):.2%}",
                found >= 0.98 * standing,
            ),
            ("changed number in span or sentence flagged critical", f"{flagged} of {risky}", flagged == risky),
            ("stand in two places with equal context, and placed", f"{apart}", None),
            ("flagged critical", f"{self.spans['critical']}", None),
            ("time per mark, median", f"{statistics.median(self.times) * 1000:.2f} ms", None),
            ("time per mark, p95, old texts of 40 KB and more", f"{self._large():.2f} ms", self._large() < 5),
            ("time per mark, p95, all", f"{p95 * 1000:.2f} ms", None),
        ]

    large: list[float] = field(default_factory=list)

    def _large(self) -> float:
        return statistics.quantiles(self.large, n=20)[-1] * 1000 if len(self.large) > 1 else 0.0


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.2%}"


def _judge_document(number: str, size: str, old_texts: Mapping[str, str], new_texts: Mapping[str, str], report: Report) -> None:
    old, new = Revision.of(old_texts), Revision.of(new_texts)
    aligned = _aligned(old.words, new.words)
    large = sum(map(len, new_texts.values())) >= 40_000
    for section, start, end in _spans(old, random.Random(number)):  # noqa: S311 -- the same spans each time
        anchor = describe(section, old_texts[section], start, end)
        began = time.perf_counter()
        placement = locate(anchor, new_texts)
        took = time.perf_counter() - began
        report.times.append(took)
        if large:
            report.large.append(took)
        _judge(Case(number, size, old, new, aligned, section, start, end), placement, report)


def _aligned(old: list[str], new: list[str]) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}


def _spans(old: Revision, chance: random.Random) -> Iterator[tuple[str, int, int]]:
    for section, text in old.texts.items():
        for match in SENTENCE.finditer(text):
            words = match.group().strip()
            if words:
                start = match.start() + match.group().index(words)
                yield section, start, start + len(words)
    sections = [section for section in old.texts if len(old.starts[section]) >= SHORTEST]
    weights = [len(old.starts[section]) for section in sections]
    for section in chance.choices(sections, weights, k=SPANS) if sections else ():
        count = len(old.starts[section])
        length = chance.randint(SHORTEST, min(LONGEST, count))
        first = chance.randint(0, count - length)
        yield section, old.starts[section][first], old.ends[section][first + length - 1]


@dataclass(frozen=True)
class Case:
    """A span of one document, and what the judge knows of it."""

    number: str
    size: str
    old: Revision
    new: Revision
    aligned: Mapping[int, int]
    section: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they were."""
        return self.old.texts[self.section][self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Which words of the old revision these are."""
        return self.old.range(self.section, self.start, self.end)

    def is_right(self, first: int, last: int) -> bool:
        """Tell whether words of the new revision are the ones that were marked."""
        begin, stop = self.span
        if sum(first <= self.aligned.get(at, -1) < last for at in range(begin, stop)) * 2 >= stop - begin:
            return True
        words = self.old.words[begin:stop]
        if self.new.words[first:last] != words:
            return False
        left = _before(self.old.words, begin) == _before(self.new.words, first)
        right = _after(self.old.words, stop) == _after(self.new.words, last)
        return left or right or (len(self.old.runs(words)) == 1 and len(self.new.runs(words)) == 1)

    def places(self) -> list[int]:
        """Return where the same words stand in the new revision."""
        begin, stop = self.span
        return self.new.runs(self.old.words[begin:stop])

    def is_doubtful(self) -> bool:
        """Tell whether the words stand with equal context in two places of the new revision."""
        begin, stop = self.span
        around = _before(self.old.words, begin), _after(self.old.words, stop)
        length = stop - begin
        equal = [at for at in self.places() if (_before(self.new.words, at), _after(self.new.words, at + length)) == around]
        return len(equal) > 1

    def still_stands(self) -> bool:
        """Tell whether the same words stand in the new revision, at the place that the judge would take for theirs."""
        begin, stop = self.span
        return any(self.is_right(at, at + stop - begin) for at in self.places())


def _before(words: list[str], at: int) -> list[str]:
    return words[max(0, at - BESIDE) : at]


def _after(words: list[str], at: int) -> list[str]:
    return words[at : at + BESIDE]


def _judge(case: Case, placement: Placement, report: Report) -> None:
    if case.is_doubtful():
        report.kinds[case.size, "apart"] += 1
        if placement.kind is not Kind.UNPLACED:
            report.kinds[case.size, "apart, placed"] += 1
        return
    report.spans["located"] += 1
    report.spans["critical"] += placement.critical
    stands = case.still_stands()
    report.spans["standing"] += stands
    if placement.kind is Kind.UNPLACED:
        report.kinds[case.size, "unplaced"] += 1
        if stands:
            report.tell("not found", case.number, case.section, repr(case.text))
        return
    report.spans["found"] += stands
    first, last = case.new.range(placement.section, placement.start, placement.end)
    if not case.is_right(first, last):
        report.kinds[case.size, "wrong"] += 1
        silent = placement.kind is not Kind.CHANGED
        report.kinds[case.size, "wrong exact or moved"] += silent
        report.tell("WRONG" if silent else "wrong", case.number, repr(case.text), placement.kind, repr(_said(case, placement)))
    else:
        report.kinds[case.size, str(placement.kind)] += 1
    if _number_changed(case, placement):
        report.spans["number changed"] += 1
        report.spans["flagged"] += placement.critical
        if not placement.critical:
            report.tell("not flagged", case.number, placement.kind, *map(repr, _sentences(case, placement)))


def _said(case: Case, placement: Placement) -> str:
    return case.new.texts[placement.section][placement.start : placement.end]


def _number_changed(case: Case, placement: Placement) -> bool:
    old, new = _sentences(case, placement)
    return NUMBER.findall(old) != NUMBER.findall(new)


def _sentences(case: Case, placement: Placement) -> tuple[str, str]:
    new = case.new.texts[placement.section]
    return (
        _sentence(case.old.texts[case.section], case.start, case.end),
        _sentence(new, placement.start, placement.end),
    )


def _sentence(text: str, start: int, end: int) -> str:
    """Return the words with the rest of their sentence, as far as the judge sees one."""
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)|\n", text)]
    first = bisect_right(ends, start)
    last = bisect_left(ends, end)
    return text[ends[first - 1] if first else 0 : ends[last] if last < len(ends) else len(text)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
