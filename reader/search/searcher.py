"""Search all packs of the shelf as one."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from types import TracebackType
from typing import Self

import numpy as np

from reader.errors import ReaderError
from reader.library.compiled.rows import FoundSection
from reader.search.checksums import DamagedIndexError, break_seal, verify
from reader.search.filters import Filter
from reader.search.languages import code_of
from reader.search.masks import Masks
from reader.search.matches import Mark, MatchFinder
from reader.search.plan import Planner
from reader.search.postings import PostingsReader
from reader.search.query import parse
from reader.search.ranking import Found, rank, spread
from reader.search.results import Hit, Results
from reader.search.shelf_index import ShelfIndex
from reader.search.snippets import snippet
from reader.search.sources import IndexSource
from reader.search.thesaurus import Thesaurus
from reader.search.vocabulary import Vocabulary

__all__ = ["IndexSource", "Searcher"]


_ASKED_FIRST = 2  # words


class Searcher:
    """A long-lived searcher over every index that is ready; use it in one thread at a time."""

    def __init__(self, sources: Sequence[IndexSource]) -> None:
        """Open the indexes; those that can't be used are named by `missing` and left out.

        Raises DamagedIndexError or EditionError where a file turns out to be damaged only then.
        """
        self.closed = False
        self._shelf = ShelfIndex(sources)
        self._planner: Planner | None = None
        if self._shelf.packs:
            self._postings = PostingsReader(self._shelf.leaves)
            self._masks = Masks(self._shelf, self._postings)
            try:
                with self._condemning():
                    self._planner = self._make_planner(self._postings)
            except ReaderError:
                self.close()
                raise
            # What is read and made at the first time is so now, and not when someone waits for an answer.
            with suppress(ReaderError):  # the first real query will tell
                self.search(self._commonest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def missing(self) -> tuple[str, ...]:
        """The packs whose index must be built (again)."""
        return tuple(self._shelf.missing)

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that are searched."""
        return tuple(pack.source.pack for pack in self._shelf.packs)

    @property
    def sections(self) -> int:
        """How many sections are searched."""
        return sum(pack.sections for pack in self._shelf.packs)

    def close(self) -> None:
        """Let go of every file; once more does nothing."""
        if not self.closed:
            self.closed = True
            self._shelf.close()

    def search(self, query: str, *, limit: int = 20, where: Filter | None = None, as_typed: bool = False) -> Results:
        """Return the best sections for what was typed, among those that `where` allows; `as_typed` corrects nothing.

        Any string gets an answer. Raises DamagedIndexError or EditionError only where a file turns out to be damaged;
        it is then made again at the next start.
        """
        began = time.perf_counter()
        shown = query.encode("utf-8", "replace").decode()  # lone surrogates can be neither printed nor stored
        if self._planner is None:
            return Results(shown)
        with self._condemning():
            asked = parse(shown)
            plan = self._planner.plan(asked, as_typed=as_typed)
            ranking = rank(plan, self._postings, self._masks.of(where))
            ordered = list(islice(spread(ranking.best, self._shelf.topics.item), max(limit, 0)))
            hits = tuple(self._hits(ordered, MatchFinder(plan.matcher)))
        return Results(
            query=shown,
            took_ms=(time.perf_counter() - began) * 1000,
            corrected=plan.corrected,
            also_searched=plan.also_searched,
            total=len(ranking.sections),
            topics=int(np.count_nonzero(np.bincount(self._shelf.topics[ranking.sections]))),
            hits=hits,
            suggestions=plan.offered if len(ranking.sections) else plan.offered or self._planner.suggest(asked),
            words=plan.matcher,
        )

    @contextmanager
    def _condemning(self) -> Iterator[None]:
        """Where an index proves damaged, find out which, so that nobody opens it again."""
        try:
            yield
        except DamagedIndexError:
            for pack in self._shelf.packs:
                verify(pack.source.index_folder)
            raise

    def _make_planner(self, postings: PostingsReader) -> Planner:
        packs = self._shelf.packs
        codes = {pack.source.pack: code_of(pack.source.language) for pack in packs}
        vocabulary = Vocabulary(pack.sealed for pack in packs)
        thesaurus = Thesaurus((codes[pack.source.pack], rule) for pack in packs for rule in pack.compiled.synonyms())
        vocabulary.add_known(thesaurus.forms())
        self._commonest = " ".join(vocabulary.commonest(_ASKED_FIRST))
        stemmed = sorted({code for code in codes.values() if code})
        return Planner(vocabulary, thesaurus, stemmed, postings)

    def _hits(self, ordered: Sequence[Found], finder: MatchFinder) -> Iterator[Hit]:
        """Read what is shown, of each pack at once."""
        keys = [(self._shelf.pack_of(found.section), self._shelf.ids(found.section)) for found in ordered]
        shown = {
            pack.source.pack: pack.compiled.shown_sections([ids for owner, ids in keys if owner is pack])
            for pack in {pack.source.pack: pack for pack, _ in keys}.values()
        }
        for found, (pack, ids) in zip(ordered, keys, strict=True):
            section = shown[pack.source.pack].get(ids)
            if section is None:
                break_seal(pack.source.index_folder)
                raise DamagedIndexError
            yield _hit(found, pack.source.pack, ids, section, snippet(section.text, section.heading_length, finder))


def _hit(found: Found, pack: str, ids: tuple[str, str], section: FoundSection, cut: tuple[str, tuple[Mark, ...]]) -> Hit:
    return Hit(
        pack=pack,
        topic=ids[0],
        section=ids[1],
        title=section.topic_title,
        path=(section.group_title, section.topic_title, *section.path),
        score=found.score,
        matched_by=found.reason,
        snippet=cut[0],
        marks=cut[1],
    )
