"""One home, one window: a second start asks the first one, by a local socket that no network reaches.

Both sides speak JSON, one object a line. The asker sends one request; the window answers with lines of progress and
one outcome: {"progress": [done, total, what]} and {"done": true} or {"error": sentence}.
"""

import getpass
import hashlib
import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from reader.home import Home

LONGEST = 64 * 1024  # bytes of a message: a path or a topic is far shorter
_CONNECT = 1_000  # milliseconds; the socket is on this machine
_SILENCE = 60_000  # milliseconds without a word, after which the window is taken for stuck

Message = dict[str, Any]


def address(home: Home) -> str:
    """Return the socket's name: the same for one user and one home, of a length that every system takes."""
    told = f"{getpass.getuser()}\n{home.root.resolve()}"
    return f"wardbook-{hashlib.sha256(told.encode()).hexdigest()[:24]}"


class Request(QObject):
    """One question from another process, to be answered once; whoever has gone away meanwhile is told nothing more.

    It outlives its socket: the work that was asked for goes on, and tells of itself until it has ended.
    """

    def __init__(self, socket: QLocalSocket, message: Message) -> None:
        super().__init__()
        self._socket: QLocalSocket | None = socket
        self.message = message
        socket.disconnected.connect(self._forget)

    def progress(self, done: int, total: int, what: str) -> None:
        """Tell the asker how far it is, which also tells it that somebody is there."""
        self._write({"progress": [done, total, what]})

    def done(self, told: str = "") -> None:
        """Tell the asker that it is done."""
        self._end({"done": True, "message": told})

    def refused(self, why: str) -> None:
        """Tell the asker why it can't be done."""
        self._end({"error": why})

    def _end(self, message: Message) -> None:
        self._write(message)
        if self._socket is not None:
            self._socket.disconnectFromServer()

    def _write(self, message: Message) -> None:
        if self._socket is not None and self._socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
            self._socket.write(_line(message))

    @Slot()
    def _forget(self) -> None:
        self._socket = None


class InstanceServer(QObject):
    """Listen for other starts on this home; only whoever holds the home's lock may make one."""

    asked = Signal(object)  # Request

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._name = address(home)

    def listen(self) -> bool:
        """Begin to listen; what a killed program left of its socket is taken away first."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _welcome(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
            _Ear(socket, self.asked).listen()


class _Ear(QObject):
    """Hear one line from one socket; whatever isn't a message, or never ends, is hung up on."""

    def __init__(self, socket: QLocalSocket, asked: SignalInstance) -> None:
        super().__init__(socket)
        self._socket = socket
        self._asked = asked
        socket.readyRead.connect(self.listen)

    @Slot()
    def listen(self) -> None:
        """Take the line, once it is whole."""
        if self._socket.canReadLine():
            message = _parsed(bytes(self._socket.readLine(LONGEST).data()))
            if message is not None:
                self._socket.readyRead.disconnect(self.listen)
                self._asked.emit(Request(self._socket, message))
                return
            self._socket.abort()
        elif self._socket.bytesAvailable() > LONGEST:
            self._socket.abort()


def ask_running(home: Home, message: Message, on_progress: Callable[[int, int, str], None] | None = None) -> Message | None:
    """Ask the window of this home and wait for its outcome; None if nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(address(home))
    if not socket.waitForConnected(_CONNECT):
        return None
    socket.write(_line(message))
    socket.flush()
    while socket.canReadLine() or socket.waitForReadyRead(_SILENCE):
        while socket.canReadLine():
            answer = _parsed(bytes(socket.readLine(LONGEST).data()))
            if answer is None:
                return None
            if "progress" not in answer:
                socket.disconnectFromServer()
                return answer
            if on_progress is not None:
                on_progress(*answer["progress"])
    return None


def _line(message: Message) -> bytes:
    return json.dumps(message).encode() + b"\n"


def _parsed(line: bytes) -> Message | None:
    """Return a message, None for anything that isn't one."""
    if not line.endswith(b"\n"):
        return None
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None
