import errno
import sqlite3
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.library.shelf.disk import disk_refusals


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_disk_is_told_as_one(number: int):
    with pytest.raises(EditionError, match=r"^There is no room on the disk to install the pack\. Free some space"):
        _refuse(OSError(number, "whatever", "/some/file"))


def test_another_refusal_names_the_file_and_the_reason():
    with pytest.raises(EditionError, match=r"^The disk refused to install the pack at /some/file: Read-only file system\."):
        _refuse(OSError(errno.EROFS, "Read-only file system", "/some/file"))


def test_a_full_disk_that_sqlite_meets_is_told_as_one(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "small.sqlite")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(EditionError, match="There is no room on the disk"), disk_refusals("install the pack"):
        connection.executescript("CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f);")
    connection.close()


def test_another_refusal_that_sqlite_meets_is_told_in_its_words(tmp_path: Path):
    refused = pytest.raises(EditionError, match="The disk refused to install the pack: unable to open")
    with refused, disk_refusals("install the pack"):
        sqlite3.connect(tmp_path / "missing" / "file.sqlite")


def test_our_own_errors_pass_as_they_are():
    with pytest.raises(ZeroDivisionError):
        _refuse(ZeroDivisionError())


def _refuse(error: Exception) -> None:
    with disk_refusals("install the pack"):
        raise error
