"""Know which version of a mark came before which, so that two notebooks can be made equal.

Of two values of a field the later one counts, so each field has its own time: whoever recolours a mark doesn't
undo what another wrote on it. Words are more than that. Their version says which writing of each notebook they
come from, as a version vector; words of which neither knew the others are both kept.
Source: Parker et al., Detection of Mutual Inconsistency in Distributed Systems, 1983.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from reader.notebook.marks import Bookmark, Highlight, Mark
from reader.notebook.times import to_text

Version = Mapping[str, str]  # by the name of a notebook: the time of its last writing that these words come from

_TICK = timedelta(microseconds=1)

FIELDS = ("deleted", "tags", "place", "colour", "position")  # of which the later value counts


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that were written on a mark: a note, or a bookmark's label."""

    words: str
    version: Version


@dataclass(frozen=True, slots=True)
class Stamps:
    """When each field of a mark was changed last; every time is a text that sorts as time does."""

    times: Mapping[str, str]  # by FIELDS, all of them
    words: Version = field(default_factory=dict)
    known: Version = field(default_factory=dict)  # the words that were known to whoever deleted the mark or brought it back


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
    return {
        "deleted": mark.deleted,
        "tags": mark.tags,
        "place": _place(mark),
        "colour": mark.colour if isinstance(mark, Highlight) else None,
        "position": mark.position if isinstance(mark, Bookmark) else None,
    }


def stamped(before: Record | None, mark: Mark, notebook: str) -> Record:
    """Return the record of `mark` as it was just saved in the notebook with that id."""
    if before is None:
        now = to_text(mark.modified)
        return Record(mark, Stamps(dict.fromkeys(FIELDS, now), {notebook: now}, {notebook: now}))
    mark = _after(before.mark, mark)
    now = to_text(mark.modified)
    old, new = values_of(before.mark), values_of(mark)
    changed = [name for name in FIELDS if old[name] != new[name]]
    stamps = replace(before.stamps, times={**before.stamps.times, **dict.fromkeys(changed, now)})
    if words_of(before.mark) != words_of(mark):
        stamps = replace(stamps, words={**stamps.words, _writer(before, notebook, now): now})
    if "deleted" in changed:
        stamps = replace(stamps, known=joined([stamps.words, *(other.version for other in before.others)]))
    return Record(mark, _knowing(stamps, mark), before.others)


def _after(before: Mark, mark: Mark) -> Mark:
    """Return `mark` as modified later than it was before, even if the clock was set back since."""
    if mark.modified > before.modified or mark == before:
        return mark
    return replace(mark, modified=before.modified + _TICK)


def _writer(before: Record, notebook: str, now: str) -> str:
    """Return under which name the notebook writes upon the words that are shown.

    If it has written other words already that stand beside these, a name of its own for this line of
    writing: under the old name, these words would seem to come from those.
    """
    here = before.stamps.words
    own = [notebook, *sorted(name for name in here if name.startswith(f"{notebook}/"))]
    fitting = (name for name in own if all(other.version.get(name, "") <= here.get(name, "") for other in before.others))
    return next(fitting, f"{notebook}/{now}")


def settled_words(before: Record | None, mark: Mark, notebook: str) -> Record:
    """Return the record of `mark` with the words that stand for all that were written elsewhere at the same time."""
    saved = stamped(before, mark, notebook)
    now = to_text(saved.mark.modified)
    known = joined([saved.stamps.words, *(other.version for other in saved.others), {notebook: now}])
    return Record(saved.mark, _knowing(replace(saved.stamps, words=known), mark))


def _knowing(stamps: Stamps, mark: Mark) -> Stamps:
    """Return the stamps so that what was written on a deleted mark, as on any other, doesn't bring it back."""
    return stamps if mark.deleted is None else replace(stamps, known=joined([stamps.known, stamps.words]))


def unversioned(mark: Mark) -> Record:
    """Return the record of a mark that comes from a program without versions: it was written when it was modified."""
    now = to_text(mark.modified)
    return Record(mark, Stamps(dict.fromkeys(FIELDS, now), {"": now}, {"": now}))


def comes_before(earlier: Version, later: Version) -> bool:
    """Tell whether whoever wrote `later` knew `earlier`; two versions of which neither is true are in conflict."""
    return earlier != later and all(later.get(notebook, "") >= at for notebook, at in earlier.items())


def joined(versions: Iterable[Version]) -> dict[str, str]:
    """Return the version of what was written by someone who knew them all."""
    found: dict[str, str] = {}
    for version in versions:
        for notebook, at in version.items():
            found[notebook] = max(found.get(notebook, ""), at)
    return found


def wording_key(wording: Wording) -> str:
    """Return what sorts wordings in a way that is alike everywhere."""
    return json.dumps([dict(wording.version), wording.words], sort_keys=True)


def to_json(stamps: Stamps) -> str:
    """Return the stamps as the notebook keeps them."""
    return json.dumps({"times": dict(stamps.times), "words": dict(stamps.words), "known": dict(stamps.known)}, sort_keys=True)


def from_json(text: str, modified: str) -> Stamps:
    """Return the stamps that `to_json` wrote; those of a mark that has none yet say when it was `modified`.

    Raises ValueError or TypeError for anything else.
    """
    held = json.loads(text)
    times, words, known = (version_of(held.get(name, {})) for name in ("times", "words", "known"))
    return Stamps({name: times.get(name, modified) for name in FIELDS}, words, known)


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
