"""Say what compiled HTML is made of, before it is written: blocks, and runs of text within the innermost ones.

A block holds either blocks or runs. A block without a tag is text that stands directly in its list item or cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.library.text import TextBuilder

APPARATUS = "apparatus"  # the reserved class of blocks that aren't text
CITE = "cite:"  # the reserved scheme of links that aren't text


class Mark(NamedTuple):
    """An inline element around a run."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Run:
    """A piece of text under the same marks, or an atom: `br`, `img`, `missing` (an image) or `anchor` (a name)."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    atom: str = ""
    attrs: dict[str, str] = field(default_factory=dict)

    @property
    def is_apparatus(self) -> bool:
        """Tell whether the page shows it without its being text."""
        return any(mark.tag == "a" and mark.attrs and mark.attrs[0][1].startswith(CITE) for mark in self.marks)


@dataclass(slots=True)
class Block:
    """A block of compiled HTML."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    blocks: "list[Block]" = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    id: str = ""  # of a heading: what `{#id}` says
    formerly: tuple[str, ...] = ()

    @property
    def is_apparatus(self) -> bool:
        """Tell whether the page shows it without its being text."""
        return APPARATUS in self.attrs.get("class", "").split()


def leaves(blocks: list[Block]) -> Iterator[Block]:
    """Yield the innermost blocks, in order."""
    for block in blocks:
        if block.blocks:
            yield from leaves(block.blocks)
        else:
            yield block


def one_text(blocks: list[Block]) -> str:
    """Return what the page shows of `blocks`, apparatus left out."""
    builder = TextBuilder()
    for block in leaves(blocks):
        if not block.is_apparatus:
            feed_runs(builder, block.runs)
            builder.block()
    return builder.result()[0]


def feed_runs(builder: TextBuilder, runs: list[Run]) -> None:
    """Add the text of one block."""
    for run in runs:
        if run.atom == "br":
            builder.feed(" ")
        elif run.text == "\n":
            builder.block()
        elif run.text and not run.is_apparatus:
            builder.feed(run.text)


def words_of(runs: list[Run]) -> str:
    """Return the text of `runs` alone, on one line."""
    builder = TextBuilder()
    feed_runs(builder, runs)
    return builder.result()[0].replace("\n", " ")
