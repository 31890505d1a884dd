"""Know every word of the shelf and how many sections have it: to complete a word and to correct one.

Each index carries its own as `vocabulary.tsv`: form, number of sections and, where it differs, how the word is
written. Reading that is far quicker than asking the index for every term.
"""

from bisect import bisect_left
from collections.abc import Iterable
from heapq import nlargest

from reader.search.checksums import SealedIndex
from reader.search.spelling import fold_beginning
from reader.search.typos import allowed_edits, last_edits, near_words

VOCABULARY = "vocabulary.tsv"
MOST_EXPANSIONS = 16
_FAR = 3  # edits, for what is only offered


class Vocabulary:
    """The words of all open indexes together."""

    def __init__(self, indexes: Iterable[SealedIndex]) -> None:
        """Read the vocabulary of every index. Raises DamagedIndexError."""
        self._sections: dict[str, int] = {}
        self._written: dict[str, str] = {}
        for index in indexes:
            self._read(index.read(VOCABULARY).decode())
        self._sorted = sorted(self._sections)
        self._by_letter: dict[str, list[str]] = {}
        self._named: set[str] = set()

    def __contains__(self, form: str) -> bool:
        return form in self._sections

    def sections(self, form: str) -> int:
        """Return in how many sections a form stands, at least."""
        return self._sections.get(form, 0)

    def written(self, form: str) -> str:
        """Return how a form is written in the text."""
        return self._written.get(form, form)

    def commonest(self, many: int) -> list[str]:
        """Return the words that stand in most sections."""
        return nlargest(many, self._sections, key=self._sections.__getitem__)

    def beginning_with(self, letters: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the most frequent words that begin with `letters`, a folded word still being typed."""
        found: set[str] = set()
        for beginning in fold_beginning(letters):
            start = bisect_left(self._sorted, beginning)
            end = bisect_left(self._sorted, beginning + "\U0010ffff", lo=start)
            found.update(self._sorted[start:end])
        return tuple(nlargest(MOST_EXPANSIONS, found - without, key=lambda form: (self._sections[form], form)))

    def near(self, form: str) -> list[tuple[int, str]]:
        """Return likely corrections of a form as (number of edits, word), the fewest edits and most frequent first."""
        edits = allowed_edits(form)
        if not edits or not form.isalpha():
            return []
        swapped = form[1] if form[1] != form[0] else ""
        found = near_words(form, self._words(form[0]), edits)
        if swapped:
            found += [(cost, word) for cost, word in near_words(form, self._words(swapped), edits) if word[1:2] == form[0]]
        if not found and (more := last_edits(form)):
            # So much of a short word may only have been put in another order.
            found = [near for near in near_words(form, self._words(form[0]), more) if sorted(near[1]) == sorted(form)]
        return sorted(found, key=lambda near: (near[0], -self._sections.get(near[1], 0), near[1]))[:MOST_EXPANSIONS]

    def nearest(self, form: str) -> list[str]:
        """Return words that look like a form, however it begins, the nearest and most frequent first."""
        candidates = [word for word in self._sorted if word.isalpha() and abs(len(word) - len(form)) <= _FAR]
        found = near_words(form, candidates, min(_FAR, len(form) // 3))
        return [word for _, word in sorted(found, key=lambda near: (near[0], -self._sections[near[1]], near[1]))]

    def is_named(self, form: str) -> bool:
        """Tell whether a pack names a form among its synonyms, as it does drugs and their brands."""
        return form in self._named

    def add_known(self, forms: Iterable[str]) -> None:
        """Make words known that stand in no text, such as a brand in synonyms.yaml, so that typos of them are mended."""
        for form in forms:
            self._named.add(form)
            if form not in self._sections and form.isalpha():
                self._words(form[0]).append(form)

    def _words(self, letter: str) -> list[str]:
        """Return the words of letters alone that begin with `letter`; looked for at the first typo with it."""
        if letter not in self._by_letter:
            start = bisect_left(self._sorted, letter)
            end = bisect_left(self._sorted, letter + "\U0010ffff", lo=start)
            self._by_letter[letter] = [word for word in self._sorted[start:end] if word.isalpha()]
        return self._by_letter[letter]

    def _read(self, table: str) -> None:
        for line in table.split("\n")[:-1]:
            form, sections, written = line.split("\t")
            self._sections[form] = self._sections.get(form, 0) + int(sections)
            if written:
                self._written[form] = written
