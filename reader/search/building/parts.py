"""Index a part of a compiled pack, and join the parts; each function runs in a child process or in this one.

What the children hand each other lies in the draft's scratch folder as pickles, which nobody but this program
writes or reads.
"""

import pickle
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from whoosh.codec.base import Segment

from reader.home import PRIVATE_FOLDER, sync_folder
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Progress
from reader.search.building.counts import WordCounts
from reader.search.building.draft import disk_refusals
from reader.search.building.segment import SegmentMaker, remove_temporary, write_contents
from reader.search.building.words import words_of
from reader.search.checksums import seal
from reader.search.languages import code_of

_SCRATCH = "scratch"
_PART = "part.pickle"
_EVERY = 20  # sections between two reports
_WRITING = 0.4  # of the time that a part takes goes into writing what was gathered


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of some topics."""

    segment: Segment
    counts: WordCounts


def index_part(progress: Progress, compiled_folder: Path, draft: Path, number: int, topics: range) -> None:
    """Write a segment of some topics into `draft`, and leave word of it for `join_parts`.

    Raises SearchError where the disk refuses, EditionError where the compiled pack is damaged.
    """
    with disk_refusals(draft), closing(CompiledPack.open(compiled_folder)) as pack:
        part = make_part(progress, pack, [topics], draft, number, topics.start)
        (_scratch(draft, number) / _PART).write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))


def join_parts(progress: Progress, compiled_folder: Path, draft: Path) -> int:
    """Make one index of the parts in `draft`, seal it and return how many sections it has."""
    with disk_refusals(draft), closing(CompiledPack.open(compiled_folder)) as pack:
        sections = pack.counts()[1]
        progress(sections, sections, _what(pack))
        counts = WordCounts()
        segments = []
        for path in sorted((draft / _SCRATCH).glob(f"*/{_PART}"), key=lambda path: int(path.parent.name)):
            part = pickle.loads(path.read_bytes())  # noqa: S301 — `index_part` wrote it, see above
            segments.append(part.segment)
            counts.add_all(part.counts)
        finish(draft, pack.digest, segments, counts)
        return sections


def make_part(  # noqa: PLR0917 — all are different things
    progress: Progress, pack: CompiledPack, topics: Sequence[range], draft: Path, number: int, first_ordinal: int
) -> Part:
    """Write a segment of some topics into `draft`; `progress` is told as if all its work were sections."""
    scratch = _scratch(draft, number)
    scratch.mkdir(mode=PRIVATE_FOLDER, parents=True)
    counts = WordCounts()
    total, what = pack.section_count(topics), _what(pack)
    with SegmentMaker(draft, scratch, pack.manifest.id, code_of(pack.manifest.language), first_ordinal) as maker:
        for done, section in enumerate(pack.sections_for_index(topics)):
            if done % _EVERY == 0:
                progress(round(done * (1 - _WRITING)), total, what)
            words = words_of(section)
            maker.add(section, words)
            counts.add(words.written)
        segment = maker.finish(lambda done: progress(round(total * (1 - _WRITING + _WRITING * done)), total, what))
    progress(total, total, what)
    return Part(segment, counts)


def finish(draft: Path, edition: str, segments: Sequence[Segment], counts: WordCounts) -> None:
    """Write what tells of the segments, and seal the index as that of an edition."""
    write_contents(draft, segments)
    counts.write(draft)
    remove_temporary(draft)
    shutil.rmtree(draft / _SCRATCH, ignore_errors=True)
    seal(draft, edition)
    sync_folder(draft)


def _what(pack: CompiledPack) -> str:
    return f"Indexing {pack.manifest.title}"


def _scratch(draft: Path, number: int) -> Path:
    return draft / _SCRATCH / str(number)
