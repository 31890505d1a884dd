import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.library.making.child import CancelledError, ChildError, Crew, Failed, Failure, Limits, Returned, Step, run_in_child

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOON = Limits(step_seconds=0.3)


@pytest.fixture(autouse=True)
def _errands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def test_a_function_runs_in_another_process_and_its_value_comes_back():
    assert run_in_child("errands:add", ("sentinel ", "node")) == "sentinel node"


def test_a_function_may_be_given_itself():
    import errands

    assert run_in_child(errands.add, (1, 2)) == 3


def test_each_step_is_reported_in_order_to_the_thread_that_asked():
    steps = []
    run_in_child("errands:count", (3,), progress=lambda *step: steps.append(step))
    assert steps == [(0, 3, "step 0"), (1, 3, "step 1"), (2, 3, "step 2")]


def test_a_step_that_computes_for_too_long_is_ended_and_named():
    with pytest.raises(ChildError) as raised:
        run_in_child("errands:burn", limits=SOON)
    assert raised.value.failure is Failure.SLOW
    assert raised.value.step == Step(0, 1, "burning")


def test_a_step_that_holds_the_interpreter_is_ended_too():
    with pytest.raises(ChildError) as raised:
        run_in_child("errands:hold_the_interpreter", limits=SOON)
    assert raised.value.failure is Failure.SLOW


def test_a_step_that_sleeps_is_ended_by_the_parents_clock():
    with pytest.raises(ChildError) as raised:
        run_in_child("errands:sleep", limits=Limits(step_seconds=0.1))
    assert raised.value.failure is Failure.SLOW
    assert raised.value.step == Step(3, 9, "asleep")


def test_what_comes_before_the_first_step_has_no_limit():
    assert run_in_child("errands:burn_without_a_step", (0.5,), limits=Limits(step_seconds=0.1)) == "done"


def test_one_slow_step_doesnt_shorten_the_next():
    assert run_in_child("errands:count", (2000,), limits=SOON) == 2000


def test_a_child_that_wants_too_much_memory_is_named_for_it():
    with pytest.raises(ChildError) as raised:
        run_in_child("errands:hoard", limits=Limits(memory=2**30))
    assert raised.value.failure is Failure.MEMORY
    assert raised.value.step == Step(0, 1, "hoarding")


def test_a_child_that_is_killed_from_outside_is_a_crash():
    with pytest.raises(ChildError) as raised:
        run_in_child("errands:die")
    assert raised.value.failure is Failure.CRASH


def test_what_the_function_refuses_is_refused_here_in_its_own_words():
    with pytest.raises(EditionError) as raised:
        run_in_child("errands:refuse")
    assert (raised.value.message, raised.value.advice) == ("It can't be done.", "Do something else.")


def test_a_bug_in_the_child_is_a_bug_here_with_its_traceback():
    with pytest.raises(RuntimeError, match=r"(?s)in stumble.*ZeroDivisionError"):
        run_in_child("errands:stumble")


def test_a_bug_in_the_child_doesnt_quote_what_it_was_given():
    with pytest.raises(RuntimeError, match="KeyError") as raised:
        run_in_child("errands:lose", ("Mrs Quillfeather",))
    assert "Quillfeather" not in str(raised.value)


def test_giving_up_ends_the_child():
    with pytest.raises(CancelledError):
        run_in_child("errands:burn", cancelled=lambda: True, limits=Limits(step_seconds=None))


def test_what_a_library_prints_doesnt_fall_among_the_messages():
    assert run_in_child("errands:chatter") == "heard"


def test_the_child_imports_neither_the_main_module_nor_qt():
    imported = run_in_child("errands:modules")
    assert not {name for name in imported if name.startswith(("PySide6", "pytest", "_pytest", "__mp_main__"))}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither")
def test_the_child_ignores_ctrl_c_and_gives_way():
    ignores, niceness = run_in_child("errands:manners")
    assert ignores
    assert niceness == min(19, os.nice(0) + 10)


@pytest.mark.skipif(sys.platform == "win32", reason="it speaks of POSIX locks and signals")
@pytest.mark.parametrize("then", ["sleep", "match"])
def test_the_child_ends_when_its_parent_is_killed(tmp_path: Path, then: str):
    import fcntl

    locked = tmp_path / "locked"
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(HERE)!r}]\n"
        "from reader.library.making.child import Limits, run_in_child\n"
        f"run_in_child('errands:hold_a_lock', ({str(locked)!r}, {then!r}), limits=Limits(step_seconds=1),\n"
        "             progress=lambda done, total, what: print(what, flush=True))\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "locked\n"
        assert parent.stdout.readline() in {"asleep\n", "matching\n"}
        parent.send_signal(signal.SIGKILL)
    with locked.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # waits for the child's end


def test_a_crew_goes_on_with_its_other_child_when_one_is_ended():
    events = []
    with Crew(memory=None) as crew:
        crew.idle().call("errands:burn", ("the slow one",), 0.3)
        crew.idle().call("errands:count", (2,), 5.0)
        for _, event in crew.watch(lambda: False):
            events.append(event)
            if isinstance(event, Failed):
                crew.idle().call("errands:add", (20, 22), None)
    assert Failed(Failure.SLOW, Step(0, 1, "the slow one")) in events
    assert Returned(2) in events
    assert events[-1] == Returned(42)


def test_a_child_that_died_while_idle_is_replaced_or_reported():
    with Crew(memory=None) as crew:
        first = crew.idle()
        first.call("errands:add", (1, 1), None)
        assert [event for _, event in crew.watch(lambda: False)][-1] == Returned(2)
        os.kill(first._process.pid, signal.SIGKILL)  # as the system does when memory runs out
        first._process.wait()
        with pytest.raises(ChildError):
            crew.run("errands:add", (2, 2), lambda *_: None, lambda: False)
        assert crew.run("errands:add", (2, 2), lambda *_: None, lambda: False) == 4
