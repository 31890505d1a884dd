"""Know which version of a mark came before which, so that two notebooks can be made equal.

Of two values of a field the later one counts, so each field has its own time: whoever recolours a mark doesn't
undo what another wrote on it. Words are more than that. Their version says which writing of each notebook they
come from, as a version vector; words of which neither knew the others are both kept.
Source: Parker et al., Detection of Mutual Inconsistency in Distributed Systems, 1983.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reader.notebook.marks import Bookmark, Highlight, Mark
from reader.notebook.times import to_text

Version = Mapping[str, str]  # by the name of a notebook: the time of its last writing that these words come from

FIELDS = ("deleted", "tags", "place", "colour", "position")  # of which the later value counts


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that were written on a mark: a note, or a bookmark's label."""

    words: str
    version: Version

    @property
    def writer(self) -> str:
        """The notebook in which they were written last; nothing where that isn't known."""
        return max(self.version, key=self.version.__getitem__).partition("/")[0] if self.version else ""


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

    @property
    def other_words(self) -> tuple[str, ...]:
        """The words that were written elsewhere, as far as they say anything else."""
        return tuple(dict.fromkeys(other.words for other in self.others if other.words != words_of(self.mark)))


def seen_from(record: Record, notebook: str) -> tuple[Mark, tuple[str, ...]]:
    """Return a mark with the words that were written in a notebook, and those that were written elsewhere meanwhile.

    Where none were written there, the latest stand, as for everybody.
    """
    own = next((one.words for one in (record.wording, *record.others) if one.writer == notebook), words_of(record.mark))
    standing = dict.fromkeys((words_of(record.mark), *record.other_words))
    return with_fields(record.mark, dict.fromkeys(FIELDS, record.mark), own), tuple(words for words in standing if words != own)


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


def with_fields(mark: Mark, taken: Mapping[str, Mark], words: str) -> Mark:
    """Return `mark` with each of FIELDS as the version has it from which it is taken, and with these words."""
    mark = replace(taken["place"], id=mark.id, creator=mark.creator, created=mark.created, modified=mark.modified)
    mark = replace(mark, deleted=taken["deleted"].deleted, tags=taken["tags"].tags)
    if isinstance(mark, Bookmark):
        position = taken["position"]
        return replace(mark, label=words, position=position.position if isinstance(position, Bookmark) else mark.position)
    if isinstance(mark, Highlight):
        colour = taken["colour"]
        return replace(mark, note=words, colour=colour.colour if isinstance(colour, Highlight) else mark.colour)
    return replace(mark, note=words)


def unversioned(mark: Mark) -> Record:
    """Return the record of a mark that comes from a program without versions: it was written when it was modified."""
    now = to_text(mark.modified)
    return Record(mark, Stamps(dict.fromkeys(FIELDS, now), {"": now}, {"": now}))


def comes_before(earlier: Version, later: Version) -> bool:
    """Tell whether whoever wrote `later` knew `earlier`; two versions of which neither is true are in conflict."""
    return earlier != later and all(later.get(notebook, "") >= at for notebook, at in earlier.items())


def unsurpassed(wordings: Iterable[Wording]) -> list[Wording]:
    """Return the wordings that nobody has written upon."""
    every = list(wordings)
    return [wording for wording in every if not any(_gave_way(wording, to) for to in every)]


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


def _gave_way(wording: Wording, to: Wording) -> bool:
    """Tell whether a wording came before another; one that is no longer known came before all."""
    if comes_before(wording.version, to.version):
        return True
    return wording.version == to.version == {} and not wording.words and bool(to.words)


def _place(mark: Mark) -> tuple[object, ...]:
    if isinstance(mark, Highlight):
        return (mark.edition, mark.edition_label, mark.targets)
    return (mark.edition, mark.edition_label, mark.pack, mark.topic, mark.section, mark.heading_path)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value
