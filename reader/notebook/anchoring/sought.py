"""Say what an anchor looks for: the words of its quote, those before it, and those after it."""

from dataclasses import dataclass
from functools import cached_property

from reader.notebook.anchoring.describe import CONTEXT, Anchor
from reader.notebook.anchoring.words import Words, is_spoken

ENOUGH = 8  # words on one side that tell a place from another
EDGE = 4  # words that the beginning or the end of a text counts for
# How long a context is that was cut, not one that ends where its text does: as long as was asked for, or doubled.
_CUT = frozenset(length << doubled for length in (32, CONTEXT) for doubled in range(32))


@dataclass(frozen=True)
class Sought:
    """An anchor's words; `first` to `last` are the quote's."""

    anchor: Anchor
    words: Words
    first: int
    last: int
    from_start: bool  # the words before the quote reach the beginning of its text
    to_end: bool

    @classmethod
    def by(cls, anchor: Anchor) -> "Sought":
        """Part an anchor into words."""
        words = Words(anchor.prefix + anchor.exact + anchor.suffix)
        start = len(anchor.prefix)
        first, last = words.touching(start, start + len(anchor.exact))
        return cls(anchor, words, first, last, anchor.start == start, len(anchor.suffix) not in _CUT)

    @property
    def quote(self) -> list[str]:
        """The words that were selected; whole ones, also where the selection cut them."""
        return self.words[self.first : self.last]

    @cached_property
    def spoken(self) -> int:
        """How many words of the quote are more than punctuation."""
        return sum(map(is_spoken, self.quote))

    def agreement(self, words: Words, first: int, last: int) -> tuple[int, int]:
        """Return how many words before and after `words[first:last]` are those of the anchor, ENOUGH at the most.

        What stands between white space is one word here. A text that begins or ends there, as it did, speaks for it
        like some words; one that is the same from end to end is enough, and so is all that is known of what stood around.
        """
        left, all_left = self._before(words, first)
        right, all_right = self._after(words, last)
        if all_left and all_right and len(self.words) >= ENOUGH:
            return ENOUGH, ENOUGH
        return min(ENOUGH, left + EDGE * (all_left and self.from_start)), min(ENOUGH, right + EDGE * (all_right and self.to_end))

    def _before(self, words: Words, first: int) -> tuple[int, bool]:
        """Return how many words agree, and whether all that is known does."""
        agreed, own = 0, self.words
        # The word that the context begins with may have been cut.
        for step in range(1, self.first + (1 if self.from_start else 0)):
            at = self.first - step
            if step > first or own[at] != words[first - step]:
                return agreed, False
            agreed += own.begins(at)
        return agreed, first == self.first or not self.from_start

    def _after(self, words: Words, last: int) -> tuple[int, bool]:
        agreed, own = 0, self.words
        following = len(own) - self.last
        for step in range(following if self.to_end else following - 1):
            at = self.last + step
            if last + step >= len(words) or own[at] != words[last + step]:
                return agreed, False
            agreed += own.ends_there(at)
        return agreed, last + following == len(words) or not self.to_end
