"""Lay a pack out for the rules: each topic parted into its passages, with its front matter and its lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reader.library.model import Finding, Pack, Severity, TopicSource
from reader.library.sentences import sentences_of
from reader.library.source.front_matter import FrontMatter, part
from reader.library.source.passages import Kind, Passage, heading_words, passages
from reader.library.source.prose import plain
from reader.library.source.report import FileReport
from reader.library.source.source_text import read_source


@dataclass(frozen=True, slots=True)
class Article:
    """One topic as the rules look at it."""

    topic: TopicSource
    front: FrontMatter  # read again, since it knows which keys are written, and where
    passages: tuple[Passage, ...]

    def warning(self, line: int, message: str) -> Finding:
        """Return what is wrong on a line of the topic's file."""
        return Finding(self.topic.file, line, Severity.WARNING, message)

    def read(self, *kinds: Kind) -> Iterator[Passage]:
        """Yield the passages of some kinds."""
        return (passage for passage in self.passages if passage.kind in kinds)


@dataclass(frozen=True, slots=True)
class Desk:
    """A pack on which the rules are tried, and the day on which that happens."""

    pack: Pack
    articles: tuple[Article, ...]
    today: date

    @classmethod
    def of(cls, pack: Pack, today: date) -> "Desk":
        """Part every topic of `pack`."""
        return cls(pack, tuple(_article(topic, pack) for topic in pack.topics), today)


def sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a passage in plain words, each with its line; a table's cells are each on their own."""
    for line, words in _stretches(passage):
        flat = words.replace("\n", " ")
        for start, end in sentences_of(flat):
            yield line + words.count("\n", 0, start), flat[start:end]


def words_of(passage: Passage) -> int:
    """Count the words of a passage as a reader would: what has a letter or a digit in it."""
    return sum(count_words(words) for _, words in _stretches(passage))


def count_words(words: str) -> int:
    """Count the words of plain text."""
    return sum(any(sign.isalnum() for sign in word) for word in words.split())


def quoted(words: str, at_most: int = 60) -> str:
    """Return the beginning of a sentence in quotes, so that it is found in the file."""
    return f"“{words}”" if len(words) <= at_most else f"“{words[:at_most].rsplit(' ', 1)[0]} …”"


def lines_of(pack: Pack, file: str) -> Mapping[int, str]:
    """Return the lines of a file of the pack by their numbers; none where it can't be read."""
    text = read_source(pack.folder, FileReport(file)) or ""
    return dict(enumerate(text.split("\n"), start=1))


def _stretches(passage: Passage) -> Iterator[tuple[int, str]]:
    if passage.kind in (Kind.ROW, Kind.HEAD):
        for cell in passage.text.strip("|").split("|"):
            yield passage.line, plain(cell).strip()
    elif passage.kind is Kind.HEADING:
        yield passage.line, heading_words(passage)
    elif passage.kind is not Kind.BOX:  # its passages follow it
        yield passage.line, plain(passage.text)


def _article(topic: TopicSource, pack: Pack) -> Article:
    report = FileReport(topic.file)
    text = read_source(pack.folder, report) or ""
    return Article(topic, part(text, report).front, tuple(passages(topic)))
