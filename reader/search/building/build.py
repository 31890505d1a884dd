"""Have child processes make an index: from the former edition's where there is one, else from nothing, in halves.

This side imports nothing of Whoosh. Both children end with the job, whether it is done, failed, cancelled or the
whole program is killed.
"""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Cancelled, ChildError, Crew, Failed, Progress, Step
from reader.library.making.process import Child
from reader.search.building.draft import draft_of, emptied
from reader.search.sources import LIMITS

_INDEX_PART = "reader.search.building.parts:index_part"
_JOIN_PARTS = "reader.search.building.parts:join_parts"
_UPDATE_INDEX = "reader.search.building.update:update_index"
_WORTH_TWO = 1_500  # sections from which a second process earns its start


@dataclass(frozen=True, slots=True)
class FormerIndex:
    """The index of a pack's previous edition, and what it was made from."""

    compiled_folder: Path
    index_folder: Path


def make_index(
    compiled_folder: Path, index_folder: Path, former: FormerIndex | None, progress: Progress, cancelled: Cancelled
) -> int:
    """Make the index of a compiled pack in `index_folder` and return how many sections it has.

    Nothing is left behind when it raises: SearchError where the disk refuses, EditionError where the compiled pack is
    damaged, ChildError where a child can't finish, CancelledError.
    """
    with draft_of(index_folder) as draft, Crew(LIMITS.memory) as crew:
        if former is not None:
            places = (former.compiled_folder, former.index_folder, compiled_folder, draft)
            sections = _updated(crew, places, progress, cancelled)
            if sections is not None:
                return sections
            emptied(draft)
        _index_parts(crew, compiled_folder, draft, progress, cancelled)
        return crew.run(_JOIN_PARTS, (compiled_folder, draft), progress, cancelled)


def _updated(crew: Crew, places: tuple[Path, ...], progress: Progress, cancelled: Cancelled) -> int | None:
    try:
        sections: int | None = crew.run(_UPDATE_INDEX, places, progress, cancelled)
    except ChildError:  # too much memory, say; from nothing it takes less at a time
        return None
    return sections


def _index_parts(crew: Crew, compiled_folder: Path, draft: Path, progress: Progress, cancelled: Cancelled) -> None:
    parts = _parts(compiled_folder)
    steps: dict[Child, Step] = {}
    for number, topics in enumerate(parts):
        crew.idle().call(_INDEX_PART, (compiled_folder, draft, number, topics), LIMITS.step_seconds)
    for child, event in crew.watch(cancelled):
        if isinstance(event, Failed):
            raise ChildError(event)
        if isinstance(event, Step):
            steps[child] = event
            if len(steps) == len(parts):  # until then the total isn't known
                progress(sum(step.done for step in steps.values()), sum(step.total for step in steps.values()), event.what)


def _parts(compiled_folder: Path) -> list[range]:
    """Share the topics between as many children as pay."""
    with closing(CompiledPack.open(compiled_folder)) as pack:
        topics, sections = pack.counts()
        if sections < _WORTH_TWO or _processors() < 2:  # noqa: PLR2004 — one for each half
            return [range(topics)]
        middle = pack.middle()
    return [range(middle), range(middle, topics)]


def _processors() -> int:
    """Return how many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
