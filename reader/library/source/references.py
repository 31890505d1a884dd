"""Read references.yaml: the sources of a pack by the keys that its topics cite."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from reader.library.model import Reference
from reader.library.source.report import FileReport
from reader.library.source.yaml_fields import Fields
from reader.library.source.yaml_tree import Scalar, Table, UnreadableYamlError, read_yaml

_KEY = re.compile(r"\w[\w:.+/-]*")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class Checked(StrEnum):
    """How sure the editors are of an entry."""

    READ = "read"
    KNOWN = "known"
    NO = "no"


def read_references(text: str, report: FileReport) -> dict[str, Reference]:
    """Return the references in `text`, in their order, by their keys."""
    try:
        tree = read_yaml(text)
    except UnreadableYamlError as error:
        report.fault(error.line, error.message)
        return {}
    if not isinstance(tree, Table):
        if tree != Scalar("", tree.line):
            report.fault(tree.line, "This should be one entry for each source. Begin each with its key and a colon.")
        return {}
    entries = Fields.of(tree, report)
    return {key: reference for key in entries.values if (reference := _reference(key, entries))}


def _reference(key: str, entries: Fields) -> Reference | None:
    entry = entries.values[key]
    report = entries.report
    if not _KEY.fullmatch(key):
        report.warning(entry.line, f"“{key}” can't be cited, and is left out. Use letters, digits and hyphens only.")
        return None
    if not isinstance(entry, Table):
        report.warning(entry.line, f"“{key}” says nothing about its source. Give it at least a title, indented below it.")
        return None
    fields = Fields.of(entry, report)
    return Reference(
        key=key,
        authors=", ".join(fields.texts("authors")),
        doi=_DOI_PREFIX.sub("", fields.text("doi"), count=1),
        url=_web_address(fields),
        checked=fields.choice("checked", Checked) or Checked.NO,
        **{name: fields.text(name) for name in ("title", "journal", "year", "volume", "pages", "pmid", "note")},
    )


def _web_address(fields: Fields) -> str:
    url = fields.text("url")
    try:
        sound = not url or (urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc))
    except ValueError:  # as in http://[
        sound = False
    if not sound:
        fields.report.warning(fields.line("url"), f"“{url}” isn't a web address, and is left out. Begin it with https://.")
    return url if sound else ""
