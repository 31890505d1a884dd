"""Part a text into words, and find runs of them: whole words only, whatever white space stands between them.

A number with its decimals is one word, so that "5 mg" isn't found in "0.5 mg"; so is each character of a script that
writes no spaces, and each sign. Dashes and quotation marks count by what they mean, not by how they are drawn.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import overload

from reader.notebook.marks import clean

# Python's \w leaves out the marks that combine with a letter; in many scripts these are vowels.
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d\u0859-\u085b\u08d3-\u0903"
    "\u093a-\u0963\u0981-\u0983\u09bc-\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d82\u0d83"
    "\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f87\u102b-\u103e\u1056-\u108f"
    "\u135d-\u135f\u17b4-\u17d3\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
# Thai, Lao, Myanmar, Khmer, Chinese and Japanese: a word's end isn't seen, so that each character stands alone.
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_FIRST_UNSPACED = "\u3005"  # Chinese and Japanese; Thai has spaces now and then
_LETTER = rf"(?:(?![{_UNSPACED}])[\w{_COMBINING}])"
_WORD = re.compile(
    rf"(?:(?<![\w.])\.)?\d+(?:[.,·٫٬:/]\d+)*{_LETTER}*"  # 0.5, .5, 1,000, 1/2, 10mg
    rf"|{_LETTER}+(?:['’]{_LETTER}+)*"
    rf"|[^\s][{_COMBINING}]*"
)
_GLUE = 8  # signs beside a word that are looked at
_FREE_BEFORE = re.compile(r"""(?:^|\s|[\u3005-\U0003ffff])[\[({<"'“‘«¿¡*_`]*$""")
_FREE_AFTER = re.compile(r"""[\])}>"'”’»*_`.,;:!?…。，、；：！？؟،]*(?:$|\s|[\u3005-\U0003ffff])""")
_DRAWN = str.maketrans("‘’‚‛“”„‟‐‑‒–−", "''''\"\"\"\"-----")
_KEPT = 128  # texts whose words are held: the sections of a long topic, in which many marks are placed


class Words(Sequence[str]):
    """The words of one text, in order, and where each stands in it."""

    def __init__(self, text: str) -> None:
        """Take the text; `words_of` keeps those that were parted lately."""
        self.text = clean(text)
        drawn = self.text if self.text.isascii() else self.text.translate(_DRAWN)
        found = [match.span() for match in _WORD.finditer(drawn)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self._words = [drawn[start:end] for start, end in found]
        if not unicodedata.is_normalized("NFC", drawn):
            self._words = [unicodedata.normalize("NFC", word) for word in self._words]

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)  # several times as quick as asking for one after the other

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._words[index]

    @cached_property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Tell for each word, as the how manieth of the text it stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            places[word].append(number)
        return dict(places)

    def touching(self, start: int, end: int) -> tuple[int, int]:
        """Return which words have a character in `text[start:end]`, the last excluded."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def length(self, number: int) -> int:
        """Return how many code points a word has as it is written."""
        return self.ends[number] - self.starts[number]

    def begins(self, number: int) -> bool:
        """Tell whether white space stands before a word, or nothing is written between it and the last one."""
        start = self.starts[number]
        return not start or self.text[start - 1].isspace() or self.text[start] >= _FIRST_UNSPACED

    def ends_there(self, number: int) -> bool:
        """Tell whether white space stands after a word, or nothing is written between it and the next one."""
        end = self.ends[number]
        return end == len(self.text) or self.text[end].isspace() or self.text[end - 1] >= _FIRST_UNSPACED

    def written(self, first: int, last: int) -> list[str]:
        """Return what stands between white space around and within `words[first:last]`, as it is written."""
        start, end = self.starts[first], self.ends[last - 1]
        while start and not self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return self.text[start:end].split()

    def stands_free(self, first: int, last: int) -> tuple[bool, bool]:
        """Tell whether nothing but quotation marks, brackets and the like is written right before and after words."""
        before = self.text[max(0, self.starts[first] - _GLUE) : self.starts[first]]
        after = self.text[self.ends[last - 1] : self.ends[last - 1] + _GLUE]
        return _FREE_BEFORE.search(before) is not None, _FREE_AFTER.match(after) is not None

    def runs(self, words: Sequence[str]) -> Iterator[int]:
        """Yield where `words` begin, one after the other, wherever they stand."""
        joined, begins = self._joined
        sought = _joined(words)
        at = joined.find(sought)
        while at >= 0:
            yield bisect_left(begins, at)
            at = joined.find(sought, at + 1)

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        begins = list(accumulate((len(word) + 1 for word in self._words), initial=0))
        return _joined(self._words), begins


def _joined(words: Sequence[str]) -> str:
    """Return `words` with a blank on each side of each: none of them holds one."""
    return f" {' '.join(words)} "


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> Words:
    """Return the words of `text`; those of the texts asked for lately are remembered."""
    return Words(text)


def is_spoken(word: str) -> bool:
    """Tell whether `word` is more than punctuation."""
    return word.isalnum() or any(map(str.isalnum, word))
