"""Look through what the reader wrote: the search knows nothing of it."""

import re
from collections.abc import Callable

from reader.desktop.inquiry.answer import FoundNote
from reader.library.model import TopicEntry
from reader.notebook.marks import Bookmark, Highlight, Mark, newest_settled, words_of_targets
from reader.notebook.notebook import Notebook
from reader.notebook.words import terms
from reader.search.filters import SectionKey
from reader.search.query import parse

EntryOf = Callable[[str, str | None], TopicEntry | None]  # topic, pack

_MOST = 50  # notes
_LEAD = 24  # characters before the first match, so that it shows in a narrow list
_WORD = re.compile(r"\w+")


class Mine:
    """Tell where the reader has written something, and find words in it. Made for a worker: it reads the disk."""

    def __init__(self, notebook: Notebook | None, entry_of: EntryOf) -> None:
        self._notebook = notebook
        self._entry_of = entry_of

    def marked(self) -> frozenset[SectionKey]:
        """Return the sections with highlights or notes."""
        marks = self._notebook.all() if self._notebook else []
        return frozenset(key for mark in marks if not isinstance(mark, Bookmark) for key in _places(mark))

    def bookmarked(self) -> frozenset[SectionKey]:
        """Return the sections and topics with bookmarks."""
        marks = self._notebook.bookmarks() if self._notebook else []
        return frozenset(key for mark in marks for key in _places(mark))

    def find(self, words: str) -> tuple[FoundNote, ...]:
        """Return the marks that hold the words, with those of their own words that match."""
        asked = " ".join(part.typed for part in parse(words).wanted)
        if self._notebook is None or not terms(asked):
            return ()
        return tuple(self._found(mark, asked) for mark in self._notebook.find(asked, _MOST))

    def _found(self, mark: Mark, asked: str) -> FoundNote:
        pack, topic, section = _places(mark)[0]
        text, marks = _excerpt(mark, asked)
        entry = self._entry_of(topic, pack)
        path = mark.targets[0].heading_path if isinstance(mark, Highlight) else mark.heading_path
        where = " › ".join(filter(None, (entry.title if entry else "", path[-1] if path else "")))
        colour = mark.colour.value if isinstance(mark, Highlight) else None
        return FoundNote(mark.id, pack, topic, section, where, text, colour, marks)


def _places(mark: Mark) -> list[SectionKey]:
    if isinstance(mark, Highlight):
        return [(target.pack, target.topic, target.section) for target in mark.targets]
    return [(mark.pack, mark.topic, mark.section)]


def _texts(mark: Mark) -> list[str]:
    """Return what a mark says, what the reader wrote first."""
    if isinstance(mark, Highlight):
        written = [mark.note, words_of_targets(newest_settled(mark))]
    else:
        written = [mark.label if isinstance(mark, Bookmark) else mark.note]
    return [" ".join(text.split()) for text in (*written, ", ".join(mark.tags)) if text.strip()]


def _excerpt(mark: Mark, asked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of a mark that holds most of the words, from shortly before the first one, and where they stand."""
    texts = _texts(mark)
    matches = [_matches(text, terms(asked)) for text in texts]
    best = max(range(len(texts)), key=lambda place: len(matches[place]), default=None)
    if best is None:
        return "", ()
    text, found = texts[best], matches[best]
    begin = text.rfind(" ", 0, found[0][0] - _LEAD) + 1 if found and found[0][0] > _LEAD else 0
    lead = "…" if begin else ""
    return lead + text[begin:], tuple((start - begin + len(lead), end - begin + len(lead)) for start, end in found)


def _matches(text: str, asked: list[str]) -> list[tuple[int, int]]:
    """Return where the words stand; the last one may just have been begun."""

    def counts(term: str) -> bool:
        return term in asked or term.startswith(asked[-1])

    return [found.span() for found in _WORD.finditer(text) if any(map(counts, terms(found.group())))]
