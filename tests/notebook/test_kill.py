"""A process that is killed has kept every mark whose saving had returned."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from reader.home import Home
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import words_of

Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
_KILLS = 100


def _ids_until_killed(process: subprocess.Popen[str], seconds: float) -> dict[str, str]:
    """Return the ids that the process printed, with the beginning of each note, after killing it that long after its first."""
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()  # not communicate(), which passes over what readline has buffered
    process.wait()
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return dict(line.rstrip("\n").split("\t") for line in whole)


def test_every_mark_whose_saving_had_returned_is_there_after_sigkill(home: Home, start_python: Start, *, thorough: bool):
    chance = random.Random(20261123)  # noqa: S311 -- moments, not secrets
    moments = [chance.uniform(0, 0.25) for _ in range(_KILLS)]
    printed: dict[str, str] = {}
    for kills, seconds in enumerate(moments if thorough else moments[: _KILLS // 10], start=1):
        process = start_python("save_without_pause.py", home.root)
        printed |= _ids_until_killed(process, seconds)
        assert process.returncode == -signal.SIGKILL
        opened = Notebook.open(home)
        with opened.notebook as notebook:
            assert opened.notice == ""
            assert notebook.problems(thorough=True) == []
            kept = {record.mark.id: words_of(record.mark).split("x")[0].strip() for record in notebook.records()}
            found = {words_of(mark) for mark in notebook.find("edited", 100_000)}
            assert found == {words_of(mark) for mark in notebook.all() if words_of(mark).startswith("edited")}
            reviewed = [mark for mark in notebook.highlights() if mark.note.startswith("edited")]
            assert all(len(mark.reviews) == 1 and len(mark.targets) == 2 for mark in reviewed)
            assert sum(tag.marks for tag in notebook.tags()) == sum(len(mark.tags) for mark in notebook.all())
        assert kept.items() >= printed.items()
        assert len(kept) - len(printed) <= kills  # the one that was saved, and not yet printed
    assert len(printed) > _KILLS // 10


def test_a_kill_during_the_very_first_start_leaves_a_home_that_opens(home: Home, start_python: Start, *, thorough: bool):
    chance = random.Random(20261124)  # noqa: S311 -- moments, not secrets
    for _ in range(20 if thorough else 4):
        process = start_python("save_without_pause.py", home.root)
        time.sleep(chance.uniform(0.05, 0.4))
        process.kill()
        process.communicate()
        opened = Notebook.open(home)
        opened.notebook.close()
        assert opened.notice == ""
        # A kill between two migrations makes the next start back up what there was.
        for file in (*home.root.glob("notebook*"), *home.backups.iterdir()):
            file.unlink()
