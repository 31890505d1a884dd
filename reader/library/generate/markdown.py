"""Write Markdown of which every word is shown as it is."""

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"[\\`*_{}\[\]#+!|~]")


def escaped(words: str) -> str:
    """Return plain words as Markdown: none of their signs is a mark, none begins a tag or an entity."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", safe)


def heading(words: str, name: str) -> str:
    """Return a heading that begins a section whose id is `name`."""
    return f"## {escaped(words)} {{#{name}}}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of plain words."""
    lines = [head, ["---"] * len(head), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
