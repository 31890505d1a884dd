"""Turn manifests, front matter and sources into JSON for topics.sqlite, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from reader.library.model import (
    Audience,
    Drug,
    Evidence,
    Generate,
    Group,
    Manifest,
    Reference,
    Source,
    SynonymRule,
    TopicMeta,
    Withdrawal,
)


def dump(record: Any) -> str:  # noqa: ANN401 — any dataclass of the model, or a list or mapping of them
    """Return the JSON of a record; a date becomes its ISO form, an enum its value."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def load_manifest(text: str) -> Manifest:
    """Return the manifest that `dump` wrote."""
    fields = json.loads(text)
    fields["released"] = date.fromisoformat(fields["released"])
    fields["groups"] = tuple(Group(**group) for group in fields["groups"])
    fields["withdrawn"] = tuple(
        Withdrawal(item["topic"], item["reason"], date.fromisoformat(item["date"])) for item in fields["withdrawn"]
    )
    return Manifest(**fields)


def load_meta(text: str) -> TopicMeta:
    """Return the front matter that `dump` wrote."""
    fields = json.loads(text)
    fields["group"] = Group(**fields["group"])
    fields["audience"] = Audience(fields["audience"])
    fields["evidence"] = Evidence(fields["evidence"]) if fields["evidence"] else None
    fields["generate"] = Generate(fields["generate"]) if fields["generate"] else None
    for name in ("reviewed", "review_due"):
        fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
    for name in ("synonyms", "authors", "reviewers", "formerly", "headings"):
        fields[name] = tuple(fields[name])
    return TopicMeta(**fields)


def load_sources(text: str) -> tuple[Source, ...]:
    """Return the sources that `dump` wrote."""
    return tuple(
        Source(item["number"], Reference(**item["reference"]), unverified=item["unverified"]) for item in json.loads(text)
    )


def load_drugs(text: str) -> tuple[Drug, ...]:
    """Return the drugs that `dump` wrote."""
    return tuple(Drug(item["generic"], tuple(item["brands"])) for item in json.loads(text))


def load_synonyms(text: str) -> tuple[SynonymRule, ...]:
    """Return the synonym rules that `dump` wrote."""
    return tuple(SynonymRule(tuple(item["words"]), tuple(item["also"])) for item in json.loads(text))


def load_strings(text: str) -> tuple[str, ...]:
    """Return the strings that `dump` wrote."""
    return tuple(str(item) for item in json.loads(text))


def load_mapping(text: str) -> dict[str, str]:
    """Return the mapping of strings that `dump` wrote."""
    return {str(key): str(value) for key, value in json.loads(text).items()}


def _plain(record: Any) -> Any:  # noqa: ANN401 — JSON in, JSON out
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {str(key): _plain(value) for key, value in record.items()}
    if isinstance(record, (list, tuple, set, frozenset)):
        return [_plain(item) for item in record]
    if hasattr(record, "__dataclass_fields__"):
        return _plain(asdict(record))
    return record
