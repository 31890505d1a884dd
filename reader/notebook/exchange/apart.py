"""Read a file that is to be imported in a process of its own, whatever it holds and however large it is.

In a thread, a text of hundreds of megabytes takes the interpreter for half a second at a time, and no key is drawn then.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reader.errors import EditionError, NotebookError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Cancelled, ChildError, Limits, Progress, run_in_child
from reader.library.shelf.shelf import Shelf
from reader.notebook.exchange.foreign import Passage, PassageOf
from reader.notebook.exchange.importing import Taken, read_file

_LIMITS = Limits(step_seconds=120)  # to read a file from a slow stick, or one item of it


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the present edition of a pack can be read, and what it is called."""

    folder: Path  # of its compiled form
    digest: str
    label: str


def texts_of(shelf: Shelf) -> dict[str, Texts]:
    """Return where the packs of a shelf can be read, by their ids."""
    packs = ((pack, pack.compiled) for pack in shelf.packs())
    return {
        pack.manifest.id: Texts(compiled.folder, pack.digest, pack.manifest.edition)
        for pack, compiled in packs
        if compiled is not None
    }


def read_apart(path: Path, texts: Mapping[str, Texts], progress: Progress, cancelled: Cancelled) -> Taken:
    """Return what the file holds; `texts` are what other programs' annotations may speak of.

    Raises NotebookError if it can't be read or isn't such a file, and CancelledError.
    """
    try:
        taken: Taken = run_in_child(
            f"{__name__}:read_here", (path, dict(texts)), progress=progress, cancelled=cancelled, limits=_LIMITS
        )
    except ChildError as error:
        raise NotebookError(f"The file {path} could not be read: {error}.", "Nothing was imported.") from error
    return taken


def read_here(progress: Progress, path: Path, texts: Mapping[str, Texts]) -> Taken:
    """Read the file in this process; made for a child."""
    progress(0, 0, "Reading")
    with passages(texts) as passage_of:
        return read_file(path, passage_of, progress)


@contextmanager
def passages(texts: Mapping[str, Texts]) -> Iterator[PassageOf]:
    """Give what finds the text of a section, or a topic without one; a pack is opened when it is asked for."""
    with ExitStack() as opened:

        @cache
        def compiled_of(pack_id: str) -> CompiledPack:
            compiled = CompiledPack.open(texts[pack_id].folder)
            opened.callback(compiled.close)
            return compiled

        def passage_of(pack_id: str, topic_id: str, section_id: str | None) -> Passage | None:
            if pack_id not in texts:
                return None
            try:
                topic = compiled_of(pack_id).topic(topic_id)
            except EditionError:
                return None
            edition = (texts[pack_id].digest, texts[pack_id].label)
            if section_id is None:
                return Passage("", (), *edition)
            sections = (section for section in topic.sections if section_id in {section.id, *section.formerly})
            return next((Passage(section.text, section.path, *edition) for section in sections), None)

        yield passage_of
