"""Read a pack from its folder, and name every fault and warning that can be found without rendering it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.library.model import Finding, Pack
from reader.library.source.figures import sound_figures
from reader.library.source.manifest import ReadManifest, read_manifest
from reader.library.source.references import read_references
from reader.library.source.report import FileReport
from reader.library.source.sidebar_order import sidebar_order
from reader.library.source.source_text import read_source
from reader.library.source.topics import read_topics
from reader.library.source.tree import ABBREVIATIONS, MANIFEST, REFERENCES, SYNONYMS, PackTree, walk_pack
from reader.library.source.vocabulary import abbreviation_rules, read_abbreviations, read_synonyms

_Read = TypeVar("_Read")


def read_pack(folder: Path) -> tuple[Pack | None, list[Finding]]:
    """Return the pack in `folder` and all that is wrong with it, sorted by file and line.

    The pack is None where too little could be read. Beside faults it may still be there, so that rendering it finds
    more to report; but a pack with a fault is never installed.
    """
    tree = walk_pack(folder)
    findings = list(tree.findings)
    if not tree.files and findings:
        return None, sorted(findings)
    pack = _read(tree, findings)
    return pack, sorted(findings)


def _read(tree: PackTree, findings: list[Finding]) -> Pack | None:
    manifest = _manifest(tree, findings)
    topics = read_topics(tree, manifest.groups, findings)
    references = _optional(tree, REFERENCES, read_references, findings)
    abbreviations = _optional(tree, ABBREVIATIONS, read_abbreviations, findings)
    synonyms = _optional(tree, SYNONYMS, read_synonyms, findings)
    if not any(finding.file.startswith("topics/") for finding in findings) and not topics:
        FileReport("topics", findings).fault(1, "The pack has no topic. Put at least one .md file into its folder topics.")
    if manifest.manifest is None or not topics:
        return None
    return Pack(
        folder=tree.folder,
        manifest=manifest.manifest,
        topics=sidebar_order(topics, manifest.manifest.groups),
        references=references,
        abbreviations={short: entry.means for short, entry in abbreviations.items()},
        synonyms=abbreviation_rules(abbreviations) + synonyms.rules,
        figures=sound_figures(tree, findings),
        kinds={short: entry.kind for short, entry in abbreviations.items() if entry.kind},
        drugs=synonyms.drugs,
    )


def _manifest(tree: PackTree, findings: list[Finding]) -> ReadManifest:
    report = FileReport(MANIFEST, findings)
    if MANIFEST not in tree.files:
        if not any(finding.file == MANIFEST for finding in findings):
            report.fault(1, "The folder has no pack.toml. Put one there that says id, title, released and language.")
        return ReadManifest(None, None)
    text = read_source(tree.folder, report)
    return ReadManifest(None, None) if text is None else read_manifest(text, report)


def _optional(tree: PackTree, file: str, read: Callable[[str, FileReport], _Read], findings: list[Finding]) -> _Read:
    """Read a file that a pack may do without: it then counts as empty."""
    report = FileReport(file, findings)
    text = read_source(tree.folder, report) if file in tree.files else None
    return read(text or "", report)
