"""Build the index of one compiled pack, in a folder of its own that appears whole or not at all."""

import secrets
import shutil
from contextlib import closing, suppress
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.writing import IndexWriter

from reader.errors import SearchError
from reader.home import PRIVATE_FOLDER, sync_folder
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import Progress
from reader.search.checksums import seal
from reader.search.languages import code_of
from reader.search.schema import document, schema
from reader.search.vocabulary import VocabularyWriter

_MEMORY = 64  # megabytes of postings before Whoosh writes them to a temporary file
_EVERY = 20  # sections between two reports


def build_index(progress: Progress, compiled_folder: Path, index_folder: Path) -> int:
    """Index every section of a compiled pack and return how many there are; made for `reader.library.making.child`.

    Raises SearchError where the disk refuses, EditionError where the compiled pack is damaged. Nothing is left behind
    then; what a killed build left is removed by the next one of the same index.
    """
    _remove_drafts(index_folder)
    draft = index_folder.with_name(f".{index_folder.name}.{secrets.token_hex(4)}")
    try:
        draft.mkdir(mode=PRIVATE_FOLDER, parents=True)
        with closing(CompiledPack.open(compiled_folder)) as pack:
            sections = _write(progress, pack, draft)
        seal(draft)
        sync_folder(draft)
        _put_in_place(draft, index_folder)
    except OSError as error:
        raise SearchError(
            f"The search index {index_folder.name} can't be written: {error.strerror or error}.",
            "Make room on the disk; Wardbook then builds it again.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sections


def _write(progress: Progress, pack: CompiledPack, folder: Path) -> int:
    vocabulary = VocabularyWriter()
    storage = FileStorage(str(folder), supports_mmap=False)
    writer = storage.create_index(schema()).writer(limitmb=_MEMORY)
    try:
        _add_sections(progress, pack, writer, vocabulary)
        writer.commit(optimize=True)
    except BaseException:
        with suppress(OSError):  # what went wrong before matters more; this only closes files
            writer.cancel()
        raise
    storage.close()
    for lock in folder.glob("*LOCK"):
        lock.unlink()
    vocabulary.write(folder)
    return pack.counts()[1]


def _add_sections(progress: Progress, pack: CompiledPack, writer: IndexWriter, vocabulary: VocabularyWriter) -> None:
    total = pack.counts()[1]
    what = f"Indexing {pack.manifest.title}"
    code = code_of(pack.manifest.language)
    ordinal, topic = -1, None
    for done, section in enumerate(pack.sections_for_index()):
        if done % _EVERY == 0:
            progress(done, total, what)
        if section.topic_id != topic:
            topic, ordinal = section.topic_id, ordinal + 1
        writer.add_document(**document(section, pack.manifest.id, code, ordinal))
        vocabulary.add(section)
    progress(total, total, what)


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename the draft to its name; an index that stood there, which was no good, makes room first."""
    if folder.exists():
        old = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    draft.rename(folder)
    sync_folder(folder.parent)


def _remove_drafts(folder: Path) -> None:
    for draft in folder.parent.glob(f".{folder.name}.*"):
        shutil.rmtree(draft, ignore_errors=True)
