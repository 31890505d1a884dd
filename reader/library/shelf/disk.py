"""Say in one sentence what the disk refused."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import EditionError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


@contextmanager
def disk_refusals(task: str) -> Iterator[None]:
    """Turn what the operating system or SQLite refuses while `task` is done into EditionError.

    `task` completes "There is no room to …", such as "install the pack".
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL:
            raise _no_room(task) from error
        where = f" at {error.filename}" if error.filename else ""
        raise EditionError(
            f"The disk refused to {task}{where}: {error.strerror or error}.",
            "What was installed before is unchanged; check the rights on the folder and the state of the disk.",
        ) from error
    except sqlite3.OperationalError as error:
        # A limit on the size of files reaches SQLite as a failed write.
        if error.sqlite_errorname in {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}:
            raise _no_room(task) from error
        raise EditionError(
            f"The disk refused to {task}: {error}.", "What was installed before is unchanged; check the state of the disk."
        ) from error


def _no_room(task: str) -> EditionError:
    return EditionError(
        f"There is no room on the disk to {task}.", "Free some space and try again; what was installed before is unchanged."
    )
