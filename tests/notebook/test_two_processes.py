import subprocess
from collections.abc import Callable

from reader.home import Home
from reader.notebook.marks import Highlight
from reader.notebook.notebook import Notebook

Start = Callable[..., subprocess.Popen[str]]


def test_two_processes_save_at_once_and_nothing_is_lost(
    notebook: Notebook, home: Home, start_python: Start, make_highlight: Callable[..., Highlight]
):
    others = [start_python("save_some.py", home.root, 30) for _ in range(2)]
    own = [make_highlight(str(number)) for number in range(30)]
    for mark in own:
        notebook.save(mark)
    printed = set()
    for process in others:
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        printed |= set(output.split())
    assert notebook.highlights() == own
    assert {mark.id for mark in notebook.bookmarks()} == printed
    assert len(printed) == 60


def test_two_processes_may_begin_the_same_notebook(home: Home, start_python: Start):
    both = [start_python("save_some.py", home.root, 5) for _ in range(4)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with Notebook.open(home).notebook as notebook:
        assert notebook.counts().bookmarks == 20
        assert notebook.problems(thorough=True) == []


def test_what_another_process_saved_is_seen_at_once(notebook: Notebook, home: Home, start_python: Start):
    assert notebook.counts().bookmarks == 0
    start_python("save_some.py", home.root, 3).communicate(timeout=60)
    assert notebook.counts().bookmarks == 3


def test_a_notebook_that_is_being_written_is_never_taken_for_a_damaged_one(home: Home, start_python: Start):
    process = start_python("save_without_pause.py", home.root)
    assert process.stdout is not None
    process.stdout.readline()
    counted = []
    for _ in range(60):
        opened = Notebook.open(home)
        with opened.notebook as notebook:
            counted.append(len(notebook.records()))
        assert opened.notice == ""
        assert process.stdout.readline()
    assert counted == sorted(counted)
    assert counted[-1] > counted[0]
