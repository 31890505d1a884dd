"""A pack whose editors want to be told, in which nothing is wrong until a test writes it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.making.check import check_pack
from reader.library.model import Finding

MakePack = Callable[..., Path]
Told = Callable[..., list[str]]

FRONT = """\
---
title: Sentinel node
group: axilla
order: 10
summary: What to do with it.
audience: clinician
synonyms: [SLNB]
evidence: high
authors: [Editors]
review_due: 2027-11-20
length: free
---
"""
REFERENCES = "a1:\n  title: One\n"
CITING = f"{FRONT}Text.[@a1]\n".replace("Sentinel node", "Citing")


@pytest.fixture
def told(make_pack: MakePack) -> Told:
    """Return a function that says what is found in a body, each as "line: message"."""

    def tell(body: str, *, swap: dict[str, str] | None = None, files: dict[str, str | bytes | None] | None = None) -> list[str]:
        front = FRONT
        for old, new in (swap or {}).items():
            front = front.replace(old, new)
        pack = make_pack()
        manifest = (pack / "pack.toml").read_text(encoding="utf-8") + "\n[checks]\neditorial = true\n"
        sources = {"topics/sentinel.md": f"{front}{body}\n", "topics/citing.md": CITING, "references.yaml": REFERENCES}
        pack = make_pack({"pack.toml": manifest, **sources, **(files or {})})
        first = front.count("\n")
        findings = [finding for finding in check_pack(pack) if not finding.file.startswith("topics/citing")]
        return [f"{_place(finding, first)}: {finding.message}" for finding in findings]

    return tell


def _place(finding: Finding, first: int) -> str:
    """Return a line of the body, counted from 1; what stands elsewhere with its file, and in the front matter by its own."""
    if finding.file != "topics/sentinel.md":
        return f"{finding.file}:{finding.line}"
    return str(finding.line - first) if finding.line > first else f"front {finding.line}"
