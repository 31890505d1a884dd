"""Say what a search found; `as_json` gives the words and fields that scripts rely on."""

from dataclasses import dataclass, field
from enum import StrEnum

from reader.search.matches import NOTHING, Matcher


class Reason(StrEnum):
    """Why a section was found, the strongest first."""

    EXACT = "exact"
    SYNONYM = "synonym"
    STEM = "stem"
    TYPO = "typo"


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that was found."""

    pack: str
    topic: str
    section: str
    title: str  # the topic's
    path: tuple[str, ...]  # group, topic and headings, the section's own last
    score: float
    matched_by: Reason  # of the word with the weakest reason; each word counts by its strongest
    snippet: str
    marks: tuple[tuple[int, int], ...]  # matched words of the snippet, in code points

    def as_json(self) -> dict[str, object]:
        """Return the hit as `wardbook search --json` prints it."""
        return {
            "pack": self.pack,
            "topic": self.topic,
            "section": self.section,
            "title": self.title,
            "path": list(self.path),
            "score": round(self.score, 3),
            "matched_by": self.matched_by.value,
            "snippet": self.snippet,
            "marks": [list(mark) for mark in self.marks],
        }


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for a query, best first."""

    query: str
    took_ms: float = 0.0
    corrected: str | None = None  # the query as it was understood, where a word of it was mended
    also_searched: tuple[str, ...] = ()
    total: int = 0  # sections
    topics: int = 0
    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()  # where nothing was found: whole queries of near words that find something
    words: Matcher = field(default=NOTHING)  # finds the same words in any text, such as the page that is opened

    def as_json(self) -> dict[str, object]:
        """Return the results as `wardbook search --json` prints them."""
        return {
            "query": self.query,
            "took_ms": round(self.took_ms, 1),
            "corrected": self.corrected,
            "also_searched": list(self.also_searched),
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
        }
