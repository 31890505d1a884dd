"""Packs as a person would write them, small enough to read in a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

PACK_TOML = """\
[pack]
id = "small-pack"
title = "A small pack"
edition = "2026.11"
released = 2026-11-20
language = "en"

[[group]]
id = "axilla"
title = "The axilla"

[[group]]
id = "breast"
title = "The breast"
"""
TOPIC = "---\ntitle: Sentinel node\ngroup: axilla\n---\n\nText.\n"

MakePack = Callable[..., Path]


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """Return a function that writes a sound small pack, with files added, replaced, or (None) left out."""

    def make(files: dict[str, str | bytes | None] | None = None) -> Path:
        folder = tmp_path / "pack"
        for name, content in {"pack.toml": PACK_TOML, "topics/sentinel.md": TOPIC, **(files or {})}.items():
            if content is not None:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return make
