"""Take in a file of annotations: the good ones in one transaction, the bad ones listed each with its reason.

Whoever takes in the same file twice changes nothing the second time.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import NotebookError
from reader.notebook.exchange.fields import FieldError, Node
from reader.notebook.exchange.foreign import PassageOf, foreign_record
from reader.notebook.exchange.opening import Item, Opened, open_annotations
from reader.notebook.exchange.reading import record_of
from reader.notebook.exchange.terms import PREFIX
from reader.notebook.merging import Outcome, join
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import Record

Progress = Callable[[int, int, str], None]  # done, total, what

_LONGEST_NAME = 80  # characters of an id in a refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """An annotation that wasn't taken: which of the file it is, which field is to blame, and why."""

    number: int  # from 1
    deleted: bool  # it is among the deleted ones, which are counted by themselves
    id: str  # as it names itself; empty if it doesn't
    field: str  # empty where the whole is to blame
    reason: str

    def __str__(self) -> str:
        """Return the line that is shown of it."""
        named = f" ({self.id})" if self.id else ""
        about = f"{self.field} {self.reason}" if self.field else f"it {self.reason}"
        return f"{'Deleted item' if self.deleted else 'Item'} {self.number}{named}: {about}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What can be taken from a file, and what can't."""

    records: tuple[Record, ...]
    places: tuple[tuple[int, bool], ...]  # of each record in the file: its number, and whether it is among the deleted ones
    refused: tuple[Refusal, ...]
    broken: int | None = None  # the byte at which the file is broken off


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file. Every item of it is counted once."""

    added: int  # marks that weren't here
    changed: int  # marks that were here, and are different now
    same: int  # marks of which all was known here
    deletions: int  # of marks that weren't here: nothing is to be seen of them
    refused: tuple[Refusal, ...]
    conflicts: int = 0  # among the added and the changed: other words were written here at the same time; both are kept
    broken: int | None = None  # the byte at which the file is broken off; what came after it is missing
    backup: Path | None = field(default=None, compare=False)  # of the notebook as it was before

    @property
    def taken(self) -> int:
        """How many items were good."""
        return self.added + self.changed + self.same + self.deletions

    def __str__(self) -> str:
        """Return the sentences that tell of it."""
        counts = [f"{self.added:,} added", f"{self.changed:,} changed", f"{self.same:,} the same"]
        if self.deletions:
            counts.append(f"{self.deletions:,} deleted elsewhere that {_were(self.deletions)} not here")
        counts.append(f"{len(self.refused):,} refused")
        told = f"{', '.join(counts)}."
        if self.conflicts:
            told += f" On {self.conflicts:,} something else was written here at the same time: both are kept."
        if self.broken is not None:
            told += f" The file is broken off at byte {self.broken:,}: what came after that is missing."
        return told

    def as_text(self, most: int = 1_000_000) -> str:
        """Return the sentences and a line for each refusal, up to so many."""
        left = len(self.refused) - most
        more = [f"and {left:,} more"] if left > 0 else []
        return "\n".join([str(self), *map(str, self.refused[:most]), *more])

    def as_json(self, most: int = 1_000_000) -> str:
        """Return the counts and up to so many refusals, for scripts."""
        counts = {name: getattr(self, name) for name in _COUNTS} | {"refused": len(self.refused)}
        return json.dumps(counts | {"refusals": [asdict(refusal) for refusal in self.refused[:most]]}, indent=2)


_COUNTS = ("added", "changed", "same", "deletions", "conflicts", "broken")


def _silent(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def read_file(path: Path, passage_of: PassageOf, progress: Progress = _silent) -> Taken:
    """Return what the file at `path` holds; `passage_of` finds the texts that other programs' annotations speak of.

    Raises NotebookError if it can't be read or isn't such a file. Fit for a background job.
    """
    return read(open_annotations(path), _written_at(path), passage_of, progress)


def read(opened: Opened, at: datetime, passage_of: PassageOf, progress: Progress = _silent) -> Taken:
    """Return what the file holds; `at` is the time of what other programs don't say the time of."""
    records: list[Record] = []
    places: list[tuple[int, bool]] = []
    refused: list[Refusal] = []
    first: dict[str, int] = {}
    for done, item in enumerate(opened.items()):
        progress(done, len(opened.split.items), "Reading")
        try:
            record = _record(item, at, passage_of)
            _require_new(record, first)
        except FieldError as error:
            name = item.node.values.get("id") if isinstance(item.node, Node) else None
            refused.append(Refusal(item.number, item.deleted, _named(name), error.field, error.reason))
        else:
            first[record.mark.id] = item.number
            records.append(record)
            places.append((item.number, item.deleted))
    return Taken(tuple(records), tuple(places), tuple(refused), opened.split.broken)


def _record(item: Item, at: datetime, passage_of: PassageOf) -> Record:
    """Return what an item says, as our own notebooks would hold it."""
    node = item.node
    if isinstance(node, FieldError):
        raise node
    record = record_of(node) if _is_ours(node) else foreign_record(node, at, passage_of)
    return join(record, record)


def _require_new(record: Record, first: dict[str, int]) -> None:
    """Refuse a second item with the same id: nobody could say which counts."""
    if record.mark.id in first:
        raise FieldError("id", f"is that of item {first[record.mark.id]}")


def merge(notebook: Notebook, taken: Taken) -> Report:
    """Merge what was read from a file, after a backup of the notebook. Raises NotebookError where the disk refuses."""
    backup = notebook.back_up_before("import") if taken.records else None
    outcomes = notebook.merge(taken.records)
    ids = {record.mark.id for record, outcome in zip(taken.records, outcomes, strict=True) if outcome in _NEWS}
    conflicts = sum(record.mark.id in ids for record in notebook.in_conflict())
    counts = Counter(_counted(outcome, record) for outcome, record in zip(outcomes, taken.records, strict=True))
    refused = (*taken.refused, *_of_another_kind(taken, outcomes))
    in_order = tuple(sorted(refused, key=lambda one: (one.deleted, one.number)))
    return Report(counts["added"], counts["changed"], counts["same"], counts["gone"], in_order, conflicts, taken.broken, backup)


_NEWS = (Outcome.ADDED, Outcome.CHANGED)


def _counted(outcome: Outcome, record: Record) -> str:
    return "gone" if outcome is Outcome.ADDED and record.mark.deleted is not None else outcome.value


def _of_another_kind(taken: Taken, outcomes: list[Outcome]) -> Iterator[Refusal]:
    for record, (number, deleted), outcome in zip(taken.records, taken.places, outcomes, strict=True):
        if outcome is Outcome.REFUSED:
            yield Refusal(
                number, deleted, _named(record.mark.id), "motivation", "is another than that of the mark by this id here"
            )


def _is_ours(node: Node) -> bool:
    return any(name.startswith(f"{PREFIX}:") for name in node.values)


def _named(name: object) -> str:
    """Return an id as a refusal quotes it, on one line."""
    return ascii(name)[1:-1][:_LONGEST_NAME] if isinstance(name, str) else ""


def _written_at(path: Path) -> datetime:
    """Return when a file was written, to the second."""
    try:
        return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except (OSError, OverflowError, ValueError) as error:
        raise NotebookError(f"The file {path} can't be read.", "Check its name and the rights on it.") from error


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
