"""Of a bad file the good items are taken, and each bad one is listed with its reason; nothing ends in a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotebookError
from reader.notebook.exchange import opening
from reader.notebook.exchange.annotation import annotation
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.importing import Refusal, Report, merge, read_file
from reader.notebook.exchange.opening import find_annotations
from reader.notebook.exchange.splitting import split
from reader.notebook.making import new_note
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import Record
from reader.notebook.writing import stamped
from tests.notebook.exchange.test_round_trip import nowhere

Make = Callable[..., Highlight]
Import = Callable[[str | bytes], Report]


@pytest.fixture
def import_text(notebook: Notebook, tmp_path: Path) -> Import:
    def take(text: str | bytes) -> Report:
        file = tmp_path / "notes.jsonld"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return merge(notebook, read_file(file, nowhere))

    return take


@pytest.fixture
def good(make_highlight: Make) -> Record:
    return stamped(None, make_highlight("good"), "a")


def page(*items: str) -> str:
    """Return a page with items as they are, well-formed or not."""
    return '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[' + ",".join(items) + "]}"


def with_field(record: Record, path: str, value: object) -> str:
    """Return an annotation of ours of which one field was tampered with."""
    whole = json.loads(json.dumps(annotation(record)))
    *steps, last = path.split(".")
    node = whole
    for step in steps:
        node = node[int(step) if step.isdigit() else step]
    node[last] = value
    return json.dumps(whole)


LATER = "2031-01-01T00:00:00.000000Z"  # than any mark of these tests
TAMPERED: dict[str, tuple[str, object, str]] = {
    "no id": ("id", None, "id is missing"),
    "a wrong type": ("created", 7, "created is no text: 7"),
    "no moment": ("modified", "yesterday", "modified is no moment: 'yesterday'"),
    "no time zone": ("modified", "2026-11-23T08:30:00", "modified says no time zone: '2026-11-23T08:30:00'"),
    "before the year 1": ("created", "0001-01-01T00:00:00+23:59", "created is out of range: '0001-01-01T00:00:00+23:59'"),
    "the end of time": ("modified", "9999-12-31T23:59:59Z", "modified is more than ten years ahead of this computer's clock"),
    "recoloured after it was changed last": ("wb:colourChanged", LATER, "wb:colourChanged is later than `modified`"),
    "words of no time": ("wb:words", [{"wb:notebook": "b", "wb:at": ""}], "wb:words holds no time"),
    "words of later": ("wb:words", [{"wb:notebook": "b", "wb:at": LATER}], "wb:words holds a time later than `modified`"),
    "known of later": ("wb:known", [{"wb:notebook": "b", "wb:at": LATER}], "wb:known holds a time later than `modified`"),
    "deleted after it was changed last": ("wb:deleted", LATER, "wb:deleted is later than `modified`"),
    "half a character": ("body.0.value", "\ud800", "body[0].value holds half a character, which no file can keep"),
    "a huge offset": ("target.0.selector.0.end", 10**30, "target[0].selector[0].end is out of range: 1000"),
    "a negative offset": ("target.0.selector.0.start", -1, "target[0].selector[0].start is out of range: -1"),
    "an end before its start": ("target.0.selector.0.end", 0, "target[0].selector[0].end comes before the start"),
    "true for a number": ("target.0.selector.0.start", True, "target[0].selector[0].start is no whole number: True"),
    "no target": ("target", [], "target is missing"),
    "a target of another world": ("target.0.source", "https://example.org/", "target[0].source names no text of a pack"),
    "an unknown colour": ("wb:colour", "octarine", "wb:colour is no colour that this program knows: 'octarine'"),
    "a number for a tag": ("body.0.value", 5, "body[0].value is no text: 5"),
    "a time that isn't ours": ("wb:tagsChanged", "2026", "wb:tagsChanged is"),
    "an object for a text": ("wb:edition", {}, "wb:edition is no text: an object"),
    "a text for an object": ("wb:words", ["x"], "wb:words[0] is no object: 'x'"),
}


@pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_bad_field_is_named_and_only_its_item_is_refused(
    tampered: tuple[str, object, str], import_text: Import, good: Record, make_highlight: Make, notebook: Notebook
):
    path, value, reason = tampered
    bad = stamped(None, make_highlight("bad"), "a")
    report = import_text(page(json.dumps(annotation(good)), with_field(bad, path, value)))
    assert report.added == 1
    (refusal,) = report.refused
    assert refusal.number == 2
    assert f"{refusal.field} {refusal.reason}".startswith(reason)
    assert [mark.note for mark in notebook.highlights()] == ["good"]


MALFORMED: dict[str, tuple[str, str]] = {
    "nested 200,000 deep": ("[" * 200_000 + "]" * 200_000, "is nested more than 32 deep"),
    "objects within objects": ('{"a":' * 40 + "1" + "}" * 40, "is nested more than 32 deep"),
    "a very long text": ('{"id":"' + "x" * (opening.LARGEST_ITEM + 1) + '"}', "is larger than 8 MB"),
    "NaN": ('{"id":NaN}', "holds NaN, which is no number"),
    "infinity": ('{"id":-Infinity}', "holds -Infinity, which is no number"),
    "a number of many digits": ('{"id":' + "9" * 5000 + "}", "holds a number that is too long"),
    "two fields with one name": ('{"id":"a","id":"b"}', "stands there twice"),
    "no JSON": ('{"id":nonsense}', "is no JSON: expecting value at character 6"),
    "a number": ("17", "is no object: 17"),
    "null": ("null", "is no object: None"),
    "a list": ("[[],[]]", "is no object: a list"),
    "an empty object": ("{}", "isn't Annotation"),
}


@pytest.mark.parametrize(("item", "reason"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_item_is_refused_and_its_neighbours_are_taken(
    item: str, reason: str, import_text: Import, good: Record, make_highlight: Make
):
    second = stamped(None, make_highlight("too"), "a")
    report = import_text(page(json.dumps(annotation(good)), item, json.dumps(annotation(second))))
    assert (report.added, [refusal.number for refusal in report.refused]) == (2, [2])
    assert report.refused[0].reason == reason


def test_an_item_that_isnt_utf_8_is_refused(import_text: Import, good: Record):
    report = import_text(page("{}", json.dumps(annotation(good))).encode().replace(b"{}", b'{"id":"\xff\xfe"}'))
    assert (report.added, report.refused[0].reason) == (1, "isn't UTF-8")


def test_of_two_items_with_one_id_the_first_is_taken(import_text: Import, good: Record, notebook: Notebook):
    twice = with_field(good, "body.0.value", "another")
    report = import_text(page(json.dumps(annotation(good)), twice))
    assert report.refused == (Refusal(2, False, f"urn:uuid:{good.mark.id}", "id", "is that of item 1"),)  # noqa: FBT003 -- its fields
    assert [mark.note for mark in notebook.highlights()] == ["good"]


def test_of_a_file_that_is_cut_off_the_whole_items_are_taken_and_it_is_said(import_text: Import, good: Record):
    whole = page(json.dumps(annotation(good)), '{"id":"unfinished')[:-2]
    report = import_text(whole)
    assert (report.added, report.refused) == (1, ())
    assert report.broken is not None
    assert "broken off" in str(report)


def test_a_mark_of_another_kind_by_the_same_id_is_listed(import_text: Import, good: Record, notebook: Notebook):
    notebook.save(good.mark)
    note = new_note("clinic", "sepsis", edition="e", note="mine")
    wanted = annotation(stamped(None, note, "a")) | {"id": f"urn:uuid:{good.mark.id}"}
    report = import_text(page(json.dumps(wanted)))
    assert [refusal.field for refusal in report.refused] == ["motivation"]
    assert (report.taken, [mark.note for mark in notebook.highlights()]) == (0, ["good"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("hello", "no JSON"),
        ('{"type":"Annotation', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "nested"),
        ("{}", "no Web Annotations"),
        ('{"type":"Person"}', "no Web Annotations"),
        ('{"type":"AnnotationCollection","wb:format":2}', "newer Wardbook"),
        ("17", "no Web Annotations"),
    ],
)
def test_what_isnt_a_file_of_annotations_is_refused_in_one_sentence(
    import_text: Import, text: str, said: str, notebook: Notebook
):
    with pytest.raises(NotebookError, match=said):
        import_text(text)
    assert notebook.records() == []


def test_a_file_that_is_too_large_is_refused(import_text: Import, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "LARGEST_FILE", 100)
    with pytest.raises(NotebookError, match="has more than"):
        import_text(" " * 101)


def test_a_file_that_isnt_there_is_refused(notebook: Notebook, tmp_path: Path):
    with pytest.raises(NotebookError, match="can't be read"):
        merge(notebook, read_file(tmp_path / "none", nowhere))
    with pytest.raises(NotebookError, match="can't be read"):
        merge(notebook, read_file(tmp_path, nowhere))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(items=st.lists(JSON, max_size=4), indent=st.sampled_from([None, 1]))
def test_items_are_cut_where_they_are(items: list[Any], indent: int | None):
    text = json.dumps(
        {"label": ["]", {"items": [1]}], "type": "AnnotationPage", "items": items, "x": "["}, indent=indent
    ).encode()
    found = split(text)
    assert found.broken is None
    cut = [json.dumps(json.loads(text[one.start : one.end])) for one in found.items]
    assert cut == [json.dumps(item) for item in items]
    assert json.loads(found.around)["items"] == []


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_happens_to_a_file_every_item_is_taken_or_refused(data: st.DataObject):
    note = new_note("clinic", "sepsis", edition="e", note='words [] {} " , \\ :')
    whole = as_jsonld([stamped(None, note, "a")], "a").encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    harmed = (
        whole[:start]
        + data.draw(st.binary(max_size=3) | st.sampled_from([b"[", b"]", b"{", b"}", b'"', b"\\", b","]))
        + whole[end:]
    )
    try:
        opened = find_annotations(harmed, "file")
    except NotebookError:
        return
    for item in opened.items():
        assert item.number >= 1
