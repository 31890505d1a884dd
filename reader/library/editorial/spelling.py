"""Ask for British spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.library.editorial.desk import Article, Desk, lines_of, sentences
from reader.library.model import Finding, Severity
from reader.library.source.passages import Kind
from reader.library.source.tree import ABBREVIATIONS, MANIFEST

_LIST = Path(__file__).with_name("american.txt")
_TEXTS = re.compile(r"!\[([^\]]*)\]|\"([^\"]*)\"")
_WORD = re.compile(r"[^\W\d_]+")


def american(desk: Desk) -> Iterator[Finding]:
    """Yield words in American spelling, in topics, their titles and summaries, pack.toml and abbreviations.yaml.

    The words are listed in american.txt. Within a sentence a word with a capital is part of a name, and names
    are spelt as those who bear them do. Synonyms and references aren't looked at.
    """
    british = _british()
    for article in desk.articles:
        for line, words in _prose(article):
            for found in _american(words, british):
                yield article.warning(line, _message(found, british))
    for file in (MANIFEST, ABBREVIATIONS):
        for line, words in lines_of(desk.pack, file).items():
            for found in _american(words, british):
                yield Finding(file, line, Severity.WARNING, _message(found, british))


def _prose(article: Article) -> Iterator[tuple[int, str]]:
    front = article.front
    yield front.lines.get("title", 1), front.title
    yield front.lines.get("summary", 1), front.summary
    for passage in article.passages:
        yield from _captions(passage.line, passage.text) if passage.kind is Kind.FIGURE else sentences(passage)


def _captions(line: int, figure: str) -> Iterator[tuple[int, str]]:
    """Yield both texts of a figure, the one for those who can't see it and its caption."""
    for texts in _TEXTS.findall(figure):
        yield from ((line, words) for words in texts if words)


def _american(words: str, british: Mapping[str, str]) -> Iterable[str]:
    for place, match in enumerate(_WORD.finditer(words)):
        word = match[0]
        if word.lower() in british and (word.islower() or place == 0):
            yield word


def _message(word: str, british: Mapping[str, str]) -> str:
    return f"“{word}” is American spelling. Write “{british[word.lower()]}”."


def _british() -> dict[str, str]:
    """Return the British spelling by the American one."""
    british: dict[str, str] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, ours = line.split()
            british[word] = ours
    return british
