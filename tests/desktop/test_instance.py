"""One home, one window: a second start asks the first, and nonsense is ignored."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from reader.desktop.instance import LONGEST, InstanceServer, Message, Request, address, ask_running
from reader.home import Home

pytestmark = pytest.mark.usefixtures("qtbot")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server(home: Home) -> Iterator[InstanceServer]:
    listening = InstanceServer(home)
    assert listening.listen()
    yield listening
    listening.close()


ASK = """
import json, sys
from pathlib import Path
from reader.desktop.instance import ask_running
from reader.home import Home
steps = []
answer = ask_running(Home(Path(sys.argv[1])), json.loads(sys.argv[2]), lambda *step: steps.append(step))
print(json.dumps({"answer": answer, "steps": steps}))
"""


class Asker:
    """A second start of the program."""

    def __init__(self, home: Home, message: Message) -> None:
        command = [sys.executable, "-c", ASK, str(home.root), json.dumps(message)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)

    def gone(self) -> bool:
        return self._process.poll() is not None

    def heard(self) -> Message:
        heard: Message = json.loads(self._process.communicate()[0])
        return heard


def send(home: Home, data: bytes) -> QLocalSocket:
    socket = QLocalSocket()
    socket.connectToServer(address(home))
    assert socket.waitForConnected(1000)
    socket.write(data)
    socket.flush()
    return socket


def test_nobody_answers_where_no_window_is(home: Home):
    assert ask_running(home, {"open": {}}) is None


def test_two_homes_have_two_addresses_of_a_length_that_any_system_takes(tmp_path: Path):
    one, other = address(Home(tmp_path / "one")), address(Home(tmp_path / ("other" * 40)))
    assert one != other
    assert len(one) == len(other) < 60


def test_what_is_asked_arrives_and_is_answered(qtbot: QtBot, home: Home, server: InstanceServer):
    with qtbot.waitSignal(server.asked) as asked:
        asker = Asker(home, {"open": {"topic": "slnb"}})
    request: Request = asked.args[0]
    assert request.message == {"open": {"topic": "slnb"}}
    request.done("opened")
    qtbot.waitUntil(asker.gone)
    assert asker.heard()["answer"] == {"done": True, "message": "opened"}


def test_progress_arrives_before_the_outcome(qtbot: QtBot, home: Home, server: InstanceServer):
    with qtbot.waitSignal(server.asked) as asked:
        asker = Asker(home, {"install": "/a/pack"})
    request: Request = asked.args[0]
    request.progress(1, 3, "compiling")
    request.progress(3, 3, "compiling")
    request.refused("No pack.toml there.")
    qtbot.waitUntil(asker.gone)
    heard = asker.heard()
    assert heard["steps"] == [[1, 3, "compiling"], [3, 3, "compiling"]]
    assert heard["answer"] == {"error": "No pack.toml there."}


def test_an_asker_that_goes_away_is_no_harm(qtbot: QtBot, home: Home, server: InstanceServer):
    with qtbot.waitSignal(server.asked) as asked:
        socket = send(home, b'{"install": "/a/pack"}\n')
    request: Request = asked.args[0]
    request.progress(1, 3, "compiling")
    socket.abort()
    qtbot.wait(100)  # by then its other end is gone too
    request.progress(2, 3, "compiling")
    request.done("installed")


@pytest.mark.parametrize("nonsense", [b"hello\n", b"[1, 2]\n", b"\xff\xfe\n", b"[" * 5000 + b"\n", b"x" * (LONGEST + 2)])
def test_nonsense_is_hung_up_on(qtbot: QtBot, home: Home, server: InstanceServer, nonsense: bytes):
    heard: list[object] = []
    server.asked.connect(heard.append)
    socket = send(home, nonsense)
    with qtbot.waitSignal(socket.disconnected):
        pass
    assert heard == []


@pytest.mark.usefixtures("server")
def test_what_a_killed_window_left_is_taken_over(qtbot: QtBot, home: Home):
    after = InstanceServer(home)
    assert after.listen()
    with qtbot.waitSignal(after.asked) as asked:
        asker = Asker(home, {"open": {}})
    asked.args[0].done()
    qtbot.waitUntil(asker.gone)
    assert asker.heard()["answer"]["done"]
    after.close()
