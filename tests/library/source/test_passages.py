"""Markdown is parted into passages with their lines, in the sections that rendering gives the topic."""

from pathlib import Path

import pytest

from reader.library.markup import TopicRenderer
from reader.library.model import Group, Pack, TopicMeta, TopicSource
from reader.library.source.pack import read_pack
from reader.library.source.passages import Kind, passages
from reader.library.source.prose import plain

ROOT = Path(__file__).resolve().parents[3]


def parted(body: str) -> list[tuple[int, str, str]]:
    """Return line, kind and text of each passage of a body that begins on line 5."""
    topic = TopicSource("t", "topics/t.md", TopicMeta("Title", Group("g", "G")), body, 5)
    return [(passage.line, passage.kind.name.lower(), passage.text) for passage in passages(topic)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("one\ntwo\n\nthree", [(5, "paragraph", "one\ntwo"), (8, "paragraph", "three")]),
        ("## One {#a}\ntwo", [(5, "heading", "One {#a}"), (6, "paragraph", "two")]),
        ("One\n---\ntwo", [(5, "heading", "One"), (7, "paragraph", "two")]),
        ("- one\n- two\n  still", [(5, "item", "one"), (6, "item", "two\nstill")]),
        ("1. one\n\n2. two", [(5, "item", "one"), (7, "item", "two")]),
        ("- one\n    - two\n\n    three", [(5, "item", "one"), (6, "item", "two"), (8, "item", "three")]),
        ("- one\n\ntwo", [(5, "item", "one"), (7, "paragraph", "two")]),
        ("a | b\n--- | ---\nc | d", [(5, "head", "a | b"), (7, "row", "c | d")]),
        ("one\n\n```\n## two\n```\n\n    three\n\nfour", [(5, "paragraph", "one"), (13, "paragraph", "four")]),
        ('![a](b.svg "c")', [(5, "figure", '![a](b.svg "c")')]),
        ("One\n:   two", [(5, "item", "One"), (6, "item", "two")]),
        ("One.[^1]\n\n[^1]: two", [(5, "paragraph", "One.[^1]"), (7, "paragraph", "two")]),
        (
            '!!! claim "One"\n    verdict: wrong\n    about: x\n\n    two\n\n    - three\n\nfour',
            [
                (5, "box", "verdict: wrong\nabout: x\n\ntwo\n\n- three\n"),
                (5, "title", "One"),
                (9, "paragraph", "two"),
                (11, "item", "three"),
                (13, "paragraph", "four"),
            ],
        ),
        ("!!! key\n    verdict: no", [(5, "box", "verdict: no"), (6, "paragraph", "verdict: no")]),
        ("", []),
    ],
)
def test_a_body_is_parted(body: str, expected: list[tuple[int, str, str]]):
    assert parted(body) == expected


def test_the_bundled_pack_is_parted_into_the_sections_of_its_pages():
    pack, _ = read_pack(ROOT / "content")
    _same_sections(pack, 1)


def test_the_sample_pack_is_parted_into_the_sections_of_its_pages(medquad_pack: Path, *, thorough: bool):
    pack, _ = read_pack(medquad_pack)
    _same_sections(pack, 1 if thorough else 10)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("So.[@a1; @b2 ?] Then[^1]", "So. Then"),
        ("**bold** and *leaning* _too_, snake_case", "bold and leaning too, snake_case"),
        ('[words](topic:a#b) and [more](https://e.org/(x) "title")', "words and more"),
        (r"20%\* \[no link\] &lt;5 H&amp;E", "20%* [no link] <5 H&E"),
        ("a<br>b <5 and >3", "a b <5 and >3"),
        ("one[@a1]\ntwo", "one\ntwo"),
    ],
)
def test_marks_are_taken_off(markdown: str, words: str):
    assert plain(markdown) == words


def _same_sections(pack: Pack | None, step: int) -> None:
    assert pack is not None
    renderer = TopicRenderer(pack)
    for topic in pack.topics[::step]:
        rendered = [section.id for section in renderer.render(topic).sections if section.level]
        found = [passage.section for passage in passages(topic) if passage.kind is Kind.HEADING and passage.section != "intro"]
        assert list(dict.fromkeys(found)) == rendered, topic.file
