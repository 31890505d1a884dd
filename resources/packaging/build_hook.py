"""Compile the bundled pack while the wheel is built, so that a first start has a page to show at once."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Put topics.sqlite beside the pack's sources; a working tree compiles them in the home instead."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack, and refuse to build with a faulty one."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from reader.library.making.compile import compile_pack
        from reader.library.source.digest import pack_digest
        from reader.library.source.pack import read_pack

        content = Path(self.root) / "content"
        pack, findings = read_pack(content)
        compiled = Path(tempfile.mkdtemp(prefix="wardbook-")) / "compiled"
        if pack is not None:
            findings += compile_pack(pack, pack_digest(content), compiled)
        if findings:
            raise ValueError("\n".join(["The bundled pack isn't clean:", *map(str, sorted(findings))]))
        for path in compiled.iterdir():
            build_data["force_include"][str(path)] = f"reader/content/compiled/{path.name}"
