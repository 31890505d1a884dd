"""Every position of the document is a place of the one text, and every place a position."""

from dataclasses import dataclass
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from reader.desktop.page.text_map import Point, Stretch, TextMap
from reader.library.text import TextBuilder

CSS = ".apparatus { -qt-user-state: 7; }"

pytestmark = pytest.mark.usefixtures("qapp")


def document_of(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultStyleSheet(CSS)
    document.setHtml(f"<body>{html}</body>")
    return document


def map_of(html: str, *, introduction: bool = True) -> TextMap:
    return TextMap(document_of(html), introduction=introduction)


def texts(html: str, *, introduction: bool = True) -> list[str]:
    return [section.text for section in map_of(html, introduction=introduction).sections]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.\nTwo."]),
        ("<p>One.</p><h2>Head</h2><p>Two.</p><h3>Lower</h3><p>Three.</p>", ["One.", "Head\nTwo.", "Lower\nThree."]),
        ("<h2>Head</h2><p>Two.</p><h4>Deeper</h4><p>Three.</p>", ["", "Head\nTwo.\nDeeper\nThree."]),
        ("<p>Cells.<a href='cite:x'><sup>1</sup></a> More.</p>", ["Cells. More."]),
        ("<p class='apparatus'>KEY POINT</p><p>Words.</p>", ["Words."]),
        ("<p>Words.</p><h2 class='apparatus'>Sources</h2><p class='apparatus'>One</p>", ["Words."]),
        ("<p>Line<br>break &nbsp; and so\u00adft</p>", ["Line break and soft"]),
        ("<ul><li>One</li><li>Two<ul><li>Inner</li></ul></li></ul>", ["One\nTwo\nInner"]),
        ("<p>A</p><table><tr><td>B</td><td>C</td></tr></table><p>D</p>", ["A\nB\nC\nD"]),
        ("<p><img src='figures/a.svg'></p><p>Caption</p>", ["Caption"]),
        ("<p>שלום 𝄞 🫀 e\u0301</p>", ["שלום 𝄞 🫀 e\u0301"]),
        ("<p></p>", [""]),
    ],
)
def test_the_map_reads_the_text_that_is_indexed(html: str, expected: list[str]):
    assert texts(html) == expected


def test_a_topic_without_introduction_begins_with_its_first_heading():
    assert texts("<p class='apparatus'>Title</p><h2>Head</h2><p>Two.</p>", introduction=False) == ["Head\nTwo."]


def test_qt_counts_units_where_the_text_counts_code_points():
    document = document_of("<p>🫀🫀 heart</p>")
    text_map = TextMap(document, introduction=True)
    start, end = text_map.range(Stretch(0, 3, 8))
    assert (start, end) == (5, 10)
    assert selected(document, start, end) == "heart"
    assert text_map.point(5) == Point(0, 3)


def test_a_range_of_the_document_is_a_stretch_of_each_section_it_crosses():
    document = document_of("<p>One two.</p><h2>Head</h2><p>Three.</p>")
    text_map = TextMap(document, introduction=True)
    whole = text_map.stretches(4, document.characterCount())
    assert whole == [Stretch(0, 4, 8), Stretch(1, 0, 11)]
    assert text_map.words(4, document.characterCount()) == "two.\nHead\nThree."


def test_a_range_of_nothing_but_space_and_apparatus_holds_no_words():
    document = document_of("<p>One <a href='cite:x'>1</a></p><p class='apparatus'>Label</p><p>Two</p>")
    text_map = TextMap(document, introduction=True)
    assert text_map.stretches(3, 10) == []


def test_a_place_that_a_newer_text_no_longer_has_is_cut_to_what_there_is():
    text_map = map_of("<p>Short</p>")
    assert text_map.range(Stretch(0, 3, 99)) == (3, 5)
    assert text_map.range(Stretch(0, 50, 99)) == (5, 5)


@dataclass(frozen=True)
class Piece:
    """A part of a document: its HTML, and the pieces of text that its blocks hold."""

    html: str
    blocks: tuple[str, ...]


WORDS = st.text(st.sampled_from("ab Zé.5 \u00a0\u00ad\u200b\ufeff\u2028🫀𝄞שלם\u0301م"), min_size=0, max_size=12)


@st.composite
def inline(draw: st.DrawFn) -> tuple[str, str]:
    """Draw marked-up words: their HTML and their text."""
    html, text = [], []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(WORDS)
        how = draw(st.sampled_from(["plain", "b", "i", "sup", "link", "cite", "br", "image"]))
        if how == "cite":
            html.append(f'<a href="cite:k" title="{escape(words)}"><sup>1?</sup></a>')
        elif how == "br":
            html.append("<br>")
            text.append("\u2028")
        elif how == "image":
            html.append('<img src="figures/none.svg" alt="alt">')
        elif how == "link":
            html.append(f'<a href="topic:x">{escape(words)}</a>')
            text.append(words)
        else:
            html.append(escape(words) if how == "plain" else f"<{how}>{escape(words)}</{how}>")
            text.append(words)
    return "".join(html), "".join(text)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind = draw(st.sampled_from(["p", "ul", "ol", "blockquote", "table", "box", "apparatus", "h4", "rtl"]))
    parts = draw(st.lists(inline(), min_size=1, max_size=4))
    if kind in ("ul", "ol"):
        return Piece(f"<{kind}>{''.join(f'<li>{html}</li>' for html, _ in parts)}</{kind}>", tuple(text for _, text in parts))
    if kind == "table":
        cells = "".join(f"<tr><td>{html}</td><td></td></tr>" for html, _ in parts)
        return Piece(f'<table class="data">{cells}</table>', tuple(text for _, text in parts))
    html, text = parts[0]
    if kind == "apparatus":
        return Piece(f'<p class="apparatus">Label {html}</p>', ())  # never empty: Qt would give its state to the next block
    if kind == "box":
        label = '<p class="apparatus label">KEY POINT</p>'
        cells = f'<tr><td class="edge" width="4"></td><td class="body">{label}<p>{html}</p></td></tr>'
        return Piece(f'<table class="box key">{cells}</table>', (text,))
    if kind == "rtl":
        return Piece(f'<p dir="rtl">{html}</p>', (text,))
    return Piece(f"<{kind}>{html}</{kind}>", (text,))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a topic: its HTML and the texts of its sections, made by the rule that the compiler follows."""
    html, expected = [], []
    for index in range(draw(st.integers(1, 3))):
        builder = TextBuilder()
        if index:
            level, (heading, text) = draw(st.sampled_from((2, 3))), draw(inline())
            html.append(f"<h{level}>H{heading}</h{level}>")
            builder.feed("H" + text)
            builder.block()
        for piece in draw(st.lists(pieces(), max_size=4)):
            html.append(piece.html)
            for block in piece.blocks:
                builder.feed(block)
                builder.block()
        expected.append(builder.result()[0])
    return "".join(html), expected


many = settings(max_examples=80, deadline=None)


@many
@given(documents())
def test_any_documents_text_is_the_compilers(drawn: tuple[str, list[str]]):
    html, expected = drawn
    assert texts(html) == expected


@many
@given(documents())
def test_there_and_back_again_is_the_same_place(drawn: tuple[str, list[str]]):
    document = document_of(drawn[0])
    text_map = TextMap(document, introduction=True)
    for index, section in enumerate(text_map.sections):
        for offset, character in enumerate(section.text):
            start, end = text_map.range(Stretch(index, offset, offset + 1))
            assert text_map.point(start) == Point(index, offset)
            assert text_map.position(Point(index, offset)) == start
            if not character.isspace():
                assert selected(document, start, end) == character


@many
@given(documents(), st.data())
def test_the_range_of_a_stretch_holds_that_stretch(drawn: tuple[str, list[str]], data: st.DataObject):
    text_map = map_of(drawn[0])
    for index, section in enumerate(text_map.sections):
        if not section.text:
            continue
        start = data.draw(st.integers(0, len(section.text) - 1))
        end = data.draw(st.integers(start + 1, len(section.text)))
        words = section.text[start:end]
        if words != words.strip():
            continue
        assert text_map.stretches(*text_map.range(Stretch(index, start, end))) == [Stretch(index, start, end)]


def selected(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()
