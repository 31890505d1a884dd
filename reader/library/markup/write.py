"""Write blocks as compiled HTML."""

from collections.abc import Iterable
from html import escape

from reader.library.markup.content import CITE, Block, Mark, Run


def html_of(blocks: Iterable[Block]) -> str:
    """Return `blocks` as HTML; everything an author wrote is escaped here, once more."""
    parts: list[str] = []
    _write(blocks, parts)
    return "".join(parts)


def _write(blocks: Iterable[Block], parts: list[str]) -> None:
    for block in blocks:
        if block.tag == "hr":
            parts.append("<hr>")
            continue
        if block.tag:
            parts.append(f"<{block.tag}{_attributes(block.attrs.items())}>")
        _write(block.blocks, parts)
        _write_runs(block.runs, parts)
        if block.tag:
            parts.append(f"</{block.tag}>")


def _write_runs(runs: list[Run], parts: list[str]) -> None:
    """Open and close marks only where they change."""
    opened: list[Mark] = []
    for run in runs:
        shared = 0
        while shared < min(len(opened), len(run.marks)) and opened[shared] == run.marks[shared]:
            shared += 1
        _close(opened, shared, parts)
        for mark in run.marks[shared:]:
            parts.append(f"<{mark.tag}{_attributes(mark.attrs)}>")
            opened.append(mark)
        parts.append(_atom(run) if run.atom else escape(run.text, quote=False))
    _close(opened, 0, parts)


def _close(opened: list[Mark], down_to: int, parts: list[str]) -> None:
    while len(opened) > down_to:
        parts.append(f"</{opened.pop().tag}>")


def _atom(run: Run) -> str:
    if run.atom == "img":
        return f"<img{_attributes((key, value) for key, value in run.attrs.items() if key != 'caption')}>"
    if run.atom == "anchor":
        return f"<a{_attributes(run.attrs.items())}></a>"
    if run.atom == "missing":
        return f'<a href="{CITE}missing">[picture not found: {escape(run.attrs["src"], quote=False)}]</a>'
    return "<br>"


def _attributes(attrs: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attrs)
