"""Bring a copy of the former edition's index up to date: changed topics are deleted and added again.

It runs in a child process. Nothing is taken on trust: the copy has the checksums that were written when the former
index was made, and the index has the number of sections in the end that the new edition has. Wherever that isn't
so, or where a new index serves better, `update_index` declines, and the index is built from nothing.
"""

from contextlib import closing
from pathlib import Path

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Progress
from reader.search.building.changes import changes_between
from reader.search.building.counts import WordCounts
from reader.search.building.draft import disk_refusals
from reader.search.building.parts import finish, make_part
from reader.search.building.segment import OldSegments
from reader.search.building.words import words_of
from reader.search.checksums import SealedIndex

_MOST_DELETED = 0.2  # of all sections in the index; with more it is made anew, without them
_MOST_SEGMENTS = 8  # each has to be asked for each word


def update_index(progress: Progress, old_compiled: Path, old_index: Path, compiled_folder: Path, draft: Path) -> int | None:
    """Make the index of a compiled pack in `draft` from that of its former edition, and return how many sections it has.

    None where that can't be or doesn't pay; `draft` is of no use then.
    Raises SearchError where the disk refuses, EditionError where the compiled pack is damaged.
    """
    progress(0, 0, "Looking for what has changed")
    with disk_refusals(draft), closing(CompiledPack.open(compiled_folder)) as new:
        try:
            old = CompiledPack.open(old_compiled)
        except EditionError:
            return None
        with closing(old):
            former = SealedIndex.open(old_index)
            if former is None or not _is_former(former, old, new) or not former.copy(draft):
                return None
            return _update(progress, old, new, draft)


def _is_former(index: SealedIndex, old: CompiledPack, new: CompiledPack) -> bool:
    """Tell whether an index is of another edition of the same pack in the same language, and that edition is whole."""
    same = (old.manifest.id, old.manifest.language) == (new.manifest.id, new.manifest.language)
    return same and index.edition == old.digest and old.verify()


def _update(progress: Progress, old: CompiledPack, new: CompiledPack, draft: Path) -> int | None:
    changes = changes_between(old, new)
    segments = OldSegments(draft)
    leaving = list(old.sections_for_index(changes.gone))
    deleted = segments.delete({section.topic_id for section in leaving})
    coming, sections = new.section_count(changes.come), new.counts()[1]
    if deleted != len(leaving) or segments.living + coming != sections or not _pays(segments, coming):
        return None
    counts = WordCounts.read(draft)
    for section in leaving:
        counts.take(words_of(section).written)
    made = list(segments.segments)
    if coming:
        part = make_part(progress, new, changes.come, draft, 0, segments.size)
        counts.add_all(part.counts)
        made.append(part.segment)
    finish(draft, new.digest, made, counts)
    return sections


def _pays(segments: OldSegments, coming: int) -> bool:
    """Tell whether the index won't be much larger than a new one, nor in many pieces."""
    deleted = segments.size - segments.living
    return deleted <= _MOST_DELETED * (segments.size + coming) and len(segments.segments) < _MOST_SEGMENTS
