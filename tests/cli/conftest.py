"""Run commands in this process, and tell what they printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main

PACK = """
[pack]
id = "fever-clinic"
title = "Fever clinic"
edition = "{edition}"
released = {released}
language = "en"

[[group]]
id = "children"
title = "Children"
"""

FEVER = """---
title: Fever in a child
group: children
synonyms: [hot child]
---

Look for the cause before treating the number.

## Dose {#dose}

Give paracetamol by weight.

## When to refer {#refer}

Refer a child under three months the same day.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer


Wardbook = Callable[..., Said]


@pytest.fixture(scope="session")
def warm_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which the bundled pack is installed and indexed, for tests that only read."""
    home = tmp_path_factory.mktemp("warm") / "home"
    assert main(["search", "node", "--home", str(home)]) == 0
    return home


@pytest.fixture
def wardbook(capsys: pytest.CaptureFixture[str], warm_home: Path) -> Wardbook:
    """Return a function that runs a command, in the warm home unless it names another."""

    def run(*words: object, home: Path | None = None) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words] + ["--home", str(home or warm_home)])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def fever_pack(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a small pack."""

    def write(edition: str = "1", released: str = "2026-01-01", topic: str = FEVER) -> Path:
        folder = tmp_path / f"fever-{edition}"
        (folder / "topics").mkdir(parents=True)
        (folder / "pack.toml").write_text(PACK.format(edition=edition, released=released))
        (folder / "topics" / "fever.md").write_text(topic)
        return folder

    return write
