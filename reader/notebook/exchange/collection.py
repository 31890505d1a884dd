"""Write a notebook as a collection of Web Annotations: one file, one line a mark.

Deleted marks stand apart from the collection's items: for other programs they are not there, but another notebook
learns of them.
Source: W3C Web Annotation Data Model, 5.1 and 5.2.
"""

import json
import uuid
from collections.abc import Iterable, Iterator

from reader.notebook.exchange.annotation import annotation
from reader.notebook.exchange.terms import CONTEXT, FORMAT, FORMAT_TERM, TOMBSTONES
from reader.notebook.stamps import Record


def as_jsonld(records: Iterable[Record], notebook: str) -> str:
    """Return the collection of all `records`; `notebook` is the id of the one that they are from."""
    known = list(records)
    alive = [record for record in known if record.mark.deleted is None]
    gone = [record for record in known if record.mark.deleted is not None]
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:wardbook:notebook:{notebook}").urn
    head = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Notes from Wardbook",
        FORMAT_TERM: FORMAT,
        "total": len(alive),
    }
    page = {"id": f"{name}#page", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    lines = [_text(head)[:-1] + f',"first":{_text(page)[:-1]},"items":[', *_lines(alive), f']}},"{TOMBSTONES}":[', *_lines(gone)]
    return "\n".join([*lines, "]}"]) + "\n"


def _lines(records: list[Record]) -> Iterator[str]:
    """Give a line for each mark, all but the last with a comma."""
    for number, record in enumerate(records, start=1):
        yield _text(annotation(record)) + ("," if number < len(records) else "")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
