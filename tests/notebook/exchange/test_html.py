"""The page to print is whole in itself, says what it holds, and shows words as they were written."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.notebook.exchange.catalogue import Catalogue, Published
from reader.notebook.exchange.html_page import as_html
from reader.notebook.making import new_note
from reader.notebook.marks import Mark
from reader.notebook.placements import Placed
from tests.notebook.exchange.test_export import KNOWN, marked, outline_of

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # the same day nearly everywhere
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "nav", "ul", "li", "a", "section", "article"),
    *("blockquote", "small"),
}


class Page(HTMLParser):
    """What a browser makes of a page: elements, and the words that are shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self._styled = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._styled = tag == "style"

    def handle_endtag(self, _tag: str) -> None:
        self._styled = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._styled else data


def test_it_lists_what_it_holds_and_gives_each_quote_its_source():
    published = Published("Clinic", "2026.11", date(2026, 11, 20))
    marks: list[Mark] = [marked("Do not give above 5 mg/kg.", note="Ask first."), marked("Lie down", topic="shock")]
    words = Page(as_html(marks, Catalogue(outline_of, lambda _pack, _digest: published), NOW)).words
    assert "2 marks (2 highlights). Written by Wardbook on 23 Nov 2026." in words
    assert words.index("Shock, 1") < words.index("Sepsis & *fever*, 1") < words.index("Do not give")
    assert "— Sepsis & *fever* › Dose. Clinic, edition 2026.11, 20 Nov 2026." in words
    assert "Green, 23 Nov 2026" in words


@pytest.mark.parametrize(
    ("kind", "critical", "told"),
    [
        ("changed", False, "Changed since in the text: compare"),
        ("changed", True, "where it may be dangerous"),
        ("unplaced", False, "No longer found in the text"),
        ("exact", False, ""),
    ],
)
def test_words_that_changed_since_are_marked_and_lost_ones_come_last(kind: str, critical: bool, told: str):  # noqa: FBT001 -- an example
    first, second = marked("a", topic="shock"), marked("b")
    placed = (Placed(kind, "shock", "dose", 0, 1, critical=critical),)
    page = Page(as_html([first, second], Catalogue(outline_of, placed_of=lambda mark: placed if mark is first else ()), NOW))
    assert told in page.words
    assert ("Shock (not found in the present edition)" in page.words) == (kind == "unplaced")
    assert (page.words.index("Shock") > page.words.index("Sepsis")) == (kind == "unplaced")


def test_what_was_written_elsewhere_at_the_same_time_is_printed_too():
    mark = marked("words", note="mine")
    assert "theirs" in Page(as_html([mark], Catalogue(outline_of, others_of=lambda _mark: ("theirs",)), NOW)).words


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab<>&\"'/=!-\n ;#xscript\0\x1f"), min_size=1, max_size=40))
def test_nothing_that_was_written_becomes_an_element(words: str):
    marks: list[Mark] = [
        marked(words, note=words),
        new_note(words, words, edition=words, note=words, tags=[words], creator=words),
    ]
    page = Page(as_html(marks, KNOWN, NOW))
    assert set(page.elements) <= ALLOWED
    assert page.attributes <= {*("lang", "charset", "http-equiv", "content", "name", "class", "dir", "id", "href", "aria-label")}
    shown = words.replace("\0", "").replace("\x1f", "")
    assert shown in page.words


def test_an_empty_notebook_says_so():
    assert "Nothing has been marked yet." in Page(as_html([], KNOWN, NOW)).words
