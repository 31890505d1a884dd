"""Annotations of other programs are taken as far as they name words or places that are here."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from reader.notebook.exchange.fields import FieldError
from reader.notebook.exchange.foreign import Passage, foreign_record
from reader.notebook.exchange.importing import read
from reader.notebook.exchange.opening import find_annotations
from reader.notebook.marks import Bookmark, Highlight, Note
from reader.notebook.stamps import Record

TEXT = "Dose\nDo not give gentamicin above 5 mg/kg. Check creatinine daily. Check it daily."
DOSE = "urn:wardbook:place:clinic/sepsis#dose"
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
Read = Callable[..., Record]


def passage_of(pack: str, topic: str, section: str | None) -> Passage | None:
    if (pack, topic) != ("clinic", "sepsis") or section not in {"dose", None}:
        return None
    return Passage(TEXT if section else "", ("Treatment", "Dose") if section else (), "0f" * 32, "2026.11")


def taken(**fields: object) -> Record:
    """Return the record of an annotation, read as from a file of its own."""
    whole = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://example.org/1", "type": "Annotation"} | fields
    (item,) = find_annotations(json.dumps(whole).encode(), "file").items()
    assert not isinstance(item.node, FieldError)
    return foreign_record(item.node, AT, passage_of)


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def test_words_are_found_by_their_quote_and_described_as_if_marked_here():
    mark = taken(target={"source": DOSE, "selector": quote("gentamicin")}, bodyValue="renal?").mark
    assert isinstance(mark, Highlight)
    (target,) = mark.targets
    assert (target.start, target.exact, target.heading_path) == (17, "gentamicin", ("Treatment", "Dose"))
    assert target.sentence == "Do not give gentamicin above 5 mg/kg."
    assert (mark.note, mark.edition_label, mark.modified) == ("renal?", "2026.11", AT)


def test_what_stands_before_the_words_tells_which_of_two_is_meant():
    mark = taken(target={"source": DOSE, "selector": quote("Check", prefix="daily. ")}).mark
    assert isinstance(mark, Highlight)
    assert mark.targets[0].start == TEXT.rindex("Check")


def test_a_position_counts_where_the_quoted_words_stand_there_and_else_the_quote_does():
    here = {"type": "TextPositionSelector", "start": TEXT.rindex("Check"), "end": TEXT.rindex("Check") + 5}
    mark = taken(target={"source": DOSE, "selector": [here, quote("Check")]}).mark
    assert isinstance(mark, Highlight)
    assert mark.targets[0].start == TEXT.rindex("Check")
    moved = taken(target={"source": DOSE, "selector": [here, quote("gentamicin")]}).mark
    assert isinstance(moved, Highlight)
    assert moved.targets[0].start == 17


def test_several_targets_tags_creator_and_times_are_kept():
    record = taken(
        target=[{"source": DOSE, "selector": quote("gentamicin")}, {"source": {"id": DOSE}, "selector": quote("creatinine")}],
        body=[
            {"type": "TextualBody", "value": "first"},
            {"type": "TextualBody", "value": "second", "purpose": "commenting"},
            {"type": "TextualBody", "value": " ward  3", "purpose": "tagging"},
        ],
        creator={"id": "https://example.org/ab", "name": "AB"},
        created="2026-01-02T03:04:05Z",
        modified="2026-02-03T04:05:06+01:00",
    )
    mark = record.mark
    assert isinstance(mark, Highlight)
    assert [target.exact for target in mark.targets] == ["gentamicin", "creatinine"]
    assert (mark.note, mark.tags, mark.creator) == ("first\n\nsecond", ("ward 3",), "AB")
    assert mark.modified == datetime(2026, 2, 3, 3, 5, 6, tzinfo=UTC)


def test_a_comment_on_a_whole_topic_is_a_note_and_a_bookmark_is_one():
    assert isinstance(taken(target="urn:wardbook:place:clinic/sepsis", bodyValue="ours differs").mark, Note)
    mark = taken(target=DOSE, motivation="bookmarking").mark
    assert isinstance(mark, Bookmark)
    assert mark.section == "dose"


def test_one_and_the_same_annotation_is_one_and_the_same_mark():
    fields = {"target": {"source": DOSE, "selector": quote("gentamicin")}}
    assert taken(**fields) == taken(**fields)
    assert taken(**fields, id="https://example.org/2").mark.id != taken(**fields).mark.id


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no target": ({}, "target is missing"),
    "a web page": ({"target": "https://example.org/page"}, "target[0].source names no text of a pack"),
    "a topic that isn't here": (
        {"target": "urn:wardbook:place:clinic/old#x", "bodyValue": "x"},
        "target[0].source is 'clinic/old#x', which isn't on the shelf",
    ),
    "words that aren't there": (
        {"target": {"source": DOSE, "selector": quote("amikacin")}},
        "target[0].selector.exact doesn't stand in the text",
    ),
    "words that are there twice": (
        {"target": {"source": DOSE, "selector": quote("Check")}},
        "target[0].selector.exact stands in the text more than once",
    ),
    "no words": ({"target": {"source": DOSE, "selector": quote("")}}, "target[0].selector.exact doesn't stand in the text"),
    "a place outside of the text": (
        {"target": {"source": DOSE, "selector": {"type": "TextPositionSelector", "start": 5, "end": 5000}}},
        "target[0].selector.end is out of the text",
    ),
    "a path through a page": (
        {"target": {"source": DOSE, "selector": {"type": "XPathSelector", "value": "/html"}}},
        "target[0].selector tells neither a position in the text nor a quote",
    ),
    "words of a topic without a section": (
        {"target": {"source": "urn:wardbook:place:clinic/sepsis", "selector": quote("gentamicin")}},
        "target[0].source names no section",
    ),
    "a picture for a note": ({"target": DOSE, "body": {"id": "https://example.org/x.png", "type": "Image"}}, "body.type isn't"),
    "markup for a note": (
        {"target": DOSE, "body": {"type": "TextualBody", "value": "<b>x</b>", "format": "text/html"}},
        "body.format isn't text/plain",
    ),
    "nothing written on nothing selected": ({"target": DOSE}, "body holds no words"),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_what_cant_be_placed_or_kept_is_refused_with_its_reason(refused: tuple[dict[str, Any], str]):
    fields, reason = refused
    with pytest.raises(FieldError) as told:
        taken(**fields)
    assert f"{told.value.field} {told.value.reason}".startswith(reason)


def test_a_list_of_annotations_of_two_programs_is_a_file_too():
    other = {"type": "Annotation", "id": "https://example.org/1", "target": DOSE, "bodyValue": "x"}
    opened = find_annotations(json.dumps([other, {"type": "Person"}]).encode(), "file")
    found = read(opened, AT, passage_of)
    assert (len(found.records), [refusal.field for refusal in found.refused]) == (1, ["type"])
