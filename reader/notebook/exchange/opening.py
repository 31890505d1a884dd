"""Open a file of annotations: say whether it is one, and give its items one by one, each read on its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.exchange.fields import FieldError, Node, node_of
from reader.notebook.exchange.splitting import Extent, Split, split
from reader.notebook.exchange.terms import FORMAT, FORMAT_TERM
from reader.notebook.marks import clean

LARGEST_FILE = 256 << 20  # bytes: about a hundred thousand marks
LARGEST_ITEM = 8 << 20  # bytes: a mark over the longest topic, settled on many editions
_DEEPEST = 32  # brackets within brackets; ours have seven
_ADVICE = "Choose a file that Wardbook or another program has exported as Web Annotations (JSON-LD)."
_COLLECTIONS = {"AnnotationCollection", "AnnotationPage"}


@dataclass(frozen=True, slots=True)
class Item:
    """One annotation of a file, or why it can't be read."""

    number: int  # from 1; the deleted ones are counted by themselves
    deleted: bool
    node: Node | FieldError


@dataclass(frozen=True, slots=True)
class Opened:
    """The items of a file, and the byte at which it is broken off, if it is."""

    data: bytes
    split: Split

    def items(self) -> Iterator[Item]:
        """Read one item after the other."""
        numbers = {False: 0, True: 0}
        for extent in self.split.items:
            numbers[extent.deleted] += 1
            yield Item(numbers[extent.deleted], extent.deleted, _node(self.data, extent))


def open_annotations(path: Path) -> Opened:
    """Read the file and find its items; raises NotebookError if it can't be read or holds no annotations."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotebookError(
            f"The file {path} can't be read: {error.strerror}.", "Check its name and the rights on it."
        ) from error
    if len(data) > LARGEST_FILE:
        raise NotebookError(f"The file {path} has more than {LARGEST_FILE >> 20} MB.", f"No notebook is that large. {_ADVICE}")
    return find_annotations(data.removeprefix(b"\xef\xbb\xbf"), str(path))


def find_annotations(data: bytes, name: str) -> Opened:
    """Find the items of `data`, which is from the file with that name; raises NotebookError if it holds no annotations."""
    found = split(data)
    if found.broken is not None:
        if not found.items:
            raise NotebookError(f"The file {name} is no JSON, or is broken off.", _ADVICE)
        return Opened(data, found)
    try:
        around = _value(found.around, Extent(0, len(found.around), found.depth, deleted=False))
    except FieldError as error:
        raise NotebookError(f"The file {name} {error.reason}.", _ADVICE) from error
    if not isinstance(around, list) and _is_single(Node(around if isinstance(around, dict) else {}), name):
        found.items = [Extent(0, len(data), found.depth, deleted=False)]
    return Opened(data, found)


def _is_single(whole: Node, name: str) -> bool:
    """Tell whether a file is one annotation by itself; refuse what holds none, or more than we know."""
    form = whole.values.get(FORMAT_TERM, FORMAT)
    if not isinstance(form, int) or form > FORMAT:
        raise NotebookError(f"The file {name} was made by a newer Wardbook.", "Install the newer Wardbook to take it in.")
    kinds = {kind for kind in whole.several("type") if isinstance(kind, str)}
    if kinds & _COLLECTIONS or "Annotation" in kinds:
        return not kinds & _COLLECTIONS
    raise NotebookError(f"The file {name} holds no Web Annotations.", _ADVICE)


def _node(data: bytes, extent: Extent) -> Node | FieldError:
    try:
        return node_of(_value(data, extent))
    except FieldError as error:
        return error


def _value(data: bytes, extent: Extent) -> object:
    """Return what a part of the file says; raises FieldError for what is too large, too deep, or isn't JSON."""
    if extent.end - extent.start > LARGEST_ITEM:
        raise FieldError("", f"is larger than {LARGEST_ITEM >> 20} MB")
    if extent.depth > _DEEPEST:
        raise FieldError("", f"is nested more than {_DEEPEST} deep")
    try:
        return json.loads(data[extent.start : extent.end].decode(), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise FieldError("", "isn't UTF-8") from error
    except json.JSONDecodeError as error:
        raise FieldError("", f"is no JSON: {error.msg.lower()} at character {error.pos}") from error
    except FieldError:
        raise
    except ValueError as error:  # a number of more digits than Python reads
        raise FieldError("", "holds a number that is too long") from error


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; of two fields with one name nobody could say which counts."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise FieldError(clean(name[:40]), "stands there twice")
        found[name] = value
    return found


def _no_constant(name: str) -> object:
    raise FieldError("", f"holds {name}, which is no number")
