"""Make an index in a folder of its own, which takes its name when it is whole or is removed."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import SearchError
from reader.home import PRIVATE_FOLDER, sync_folder


@contextmanager
def draft_of(index_folder: Path) -> Iterator[Path]:
    """Give a new folder to make an index in, and put it in its place afterwards.

    Raises SearchError where the disk refuses. Nothing is left behind when something is raised; what was left by a
    process that was killed is removed by the next one that makes the same index.
    """
    draft = _aside(index_folder)
    with disk_refusals(index_folder):
        for left in index_folder.parent.glob(f".{index_folder.name}.*"):
            shutil.rmtree(left, ignore_errors=True)
        draft.mkdir(mode=PRIVATE_FOLDER, parents=True)
        try:
            yield draft
            _put_in_place(draft, index_folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def disk_refusals(index_folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into SearchError."""
    try:
        yield
    except OSError as error:
        raise SearchError(
            f"The search index {index_folder.name.lstrip('.')} can't be written: {error.strerror or error}.",
            "Make room on the disk; Wardbook then builds it again.",
        ) from error


def emptied(draft: Path) -> None:
    """Remove what was made in a draft, to begin again."""
    shutil.rmtree(draft)
    draft.mkdir(mode=PRIVATE_FOLDER)


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename the draft to its name; an index that stood there, which was no good, makes room first."""
    if folder.exists():
        old = _aside(folder)
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    draft.rename(folder)
    sync_folder(folder.parent)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
