"""The one text: what Qt shows of each section is what was indexed and what marks are anchored to, word for word."""

import json
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from reader.desktop.page.text_map import TextMap
from reader.home import program_folder
from reader.library.generate import filled
from reader.library.markup import TopicRenderer
from reader.library.model import Group, Manifest, Pack, Reference, Section, TopicMeta, TopicSource
from reader.library.source.pack import read_pack
from reader.library.text import fold_lines

pytestmark = pytest.mark.usefixtures("qapp")

APPARATUS = ".apparatus { -qt-user-state: 7 }"


def shown(sections: Iterable[Section]) -> list[str]:
    """Return what a document shows: what stands before the first section's heading, then each section."""
    document = QTextDocument()
    document.setDefaultStyleSheet(APPARATUS)
    document.setHtml("".join(section.html for section in sections))
    return [fold_lines(mapped.text) for mapped in TextMap(document, introduction=True).sections]


def compiled(sections: Iterable[Section]) -> list[str]:
    """Return the same from what the compiler wrote."""
    texts = [fold_lines(section.text) for section in sections if section.level]
    return ["".join(fold_lines(section.text) for section in sections if not section.level), *texts]


def differing(renderer: TopicRenderer, sources: Iterable[TopicSource]) -> list[str]:
    """Return the topics of which Qt shows another text than the compiler wrote."""
    rendered = ((source.id, renderer.render(source).sections) for source in sources)
    return [name for name, sections in rendered if shown(sections) != compiled(sections)]


def small_pack() -> Pack:
    manifest = Manifest("small", "Small", "1", date(2026, 1, 1), "en")
    references = {key: Reference(key, authors="A", title="T", year="2020") for key in ("a", "b")}
    abbreviations = {"ALND": "axillary lymph node dissection"}
    return Pack(Path(), manifest, (), references, abbreviations, (), frozenset({"figures/x.svg"}))


def topic(body: str, name: str = "topic") -> TopicSource:
    return TopicSource(name, f"topics/{name}.md", TopicMeta("Title", Group("g", "G")), body, 1)


def read(folder: Path) -> Pack:
    pack, _ = read_pack(folder)
    assert pack is not None
    return pack


def a_tenth(topics: Sequence[TopicSource]) -> list[TopicSource]:
    return random.Random(2).sample(topics, len(topics) // 10)  # noqa: S311 - a fixed seed is wanted


def test_it_holds_over_the_bundled_pack():
    pack = filled(read(program_folder("content")))
    assert pack.topics
    assert differing(TopicRenderer(pack), pack.topics) == []


def test_it_holds_over_real_topics(medquad_pack: Path, *, thorough: bool):
    pack = read(medquad_pack)
    topics = pack.topics if thorough else a_tenth(pack.topics)
    assert differing(TopicRenderer(pack), topics) == []


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_holds_over_the_examples_of_commonmark(hostile_data: Path, form: str):
    examples = json.loads((hostile_data / "commonmark-spec.json").read_text("utf-8"))
    topics = [topic(each[form], f"{form}-{each['example']}") for each in examples]
    assert differing(TopicRenderer(small_pack()), topics) == []


def test_it_holds_over_attacks(hostile_data: Path):
    lines = (hostile_data / "payloads.jsonl").read_text("utf-8").strip().split("\n")  # never at U+2028
    topics = [topic(json.loads(line)["payload"], f"payload-{number}") for number, line in enumerate(lines)]
    assert differing(TopicRenderer(small_pack()), topics) == []


# Words, and every character that Qt or Unicode treats in its own way.
ODD = (
    "a b1é \n\t\u00a0\u00ad\u200b\u2060\ufeff\ufffc\u2003\u202f\u2028\u2029\u3000\ufdd0\ufdd1\ufdef\uffff\x00\x01\x0b\x0c\x1c\x85"
)
ODD += "\u200e\u200f\u202e\u2066\u05d0\u05e9\u0639\U0001f9ec\U0001d4d0\U0001ffff<>&\"'\u0301\r"
words = st.text(st.sampled_from(ODD), max_size=12) | st.sampled_from(
    ["&nbsp;", "&shy;", "&#0;", "&#xFDD0;", "&#x2029;", "&bogus;", "&lt;b&gt;", "[@a]", "[@a; @b ?]", "[@zz]", "ALND", "<br>"]
)
INLINE = [
    "b",
    "i",
    "a href='topic:x'",
    "a name='n'",
    "a href='cite:a'",
    "code",
    "sup",
    "abbr title='t'",
    "span class='apparatus'",
]
BLOCK = [
    "p",
    "div",
    "p class='apparatus'",
    "blockquote",
    "ul",
    "ol start='3'",
    "li",
    "pre",
    "table",
    "tr",
    "td",
    "th colspan='2'",
]
BLOCK += [
    "td rowspan='2'",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "caption",
    "figure",
    "figcaption",
    "section",
    "details",
    "form",
]
VOID = [
    "<br>",
    "<hr>",
    "<img src='figures/x.svg'>",
    "<img src='figures/none.svg' title='A caption'>",
    "<img src='http://a/b.png'>",
]


def element(tags: list[str]):
    def around(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        inside = st.lists(children, max_size=4).map("".join)
        return st.tuples(st.sampled_from(tags), inside).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")

    return around


span = st.sampled_from(["", "", " colspan=2", " rowspan=2", " colspan=3 rowspan=3", " rowspan=9", " colspan=99999"])
cell = st.tuples(span, words).map(lambda pair: f"<td{pair[0]}>{pair[1]}</td>")
row = st.lists(cell, max_size=4).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
table = st.lists(row, max_size=4).map(lambda rows: f"<table>{''.join(rows)}</table>")


def indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


html = st.recursive(
    words | st.sampled_from(VOID) | table, lambda inner: element(INLINE)(inner) | element(BLOCK)(inner), max_leaves=25
)
line = st.lists(html | words, min_size=1, max_size=3).map(" ".join)
markdown = st.recursive(
    st.lists(html | words, max_size=4).map("".join)
    | line.map("## {}".format)
    | line.map("### {} {{#id formerly=old}}".format)
    | st.tuples(line, line).map(lambda pair: f"{pair[0]} | {pair[1]}\n--- | :--:\n{pair[1]} | {pair[0]}")
    | st.tuples(line, line).map(lambda pair: f"{pair[0]}[^1]\n\n[^1]: {pair[1]}")
    | st.tuples(line, line).map(lambda pair: f"{pair[0]}\n:   {pair[1]}")
    | line.map('![alt](figures/x.svg "{}")'.format)
    | line.map("```\n{}\n```".format),
    lambda inner: (
        inner.map(lambda text: indented(text, "> ", "> "))
        | inner.map(lambda text: indented(text, "- ", "    "))
        | inner.map(lambda text: indented(text, "2. ", "    "))
        | inner.map(lambda text: indented(text, '!!! danger "Same *day*"\n    ', "    "))
        | inner.map(lambda text: indented(text, '!!! claim "Said"\n    verdict: wrong\n    ', "    "))
        | st.lists(inner, max_size=4).map("\n\n".join)
    ),
    max_leaves=8,
)


@given(html)
@example("<p>a <b> b </b> <i> c</i><br> <br>d</p>")
@example("<table>x<tr>y<td>z<table><tr><td>w</table><ul>v<li>u</ul></table>")
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_it_holds_over_any_html(soup: str):
    sections = TopicRenderer(small_pack()).render(topic(soup)).sections
    assert shown(sections) == compiled(sections)


@given(markdown)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_it_holds_over_any_markdown(body: str):
    sections = TopicRenderer(small_pack()).render(topic(body)).sections
    assert shown(sections) == compiled(sections)
