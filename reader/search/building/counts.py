"""Count in how many sections each word stands and how it is written: up as sections come, down as they go.

The counts depend on the sections alone, not on their order, so that an index that was kept up to date has the same
vocabulary as one that was made anew. Beside the vocabulary, `spellings.tsv` keeps how often a form is written in
another way than the form itself, which only counting down needs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from reader.home import open_private
from reader.search.vocabulary import VOCABULARY

SPELLINGS = "spellings.tsv"
_UNSHOWN = frozenset("\t\n\r")  # a spelling with one of these can't stand in a line


class WordCounts:
    """The words of some sections; memory grows with the vocabulary, not with the text."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sections = Counter[str]()  # that have a form
        self.spellings = Counter[tuple[str, str]]()  # sections, by form and how it is written where that differs

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the counts that `write` wrote. Raises OSError or ValueError where they are no good."""
        counts = cls()
        for form, sections, _ in _lines(folder / VOCABULARY):
            counts.sections[form] = int(sections)
        for form, written, sections in _lines(folder / SPELLINGS):
            counts.spellings[form, written] = int(sections)
        return counts

    def add(self, written: Mapping[str, str]) -> None:
        """Count the forms of one section, each with how it is written there."""
        self.sections.update(written.keys())
        self.spellings.update(_differing(written))

    def take(self, written: Mapping[str, str]) -> None:
        """Take back what `add` counted of a section."""
        self.sections.subtract(written.keys())
        self.spellings.subtract(_differing(written))

    def add_all(self, other: "WordCounts") -> None:
        """Count what another has counted."""
        self.sections.update(other.sections)
        self.spellings.update(other.spellings)

    def write(self, folder: Path) -> None:
        """Write both files, in order of form; former ones in the folder give way."""
        spellings = sorted((form, written, sections) for (form, written), sections in self.spellings.items() if sections > 0)
        _write_lines(folder / SPELLINGS, spellings)
        shown = self._shown(spellings)
        counted = sorted((form, sections) for form, sections in self.sections.items() if sections > 0)
        _write_lines(folder / VOCABULARY, ((form, sections, shown.get(form, "")) for form, sections in counted))

    def _shown(self, spellings: Iterable[tuple[str, str, int]]) -> dict[str, str]:
        """Return for each form that is mostly written in another way how it is written."""
        best: dict[str, tuple[int, str]] = {}
        rest = dict(self.sections)
        for form, written, sections in spellings:
            rest[form] -= sections
            best[form] = max(best.get(form, (0, "")), (sections, written))
        return {form: written for form, (sections, written) in best.items() if sections > rest[form]}


def _differing(written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((form, how) for form, how in written.items() if how != form and not _UNSHOWN.intersection(how))


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            first, second, third = line.rstrip("\n").split("\t")
            yield first, second, third


def _write_lines(path: Path, lines: Iterable[tuple[str | int, ...]]) -> None:
    path.unlink(missing_ok=True)
    with open(path, "x", encoding="utf-8", newline="\n", opener=open_private) as file:
        file.writelines("\t".join(map(str, line)) + "\n" for line in lines)
