"""Ask for short sentences, short paragraphs, and a topic that can be read while a patient waits."""

from collections.abc import Iterator

from reader.library.editorial.desk import Article, Desk, count_words, quoted, sentences, words_of
from reader.library.model import Finding
from reader.library.source.passages import Kind

MOST_OF_A_SENTENCE = 40
MOST_OF_A_PARAGRAPH = 120
LEAST_OF_A_TOPIC, MOST_OF_A_TOPIC = 250, 700

_TEXT = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)


def excessive(desk: Desk) -> Iterator[Finding]:
    """Yield sentences and paragraphs that are too long, and topics that are too long or too short.

    A topic that is made from the pack, or that says `length: free`, is as long as it needs to be.
    """
    for article in desk.articles:
        yield from _sentences(article)
        yield from _paragraphs(article)
        yield from _whole(article)


def _sentences(article: Article) -> Iterator[Finding]:
    for passage in article.read(*_TEXT):
        for line, sentence in sentences(passage):
            if (count := count_words(sentence)) > MOST_OF_A_SENTENCE:
                message = f"A sentence of {count} words; {MOST_OF_A_SENTENCE} are enough: {quoted(sentence)}. Part it."
                yield article.warning(line, message)


def _paragraphs(article: Article) -> Iterator[Finding]:
    for passage in article.read(Kind.PARAGRAPH, Kind.ITEM):
        if (count := words_of(passage)) > MOST_OF_A_PARAGRAPH:
            yield article.warning(passage.line, f"A paragraph of {count} words; {MOST_OF_A_PARAGRAPH} are enough. Part it.")


def _whole(article: Article) -> Iterator[Finding]:
    if article.topic.meta.generate or article.front.length == "free":
        return
    count = sum(words_of(passage) for passage in article.passages if passage.kind is not Kind.FIGURE)
    if not LEAST_OF_A_TOPIC <= count <= MOST_OF_A_TOPIC:
        wanted = f"{LEAST_OF_A_TOPIC} to {MOST_OF_A_TOPIC}"
        yield article.warning(0, f"The topic has {count} words; {wanted} are wanted. Or write “length: free” at its top.")
