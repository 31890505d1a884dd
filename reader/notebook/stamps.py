"""Know which version of a mark came before which, so that two notebooks can be made equal.

Of two values of a field the later one counts, so each field has its own time: whoever recolours a mark doesn't
undo what another wrote on it. Words are more than that. Their version says which writing of each notebook they
come from, as a version vector; words of which neither knew the others are both kept.
Source: Parker et al., Detection of Mutual Inconsistency in Distributed Systems, 1983.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reader.notebook.marks import Bookmark, Highlight, Mark
from reader.notebook.times import to_text

Version = Mapping[str, str]  # by notebook's id: the time of its last writing that these words come from


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that were written on a mark: a note, or a bookmark's label."""

    words: str
    version: Version


@dataclass(frozen=True, slots=True)
class Stamps:
    """When each field of a mark was changed last; every time is a text that sorts as time does."""

    base: str  # what isn't in `times` was last changed then, or earlier
    times: Mapping[str, str] = field(default_factory=dict)
    words: Version = field(default_factory=dict)
    known: Version = field(default_factory=dict)  # the words that were known to whoever deleted the mark or brought it back

    def of(self, name: str) -> str:
        """Return when that field was changed last."""
        return self.times.get(name, self.base)


@dataclass(frozen=True, slots=True)
class Record:
    """All that the notebook holds of a mark; `others` are words that were written elsewhere at the same time."""

    mark: Mark
    stamps: Stamps
    others: tuple[Wording, ...] = ()

    @property
    def wording(self) -> Wording:
        """The words that are shown."""
        return Wording(words_of(self.mark), self.stamps.words)


def words_of(mark: Mark) -> str:
    """Return what the reader wrote on a mark."""
    return mark.label if isinstance(mark, Bookmark) else mark.note


def values_of(mark: Mark) -> dict[str, object]:
    """Return the fields of which the later value counts; what belongs together is one field."""
    values: dict[str, object] = {"deleted": mark.deleted, "tags": mark.tags, "place": _place(mark)}
    if isinstance(mark, Highlight):
        values["colour"] = mark.colour
    if isinstance(mark, Bookmark):
        values["position"] = mark.position
    return values


def stamped(before: Record | None, mark: Mark, notebook: str) -> Record:
    """Return the record of `mark` as it was just saved in the notebook with that id."""
    now = to_text(mark.modified)
    if before is None:
        return Record(mark, Stamps(now, words={notebook: now}, known={notebook: now}))
    old, new = values_of(before.mark), values_of(mark)
    changed = {name: now for name, value in new.items() if name not in old or old[name] != value}
    stamps = replace(before.stamps, times={**before.stamps.times, **changed})
    if words_of(before.mark) != words_of(mark):
        stamps = replace(stamps, words={**stamps.words, notebook: now})
    if "deleted" in changed:
        stamps = replace(stamps, known=stamps.words)
    return Record(mark, stamps, before.others)


def comes_before(earlier: Version, later: Version) -> bool:
    """Tell whether whoever wrote `later` knew `earlier`; two versions of which neither is true are in conflict."""
    return earlier != later and all(later.get(notebook, "") >= at for notebook, at in earlier.items())


def joined(one: Version, other: Version) -> dict[str, str]:
    """Return the version of what was written by someone who knew both."""
    return {notebook: max(one.get(notebook, ""), other.get(notebook, "")) for notebook in one.keys() | other.keys()}


def to_json(stamps: Stamps) -> str:
    """Return the stamps as the notebook keeps them."""
    return json.dumps(
        {"base": stamps.base, "times": dict(stamps.times), "words": dict(stamps.words), "known": dict(stamps.known)},
        sort_keys=True,
    )


def from_json(text: str, modified: str) -> Stamps:
    """Return the stamps that `to_json` wrote; those of a mark that has none yet say when it was `modified`.

    Raises ValueError or TypeError for anything else.
    """
    held = json.loads(text)
    return Stamps(_text(held.get("base", modified)), *(version_of(held.get(name, {})) for name in ("times", "words", "known")))


def version_of(held: object) -> dict[str, str]:
    """Return what JSON held as a version; raises TypeError for anything else."""
    if not isinstance(held, dict):
        raise TypeError(f"no version: {held!r}")
    return {_text(name): _text(at) for name, at in held.items()}


def _place(mark: Mark) -> tuple[object, ...]:
    if isinstance(mark, Highlight):
        return (mark.edition, mark.edition_label, mark.targets)
    return (mark.edition, mark.edition_label, mark.pack, mark.topic, mark.section, mark.heading_path)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value
