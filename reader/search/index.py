"""Build the index of one compiled pack in this very process, as small packs and tests want it."""

from contextlib import closing
from pathlib import Path

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Progress
from reader.search.building.draft import draft_of
from reader.search.building.parts import index_part, join_parts


def build_index(progress: Progress, compiled_folder: Path, index_folder: Path) -> int:
    """Index every section of a compiled pack and return how many there are.

    Raises SearchError where the disk refuses, EditionError where the compiled pack is damaged; nothing is left behind then.
    """
    with draft_of(index_folder) as draft:
        with closing(CompiledPack.open(compiled_folder)) as pack:
            topics = range(pack.counts()[0])
        index_part(progress, compiled_folder, draft, 0, topics)
        return join_parts(progress, compiled_folder, draft)
