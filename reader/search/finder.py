"""Say what a searcher answers to, wherever it runs; importing this imports nothing of Whoosh."""

from typing import Protocol

from reader.search.filters import Filter
from reader.search.results import Results


class Finder(Protocol):
    """A searcher in this process or in one of its own; to be used in one thread at a time."""

    @property
    def closed(self) -> bool:
        """Whether every file was let go."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The packs whose index must be built (again)."""

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that are searched."""

    @property
    def sections(self) -> int:
        """How many sections are searched."""

    def search(self, query: str, *, limit: int = 20, where: Filter | None = None, as_typed: bool = False) -> Results:
        """Return the best sections for what was typed."""

    def close(self) -> None:
        """Let go of every file; once more does nothing."""
