"""What is exported is a Web Annotation as the W3C's model has it, and JSON-LD of which a processor loses nothing."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from reader.notebook.exchange.annotation import annotation
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.terms import ANNO, NAMESPACE
from reader.notebook.stamps import Record
from tests.notebook.exchange import anno_terms
from tests.notebook.exchange.conftest import NOTEBOOKS, records

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
Json = dict[str, Any]


def is_iri(words: object) -> bool:
    return isinstance(words, str) and bool(urlsplit(words).scheme) and not re.search(r'[\s<>"{}|\\^`]', words) and words.isascii()


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check_target(target: Json) -> None:
    """Source: W3C Web Annotation Data Model, 4 and 4.2."""
    assert target["type"] == "SpecificResource"
    assert is_iri(target["source"])
    for selector in target.get("selector", []):
        if selector["type"] == "TextPositionSelector":
            assert 0 <= selector["start"] <= selector["end"]
        else:
            assert selector["type"] == "TextQuoteSelector"
            assert all(isinstance(selector[name], str) for name in ("exact", "prefix", "suffix"))


def check_annotation(one: Json) -> None:
    """Source: W3C Web Annotation Data Model, 3."""
    assert is_iri(one["id"])
    assert one["type"] == "Annotation"
    assert set(listed(one["motivation"])) <= anno_terms.MOTIVATIONS.keys()
    assert TIME.fullmatch(one["created"])
    assert TIME.fullmatch(one["modified"])
    assert one.get("creator", {"type": "Person"})["type"] == "Person"
    for body in one.get("body", []):
        assert (body["type"], body["format"]) == ("TextualBody", "text/plain")
        assert body["purpose"] in anno_terms.MOTIVATIONS
        assert isinstance(body["value"], str)
    assert one["target"]
    for target in listed(one["target"]):
        check_target(target)


@settings(max_examples=60, deadline=None)
@given(records())
def test_each_mark_is_an_annotation_of_the_model(record: Record):
    check_annotation(annotation(record))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTEBOOKS)
def test_a_notebook_is_a_collection_with_one_page_and_other_programs_see_no_deleted_marks(held: list[Record]):
    document = json.loads(as_jsonld(held, "a"))
    assert document["@context"][0] == ANNO
    assert document["type"] == "AnnotationCollection"
    page = document["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", document["id"], 0)
    assert is_iri(document["id"])
    assert is_iri(page["id"])
    assert document["total"] == len(page["items"]) == sum(record.mark.deleted is None for record in held)
    for one in (*page["items"], *document["wb:tombstones"]):
        check_annotation(one)


def offline(url: str, _options: object) -> Json:
    assert url == ANNO
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": anno_terms.CONTEXT}


def leaves(value: object) -> Iterator[str]:
    """Give every text and number that a document holds, as text."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"@context", "type", "id"}:
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def expanded_values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"@value", "@id"}:
                yield str(inner)
            elif not name.startswith("@") or name in {"@list", "@set"}:
                assert name.startswith(("@", "http:", NAMESPACE)), name
                yield from expanded_values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from expanded_values(inner)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTEBOOKS)
def test_a_json_ld_processor_understands_every_term_and_drops_no_value(held: list[Record]):
    document = json.loads(as_jsonld(held, "a"))
    (whole,) = jsonld.expand(document, {"documentLoader": offline})
    kept = list(expanded_values(whole))
    motivations = anno_terms.MOTIVATIONS
    said = [motivations.get(word, word) for word in leaves(document)]
    assert sorted(set(said)) == sorted(set(said) & set(kept))
    order = [word for word in said if word.startswith("heading_path ")]
    assert order == [word for word in kept if word in set(order)]
