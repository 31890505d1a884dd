"""Place all marks of a pack on an edition, in a child process, and remember where they stand.

What is remembered can be made again at any time; the marks themselves are never touched by this.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from reader.errors import NotebookError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Cancelled, ChildError, Limits, Progress, run_in_child
from reader.notebook.marks import Highlight, Mark
from reader.notebook.notebook import Notebook
from reader.notebook.placements import Placed
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import placed
from reader.notebook.replacing.tally import Tally, tally_of

_FEW = 20  # marks, after one of which has been changed: no process is started for so little
_LIMITS = Limits(step_seconds=30)  # for one mark, in the largest pack on a slow machine


def place_marks(notebook: Notebook, compiled: CompiledPack, progress: Progress, cancelled: Cancelled) -> Tally | None:
    """Place every mark of the pack that isn't placed on this edition yet; None where it has no marks.

    Raises NotebookError where the child can't finish or the disk refuses, and CancelledError.
    """
    marks = marks_of(notebook, compiled.manifest.id)
    if not marks:
        return None
    known = notebook.placements.on(compiled.digest)
    missing = [mark for mark in marks if mark.id not in known]
    if missing:
        found = _placed_here(compiled, missing) if len(missing) <= _FEW else _placed_apart(compiled, missing, progress, cancelled)
        notebook.placements.keep(compiled.digest, zip(missing, found, strict=True))
        known = notebook.placements.on(compiled.digest)
    return tally_of(known[mark.id] for mark in marks if mark.id in known)


def _placed_here(compiled: CompiledPack, marks: Sequence[Mark]) -> list[tuple[Placed, ...]]:
    edition = Edition(compiled)
    return [placed(mark, edition) for mark in marks]


def _placed_apart(
    compiled: CompiledPack, marks: Sequence[Mark], progress: Progress, cancelled: Cancelled
) -> list[tuple[Placed, ...]]:
    try:
        return run_in_child(
            "reader.notebook.replacing.work:place_in",
            (compiled.folder, marks),
            progress=progress,
            cancelled=cancelled,
            limits=_LIMITS,
        )
    except ChildError as error:
        raise NotebookError(f"The marks could not be placed: {error}.", "They are all still there.") from error


def placements_on(notebook: Notebook, edition: Edition, marks: Sequence[Mark]) -> Mapping[str, tuple[Placed, ...]]:
    """Return where marks stand in an edition, from what is remembered or found now; fit for the marks of one topic."""
    known = notebook.placements.on(edition.digest)
    return {mark.id: known.get(mark.id) or placed(mark, edition) for mark in marks}


def place_in(progress: Progress, folder: Path, marks: Sequence[Mark]) -> list[tuple[Placed, ...]]:
    """Place marks in the compiled pack in `folder`; made for a child process."""
    with closing(CompiledPack.open(folder)) as compiled:
        edition = Edition(compiled)
        found = []
        for number, mark in enumerate(marks):
            progress(number, len(marks), "Placing the marks")
            found.append(placed(mark, edition))
        return found


def marks_of(notebook: Notebook, pack: str) -> list[Mark]:
    """Return the marks of one pack, in the order they were made."""
    return [mark for mark in notebook.all() if pack in packs_of(mark)]


def packs_of(mark: Mark) -> set[str]:
    """Return the packs a mark is about: one, unless it was imported from elsewhere."""
    return {target.pack for target in mark.targets} if isinstance(mark, Highlight) else {mark.pack}
