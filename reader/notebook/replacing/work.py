"""Place all marks of a pack on an edition, away from the program, and remember where they stand.

What is remembered can be made again at any time; the marks themselves are never touched by this. Marks are placed in
portions, each of which is remembered at once: whatever cuts the work off, it goes on there. First each is looked for in
its own topic, which settles nearly all; the whole pack is gone through once for the rest.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from reader.errors import NotebookError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Cancelled, CancelledError, ChildError, Limits, Progress, run_in_child
from reader.notebook.marks import Mark
from reader.notebook.notebook import Notebook
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.elsewhere import likely_sections
from reader.notebook.replacing.placing import missed, placed
from reader.notebook.replacing.tally import Tally, tally_of

_FEW = 20  # marks, after one of which has been changed: no process is started for so little
_PORTION = 400  # marks that are remembered together
_LIMITS = Limits(step_seconds=60)  # for one mark, or some hundred sections, on a slow machine

Found = list[tuple[Mark, tuple[Placed, ...]]]


def place_marks(notebook: Notebook, compiled: CompiledPack, progress: Progress, cancelled: Cancelled) -> Tally | None:
    """Place every mark of the pack that isn't placed on this edition yet; None where it has no marks.

    Raises NotebookError where the child can't finish or the disk refuses, and CancelledError.
    """
    missing = notebook.placements.missing(compiled.manifest.id, compiled.digest)
    done, open_ = 0, []
    for portion in _portions(missing):
        _stop_if(cancelled)
        marks = notebook.marks(portion)
        at_once, rest = _in_topics(compiled, marks, progress, cancelled)
        notebook.placements.keep(compiled.digest, at_once)
        open_ += [mark.id for mark in rest]
        progress(done := done + len(portion), len(missing), "Placing the marks")
    for portion in _portions(open_):
        found: Found = _apart("in_pack", compiled, notebook.marks(portion), progress, cancelled)
        notebook.placements.keep(compiled.digest, found)
    known = notebook.placements.on(compiled.digest)
    return tally_of(known.values()) if known else None


def in_topics(progress: Progress, folder: Path, marks: Sequence[Mark]) -> tuple[Found, list[Mark]]:
    """Place marks in their own topics; return those that stand there, and those to be looked for elsewhere. For a child."""
    with closing(CompiledPack.open(folder)) as compiled:
        return _sorted(Edition(compiled), marks, progress)


def in_pack(progress: Progress, folder: Path, marks: Sequence[Mark]) -> Found:
    """Place marks that their own topics don't have as they were, wherever they stand now; for a child."""
    with closing(CompiledPack.open(folder)) as compiled:
        edition = Edition(compiled)
        targets = [target for mark in marks for target in missed(mark, placed(mark, edition), edition)]
        elsewhere = likely_sections(edition, targets, progress)
        found = []
        for number, mark in enumerate(marks):
            progress(number, len(marks), "Looking for marks that moved")
            found.append((mark, placed(mark, edition, elsewhere)))
        return found


def _in_topics(
    compiled: CompiledPack, marks: Sequence[Mark], progress: Progress, cancelled: Cancelled
) -> tuple[Found, list[Mark]]:
    if len(marks) <= _FEW:
        return _sorted(Edition(compiled), marks, progress)
    found: tuple[Found, list[Mark]] = _apart("in_topics", compiled, marks, progress, cancelled)
    return found


def _sorted(edition: Edition, marks: Sequence[Mark], progress: Progress) -> tuple[Found, list[Mark]]:
    found, rest = [], []
    for number, mark in enumerate(marks):
        progress(number, len(marks), "Placing the marks")
        places = placed(mark, edition)
        if missed(mark, places, edition):
            rest.append(mark)
        else:
            found.append((mark, places))
    return found, rest


def _apart(function: str, compiled: CompiledPack, marks: Sequence[Mark], progress: Progress, cancelled: Cancelled) -> Any:  # noqa: ANN401 -- what the function returns
    try:
        return run_in_child(
            f"{__name__}:{function}", (compiled.folder, marks), progress=progress, cancelled=cancelled, limits=_LIMITS
        )
    except ChildError as error:
        raise NotebookError(f"The marks could not be placed: {error}.", "They are all still there.") from error


def _portions(ids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while portion := list(islice(rest, _PORTION)):
        yield portion


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError
