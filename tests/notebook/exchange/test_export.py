import html
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.anchoring import describe
from reader.notebook.exchange.catalogue import Catalogue, Published
from reader.notebook.exchange.listed import as_records
from reader.notebook.exchange.markdown_text import as_markdown
from reader.notebook.making import new_bookmark, new_highlight
from reader.notebook.marks import Colour, Highlight
from reader.notebook.ordering import Outline, in_document_order

Make = Callable[..., Highlight]
PATH = ("Dose",)
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # the same day nearly everywhere
SHELF = {
    ("clinic", "shock"): Outline("Shock", 1, ("intro", "signs", "dose")),
    ("clinic", "sepsis"): Outline("Sepsis & *fever*", 2, ("intro", "dose")),
}


def outline_of(pack: str, topic: str) -> Outline | None:
    return SHELF.get((pack, topic))


KNOWN = Catalogue(outline_of)


def marked(
    text: str, *, topic: str = "sepsis", section: str = "dose", note: str = "", path: tuple[str, ...] = ("Dose",)
) -> Highlight:
    target = describe(section, text, 0, len(text), pack="clinic", topic=topic, heading_path=path)
    return new_highlight([target], colour=Colour.GREEN, edition="0f" * 32, edition_label="2026.11", note=note, now=NOW)


def test_marks_come_in_document_order_and_topics_that_are_gone_come_last():
    gone = marked("a", topic="old")
    sepsis_dose, sepsis_intro = marked("b"), marked("c", section="intro")
    shock, unknown_section = marked("d", topic="shock", section="signs"), marked("e", topic="shock", section="renamed")
    whole_topic = new_bookmark("clinic", "shock", edition="e")
    given_order = [gone, sepsis_dose, unknown_section, sepsis_intro, shock, whole_topic]
    assert in_document_order(given_order, outline_of) == [whole_topic, shock, unknown_section, sepsis_intro, sepsis_dose, gone]


def test_a_topic_is_a_heading_with_quotes_notes_and_where_they_are_from():
    marks = [marked("Do not give above 5 mg/kg.", note="Ask first.\nThen weigh.", path=("Treatment", "Dose"))]
    published = Published("Clinic", "2026.11", date(2026, 11, 20))
    assert as_markdown(marks, Catalogue(outline_of, lambda _pack, _digest: published)) == (
        "# Notes\n\n## Sepsis & \\*fever\\*\n\n### Treatment › Dose\n\n> Do not give above 5 mg/kg.\n\n"
        "Ask first.  \nThen weigh.\n\n"
        "*— Sepsis & \\*fever\\* › Treatment › Dose. Clinic, edition 2026.11, 20 Nov 2026.*  \n*Green, 23 Nov 2026*\n"
    )


def test_each_topic_is_named_once():
    text = as_markdown([marked("a"), marked("b", topic="shock"), marked("c")], KNOWN)
    assert re.findall("^## .*", text, re.MULTILINE) == ["## Shock", "## Sepsis & \\*fever\\*"]


def test_a_topic_that_left_the_shelf_keeps_its_notes():
    text = as_markdown([marked("words", topic="old-topic", note="mine")], KNOWN)
    assert "## old-topic (no longer on the shelf)" in text
    assert "mine" in text


def test_bookmarks_tell_their_label():
    place = {"section": "signs", "heading_path": ["Signs"]}
    bookmark = new_bookmark("clinic", "shock", edition="e" * 64, label="Every [day]", now=NOW, **place)
    assert "### Signs\n\nBookmark: Every \\[day\\]\n\n*— Shock › Signs. Edition eeeeeeeeeeee.*" in as_markdown([bookmark], KNOWN)


def test_an_empty_notebook_says_so():
    assert as_markdown([], KNOWN) == "# Notes\n\nNothing has been marked yet.\n"


def shown(text: str) -> str:
    """Return the words that a reader of the Markdown sees."""
    bare = html.unescape(re.sub(r"<[^>]*>", " ", markdown.markdown(text)))
    return " ".join(bare.split())


@pytest.mark.parametrize(
    "words",
    [
        "1. not a list",
        "# no heading",
        "- dash",
        "<b>bold</b> &amp; *star* _low_ `code` [link](x)",
        "> 10 mg\n---\n===",
        "+ plus",
        "<10 %",
    ],
)
def test_what_was_written_is_what_is_shown(words: str):
    assert " ".join(words.split()) in shown(as_markdown([marked("x", note=words)], KNOWN))
    assert " ".join(words.split()) in shown(as_markdown([marked(words)], KNOWN))


@given(st.text(alphabet=st.sampled_from("ab1.\\*_`#<>&[]()!+-=~ \n"), min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_no_note_makes_a_heading_or_html_of_its_own(words: str):
    made = markdown.markdown(as_markdown([marked("x", note=words)], KNOWN))
    assert len(re.findall("<h[1-6]", made)) == 3
    assert set(re.findall("</?([a-z0-9]+)", made)) <= {"h1", "h2", "h3", "p", "strong", "blockquote", "em", "br"}


def test_records_have_the_fields_that_scripts_rely_on(make_highlight: Make):
    mark = make_highlight("why")
    (record,) = json.loads(json.dumps(as_records([mark], outline_of, {mark.id: ("Ask the registrar",)})))
    ours = {"id", "creator", "created", "modified", "edition", "edition_label", "targets"}
    assert {name: value for name, value in record.items() if name not in ours} == {
        "kind": "highlight",
        "written_elsewhere": ["Ask the registrar"],
        "pack": "clinic",
        "topic": "sepsis",
        "title": "Sepsis & *fever*",
        "section": "dose",
        "heading_path": ["Treatment", "Dose"],
        "colour": "amber",
        "note": "why",
        "quote": "Do not give gentamicin above 5 mg/kg.",
        "tags": [],
        "reviews": [],
    }
    assert record.keys() >= ours
    assert set(record["targets"][0]) == {
        *("pack", "topic", "section", "heading_path", "start", "end", "exact", "prefix", "suffix", "sentence"),
        *("row_headings", "column_headings", "occurrences", "text_digest"),
    }


def test_a_bookmark_on_a_whole_topic_has_no_section():
    (record,) = as_records([new_bookmark("clinic", "gone", edition="e", label="l", position=2.5, now=NOW)], outline_of, {})
    assert (record["kind"], record["section"], record["title"], record["label"], record["position"]) == (
        "bookmark",
        None,
        None,
        "l",
        2.5,
    )
    assert record["created"] == "2026-11-23T10:30:00.000000Z"
