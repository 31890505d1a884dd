"""Read pack.toml: what a pack is, its groups, and what was withdrawn from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reader.library.model import Group, Manifest, Withdrawal
from reader.library.source.names import is_reserved
from reader.library.source.report import FileReport
from reader.library.source.toml_fields import TomlTable
from reader.library.source.toml_lines import Toml, UnreadableTomlError, read_toml

_PACK_ID = re.compile(r"[a-z0-9-]{3,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PACK_KEYS = frozenset(
    {
        "id",
        "title",
        "edition",
        "released",
        "language",
        "summary",
        "publisher",
        "license",
        "disclaimer",
        "patient_disclaimer",
    }
)


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """What could be read of pack.toml: the groups stand even where a fault leaves no manifest."""

    manifest: Manifest | None
    groups: tuple[Group, ...] | None  # None where the file can't be read at all


def read_manifest(text: str, report: FileReport) -> ReadManifest:
    """Read the `text` of pack.toml."""
    try:
        toml = read_toml(text)
    except UnreadableTomlError as error:
        report.fault(error.line, error.message)
        return ReadManifest(None, None)
    for key in toml.values.keys() - {"pack", "group", "withdrawn", "checks"}:
        line = toml.line(key=key) if ("", 0, key) in toml.lines else toml.line(key)
        report.warning(line, f"“{key}” isn't known here, and is ignored. Check how it is written, or take it out.")
    groups = tuple(_groups(toml, report))
    manifest = _pack(toml, report)
    if manifest:
        withdrawn = tuple(_withdrawn(toml, report, manifest.released))
        manifest = replace(manifest, groups=groups, withdrawn=withdrawn, editorial=_wants_editing(toml, report))
    return ReadManifest(manifest, groups)


def _pack(toml: Toml, report: FileReport) -> Manifest | None:
    value = toml.values.get("pack")
    if not isinstance(value, dict):
        report.fault(1, "There is no [pack] table here. Put [pack] above id, title, released and language.")
        return None
    table = TomlTable(value, "pack", 0, toml, report)
    table.warn_of_unknown(_PACK_KEYS)
    pack_id, title = _pack_id(table), table.required_text("title")
    released, language = table.required_date("released"), _language(table)
    if not (pack_id and title and released and language):
        return None
    return Manifest(
        id=pack_id,
        title=title,
        edition=table.text("edition") or released.isoformat(),
        released=released,
        language=language,
        summary=table.text("summary"),
        publisher=table.text("publisher"),
        license=table.text("license"),
        disclaimer=table.text("disclaimer"),
        patient_disclaimer=table.text("patient_disclaimer"),
    )


def _pack_id(table: TomlTable) -> str:
    pack_id = table.required_text("id")
    if pack_id and not _PACK_ID.fullmatch(pack_id):
        table.fault("id", f"“{pack_id}” can't be a pack's id. Use 3 to 64 of a-z, 0-9 and the hyphen.")
        return ""
    if is_reserved(pack_id):
        table.fault("id", f"“{pack_id}” can't be a pack's id, since it is a device on Windows. Choose another one.")
        return ""
    return pack_id


def _language(table: TomlTable) -> str:
    language = table.required_text("language")
    if language and not _LANGUAGE.fullmatch(language):
        table.fault("language", f"“{language}” isn't the code of a language. Write it as en, fr or pt-BR.")
        return ""
    return language


def _groups(toml: Toml, report: FileReport) -> Iterator[Group]:
    seen: set[str] = set()
    for table in _tables("group", toml, report):
        table.warn_of_unknown(frozenset({"id", "title"}))
        group_id = table.text("id")
        if not group_id:
            table.warn("id", 'This group has no id, and is left out. Give it one, as in id = "axilla".')
        elif group_id in seen:
            table.warn("id", f"The group “{group_id}” stands here a second time, and the first counts. Take one out.")
        else:
            seen.add(group_id)
            yield Group(group_id, _group_title(table) or group_id)


def _group_title(table: TomlTable) -> str:
    title = table.text("title")
    if not title:
        table.warn("title", 'This group has no title, and its id is shown. Give it one, as in title = "The axilla".')
    return title


def _withdrawn(toml: Toml, report: FileReport, released: date) -> Iterator[Withdrawal]:
    for table in _tables("withdrawn", toml, report):
        table.warn_of_unknown(frozenset({"topic", "reason", "date"}))
        topic, day = table.text("topic"), table.day("date")
        if not topic:
            table.warn("topic", 'This withdrawal names no topic, and is left out. Name one, as in topic = "old-topic".')
            continue
        if day is None:
            table.warn("date", "This withdrawal has no date, and the pack's release counts. Write it as date = 2026-11-20.")
        yield Withdrawal(topic, table.text("reason"), day or released)


def _wants_editing(toml: Toml, report: FileReport) -> bool:
    value = toml.values.get("checks", {})
    if not isinstance(value, dict):
        report.warning(toml.line(key="checks"), "“checks” is left out. Write it in a pair of brackets: [checks].")
        return False
    table = TomlTable(value, "checks", 0, toml, report)
    table.warn_of_unknown(frozenset({"editorial"}))
    return table.flag("editorial")


def _tables(name: str, toml: Toml, report: FileReport) -> Iterator[TomlTable]:
    value = toml.values.get(name, [])
    items = value if isinstance(value, list) else [value]
    for index, item in enumerate(items):
        if isinstance(item, dict) and isinstance(value, list):
            yield TomlTable(item, name, index, toml, report)
        else:
            report.warning(toml.line(name, index), f"[{name}] is left out. Write it in two pairs of brackets: [[{name}]].")
            return
