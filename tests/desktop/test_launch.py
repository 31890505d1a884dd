"""What other starts ask of the window is done or refused, and a bug becomes a line in a log and one notice."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reader.app import lock_home
from reader.desktop import launch
from reader.desktop.instance import Message
from reader.desktop.launch import answer, make_application, run
from reader.desktop.qt_messages import logging_qt
from reader.desktop.window import Window
from reader.errors import EditionError, HomeError, ReaderError
from reader.home import Home
from reader.log import catching_bugs, logging_to


class Request:
    """What another process asks, without the process: the socket is proved in test_instance."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.outcome: list[tuple[str, str]] = []

    def progress(self, done: int, total: int, what: str) -> None:
        assert done <= total or not total, what

    def done(self, told: str = "") -> None:
        self.outcome.append(("done", told))

    def refused(self, why: str) -> None:
        self.outcome.append(("refused", why))


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_shows_its_topic_in_the_first_window(window: Window):
    request = Request({"open": {"topic": "lymphoedema", "section": "risk", "pack": None}})
    answer(window, request)
    assert request.outcome == [("done", "")]
    assert window.reading.now is not None
    assert window.reading.now.topic.id == "lymphoedema"


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_without_a_topic_leaves_the_page(window: Window):
    window.reading.open("heart")
    answer(window, Request({"open": {"topic": None}}))
    assert window.reading.now is not None
    assert window.reading.now.topic.id == "heart"


@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"topic": "nonsense"}, "no topic 'nonsense'"),
        ({"topic": "slnb", "section": "nosuch"}, "no section 'nosuch'. It has: intro, who"),
        ({"topic": "slnb", "pack": "nosuch"}, "no pack 'nosuch'"),
    ],
)
def test_a_second_start_at_a_place_that_is_not_there_is_refused_and_leaves_the_page(window: Window, place: Message, why: str):
    window.reading.open("heart")
    request = Request({"open": place})
    answer(window, request)
    [(outcome, said)] = request.outcome
    assert outcome == "refused"
    assert why in said
    assert window.reading.now is not None
    assert window.reading.now.topic.id == "heart"


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("place", [("nonsense", None), ("slnb", "nosuch")])
def test_a_place_that_is_not_there_is_refused_before_a_window_opens(stocked_home: Home, place: tuple[str, str | None]):
    with pytest.raises(EditionError, match=r"no topic 'nonsense'|no section 'nosuch'"):
        run(stocked_home, None, *place)


def test_what_the_running_window_refuses_is_refused_here_too(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(launch, "ask_running", lambda _home, _message: {"error": "There is no such thing."})
    with lock_home(home), pytest.raises(EditionError, match="There is no such thing"):
        run(home, None, "nonsense")


def test_a_pack_is_installed_for_another_process_which_hears_the_outcome(qtbot: QtBot, window: Window, other_pack: Path):
    request = Request({"install": str(other_pack)})
    answer(window, request)
    qtbot.waitUntil(lambda: bool(request.outcome), timeout=30_000)
    assert request.outcome[0] == ("done", "Another ward, edition 1 is installed.")


def test_an_installation_that_fails_is_answered_too(qtbot: QtBot, window: Window, tmp_path: Path):
    request = Request({"install": str(tmp_path / "nothing")})
    answer(window, request)
    qtbot.waitUntil(lambda: bool(request.outcome), timeout=30_000)
    assert request.outcome[0][0] == "refused"


def test_going_back_to_an_earlier_edition_for_another_process_is_answered(qtbot: QtBot, window: Window):
    request = Request({"rollback": "small-ward"})
    answer(window, request)
    qtbot.waitUntil(lambda: bool(request.outcome), timeout=30_000)
    [(outcome, said)] = request.outcome[:1]
    assert outcome == "refused"
    assert "No earlier edition" in said


@pytest.mark.parametrize("message", [{}, {"open": 3}, {"install": ["a"]}, {"format": "disk"}])
def test_what_is_not_understood_is_refused(window: Window, message: Message):
    request = Request(message)
    answer(window, request)
    assert [what for what, _ in request.outcome] == ["refused"]


@pytest.mark.usefixtures("qtbot")
def test_a_home_that_is_refused_is_told_in_a_box_where_nobody_reads_standard_error(home: Home, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(f"{box.text()} {box.informativeText()}")
        box.accept()

    monkeypatch.setattr(launch, "is_seen_only_here", lambda: True)
    monkeypatch.setattr(launch, "ask_running", lambda _home, _message: None)
    make_application()
    QTimer.singleShot(0, read)
    with lock_home(home), pytest.raises(HomeError) as refused:
        run(home)
    assert told == [str(refused.value)]


def test_without_a_display_the_window_is_refused_in_one_sentence(home: Home, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(ReaderError, match=r"There is no display to open a window on.*wardbook snapshot"):
        run(home)


BRIEFLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from reader.desktop.launch import make_application, run
from reader.home import Home
application = make_application()
QTimer.singleShot(0, application.quit)
sys.exit(run(Home(Path(sys.argv[1]))))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there has no folder")
def test_a_window_that_no_other_start_can_reach_opens_all_the_same_and_its_log_says_so(stocked_home: Home, tmp_path: Path):
    nowhere = os.environ | {"TMPDIR": str(tmp_path / "nowhere")}
    command = [sys.executable, "-c", BRIEFLY, str(stocked_home.root)]
    done = subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "No other start on this home will be heard" in (stocked_home.logs / "wardbook.log").read_text(encoding="utf-8")


def test_a_bug_is_written_down_with_its_traceback_and_told_once(home: Home):
    told: list[int] = []
    with logging_to(home) as log, catching_bugs(lambda: told.append(1)):
        for _ in range(3):
            with pytest.raises(ZeroDivisionError) as caught:
                divmod(1, 0)
            sys.excepthook(caught.type, caught.value, caught.tb)
    written = Path(log).read_text(encoding="utf-8")
    assert written.count("ZeroDivisionError") == 3
    assert "Traceback" in written
    assert told == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_the_log_is_the_readers_own(home: Home):
    with logging_to(home) as log:
        logging.getLogger("reader").warning("x" * 600_000)
        logging.getLogger("reader").warning("in the next file")
    assert {file.stat().st_mode & 0o777 for file in Path(log).parent.iterdir()} == {0o600}


def test_a_log_within_a_log_is_written_once(home: Home):
    with logging_to(home) as log:
        with logging_to(home):
            logging.getLogger("reader").warning("once")
        logging.getLogger("reader").warning("after")
    assert [line.rsplit(" ", 1)[1] for line in Path(log).read_text(encoding="utf-8").splitlines()] == ["once", "after"]


def test_what_went_well_leaves_no_log(home: Home):
    with logging_to(home) as log:
        logging.getLogger("reader").info("all is well")
    assert not Path(log).exists()


def test_what_qt_says_goes_to_the_log_but_for_what_a_screenless_platform_always_says(home: Home):
    with logging_to(home) as log, logging_qt():
        qWarning("a timer was stopped from another thread")
        qWarning("This plugin does not support raise()")
    written = Path(log).read_text(encoding="utf-8")
    assert "a timer was stopped" in written
    assert "does not support" not in written
