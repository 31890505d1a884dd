"""Write all that is personal in a home under another key: everything, or nothing.

Each file is first written anew beside the home's own, in the folder `.locking`, and compared with its original. Then that
folder is renamed `locking`, which decides. Whatever is cut off before leaves the home as it was, and `settle` clears the
drafts away. Whatever is cut off after is finished by `settle`: it only moves and removes files, and needs no passphrase.

Files that were set aside as damaged are no databases any more. They are kept byte by byte, inside an encrypted one; and so
are copies that somebody has made of our files under other names.
"""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reader.errors import NotebookError
from reader.home import PRIVATE_FILE, PRIVATE_FOLDER, Home, sync_folder, write_atomically
from reader.notebook.connection import Access, DamagedNotebookError, connect, copy_under
from reader.notebook.locking.comparing import require_equal
from reader.notebook.locking.files import databases, leavings, set_aside_files, store_of
from reader.notebook.locking.key import Key
from reader.notebook.locking.store import free_name, put_in, take_out

Progress = Callable[[int, int, str], None]

_DRAFT, _DECIDED, _PLAN = ".locking", "locking", "plan.json"


def is_unsettled(home: Home) -> bool:
    """Tell whether a change of the key is under way, or was cut off."""
    return any((home.root / name).exists() for name in (_DRAFT, _DECIDED))


def settle(home: Home) -> None:
    """Finish a change that was cut off, or undo it; only for who holds the home's lock.

    Raises NotebookError where the disk refuses, or another program has one of the files open.
    """
    try:
        _undo(home)
        _finish(home)
    except OSError as error:
        raise NotebookError(
            f"A change of the notebook's passphrase was cut off and can't be settled: {error.strerror}.",
            "Close other programs that use the notebook, or free some space; then start Wardbook again.",
        ) from error


def change_key(home: Home, old: Key | None, new: Key | None, progress: Progress, task: str) -> None:
    """Write all that is personal so that `new` opens it, and not `old`; plain where there is no key.

    Only for who holds the home's lock, has none of the files open, and knows them to be whole. `task` begins the sentence
    that tells of a failure. Raises NotebookError where it can't be done; nothing is changed then.
    """
    settle(home)
    draft = home.root / _DRAFT
    try:
        gone = _write_anew(home, old, new, progress, task)
        plan = {"remove": [path.relative_to(home.root).as_posix() for path in (*gone, *leavings(home))]}
        write_atomically(draft / _PLAN, json.dumps(plan).encode())
        _sync(draft)
        draft.rename(home.root / _DECIDED)
        sync_folder(home.root)
    except OSError as error:
        raise NotebookError(f"{task}: {error.strerror}.", "Free some space, or ask for the right to write there.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)  # gone already where it was decided
    settle(home)


def _undo(home: Home) -> None:
    if (draft := home.root / _DRAFT).exists():
        shutil.rmtree(draft)


def _finish(home: Home) -> None:
    decided = home.root / _DECIDED
    if not decided.exists():
        return
    if (plan := decided / _PLAN).exists():
        # Journals first: one left behind would be replayed into the file that takes its place.
        for name in json.loads(plan.read_bytes())["remove"]:
            (home.root / name).unlink(missing_ok=True)
        for path in sorted(path for path in decided.rglob("*") if path.is_file() and path != plan):
            place = home.root / path.relative_to(decided)
            place.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)  # somebody may have tidied it away
            path.replace(place)
        for folder in (home.backups, home.root):
            sync_folder(folder)
        plan.unlink()
    shutil.rmtree(decided)


def _write_anew(home: Home, old: Key | None, new: Key | None, progress: Progress, task: str) -> list[Path]:
    """Write every file into the draft, and return those that are to go because another file holds them then."""
    draft = home.root / _DRAFT
    (draft / home.backups.relative_to(home.root)).mkdir(mode=PRIVATE_FOLDER, parents=True)
    for path in (home.notebook, home.state):
        _gather(path, old, task)
    files = [path for path in databases(home) if new or path != store_of(home)]
    unreadable = []
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        if not _copied(path, old, draft / path.relative_to(home.root), new, task):
            unreadable.append(path)
    progress(len(files), len(files), "")
    if home.notebook in unreadable:
        raise DamagedNotebookError(f"{task}: it is damaged.", "Start Wardbook again: it mends what it can.")
    if new is None:
        return _take_out(home, old, draft)
    kept = [*unreadable, *set_aside_files(home)]
    if kept:
        put_in(draft / store_of(home).name, new, {path.relative_to(home.root).as_posix(): path for path in kept})
    return kept


def _gather(path: Path, key: Key | None, task: str) -> None:
    """Move a database's write-ahead log into it, which also shows that no other program has it open."""
    if not path.exists():
        return
    with closing(connect(path, Access.WRITE, key)) as connection:
        if connection.rows("PRAGMA journal_mode=DELETE", task=task) != [("delete",)]:
            raise NotebookError(f"{task}: another program holds {path.name}.", "Close the other program, then try again.")


def _copied(path: Path, old: Key | None, draft: Path, new: Key | None, task: str) -> bool:
    """Write one database anew and compare both; tell whether that was possible, or the file is damaged."""
    try:
        copy_under(new, path, old, draft, task)
        with closing(connect(path, Access.INSPECT, old)) as original, closing(connect(draft, Access.INSPECT, new)) as copy:
            require_equal(original, copy, task)
    except DamagedNotebookError:
        draft.unlink(missing_ok=True)
        return False
    return True


def _take_out(home: Home, key: Key | None, draft: Path) -> list[Path]:
    """Make files again of what was set aside."""
    store = store_of(home)
    if not store.exists():
        return []
    for name, content in take_out(store, key):
        # A newer one may lie there meanwhile.
        path = draft / free_name(name, lambda other: (home.root / other).exists() or (draft / other).exists())
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(PRIVATE_FILE)
        with path.open("wb") as file:
            file.writelines(content)
    return [store]


def _sync(folder: Path) -> None:
    """Put whatever a folder holds onto the disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    sync_folder(folder)
