"""Read YAML as plain text in lists and tables, each with its line.

Values stay the words that the author wrote: YAML's own reading would make `no` false, `012` ten and
`2026-02-30` an exception. Only PyYAML's parser is used and none of its constructors, so that nothing in a file can
become an object. Anchors and aliases are refused, since a few lines of them can grow to gigabytes, and the
tree is built without recursion, since deep nesting would exhaust the stack.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

MAX_DEPTH = 12
MAX_NODES = 300_000

# The C parser is some ten times faster; some builds of PyYAML come without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ADVICE = "Check the indentation there, and put a text that holds a colon or begins with a sign into quotes."


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, a number or a text, as it was written; empty where YAML says null."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file; entries whose key isn't a plain text are left out."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node: TypeAlias = Scalar | Listing | Table


class UnreadableYamlError(Exception):
    """Say in a sentence why a text can't be read as YAML, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        """Keep both for the finding."""
        super().__init__(line, message)
        self.line = line
        self.message = message


def read_yaml(text: str, first_line: int = 1) -> Node:
    r"""Return the tree of the one document in `text`, whose first line is line `first_line` of its file.

    Raises UnreadableYamlError. `text` has `\n` alone between its lines.
    """
    builder = _Builder(_line_ends(text), first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = builder.line_at(error.position)
        raise UnreadableYamlError(line, "This holds a character that YAML doesn't allow. Take it out.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = builder.line_at(mark.index) if mark else first_line
        raise UnreadableYamlError(line, f"This isn't valid YAML: {error.problem}. {_ADVICE}") from error
    return builder.root or Scalar("", first_line)


def _line_ends(text: str) -> list[int]:
    return [index for index, sign in enumerate(text) if sign == "\n"]


@dataclass(slots=True)
class _Open:
    """A list or table whose end hasn't been read yet; a table's keys and values alternate."""

    is_table: bool
    line: int
    nodes: list[Node] = field(default_factory=list)

    def closed(self) -> Node:
        if not self.is_table:
            return Listing(tuple(self.nodes), self.line)
        pairs = zip(self.nodes[::2], self.nodes[1::2], strict=True)
        return Table(tuple((key, value) for key, value in pairs if isinstance(key, Scalar)), self.line)


@dataclass(slots=True)
class _Builder:
    """Build the tree from the parser's events."""

    line_ends: list[int]
    first_line: int
    root: Node | None = None
    open: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def line_at(self, index: int) -> int:
        # Counted here, since YAML takes U+2028 for the end of a line and editors don't.
        return bisect_left(self.line_ends, index) + self.first_line

    def take(self, event: yaml.Event) -> None:
        line = self.line_at(event.start_mark.index if event.start_mark else 0)
        match event:
            case yaml.DocumentStartEvent():
                self._document(line)
            case yaml.AliasEvent():
                raise UnreadableYamlError(line, "YAML aliases (*name) aren't read. Write the text out.")
            case yaml.ScalarEvent():
                self._check(event, line)
                null = event.implicit[0] and event.value in _NULLS
                self._place(Scalar("" if null else event.value, line))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._check(event, line)
                self._enter(_Open(isinstance(event, yaml.MappingStartEvent), line))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._place(self.open.pop().closed())

    def _document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise UnreadableYamlError(line, "A second YAML document begins here. Take out the line of three hyphens.")

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise UnreadableYamlError(line, f"There are over {MAX_NODES:,} entries here. Split the pack.")
        if event.anchor is not None:
            raise UnreadableYamlError(line, "YAML anchors (&name) aren't read. Write the text out where it is used.")
        if event.tag is not None:
            raise UnreadableYamlError(line, "YAML tags (!name) aren't read. Take it out.")

    def _enter(self, container: _Open) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise UnreadableYamlError(container.line, f"This is nested more than {MAX_DEPTH} deep. Write it flatter.")
        self.open.append(container)

    def _place(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node
