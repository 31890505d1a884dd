"""A session on a home with marks, that can be locked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Wardbook
from reader.desktop.launch import make_application, open_window
from reader.desktop.locking.dialog import PassphraseDialog
from reader.desktop.locking.locking import Condition
from reader.desktop.page.selection import Span
from reader.desktop.session import Session
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.home import Home
from reader.library.shelf.shelf import Shelf
from reader.notebook.marks import Colour
from reader.notebook.personal import open_personal
from reader.notebook.state import State

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - it opens nothing but tests
NOTE = "Mrs Quillfeather, bed 3"

OpenSession = Callable[[], Session]


def wait_for(qtbot: QtBot, session: Session, condition: Condition) -> Window:
    """Wait until a window is shown on a notebook in this condition, and return it."""
    qtbot.waitUntil(lambda: session.window.locking.condition is condition and not session.window.jobs.busy, timeout=30_000)
    return session.window


def dialog_of(window: Window) -> PassphraseDialog:
    [dialog] = window.findChildren(PassphraseDialog)
    return dialog


def type_into(dialog: PassphraseDialog, **words: str) -> None:
    for field, text in words.items():
        getattr(dialog, f"_{field}").line.setText(text)


def texts_of(widget: QWidget) -> str:
    """Return all that the labels and editors of a window hold, and the page."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join([*labels, *(edit.toPlainText() for edit in widget.findChildren(QPlainTextEdit)), widget.windowTitle()])


def unlock(window: Window, passphrase: str = PASSPHRASE) -> None:
    page = window.parts.centre.lock
    page._field.line.setText(passphrase)
    page._unlock.click()


@pytest.fixture
def open_session(qtbot: QtBot, stocked_home: Home, small_pack: Path) -> Iterator[OpenSession]:
    make_application()
    begun = []

    def begin() -> Session:
        wardbook = Wardbook(stocked_home, Shelf(stocked_home, small_pack), None, State.passing())
        wardbook.take(open_personal(stocked_home, mend=True))
        session = Session(wardbook, Settings(stocked_home), {}, open_window, lambda _window: None)
        begun.append((session, wardbook))
        with qtbot.waitExposed(session.window):
            session.show()
        return session

    yield begin
    for session, wardbook in begun:
        session.window.close()
        session.close()
        wardbook.close()


@pytest.fixture
def session(open_session: OpenSession, qtbot: QtBot) -> Session:
    """Return a session with a highlight that carries a note, without a passphrase."""
    begun = open_session()
    window = begun.window
    window.reading.open("slnb", None, "how")
    mark_id = window.marking.highlight([Span("how", 5, 18)], Colour.GREEN)
    assert mark_id is not None
    window.marking.write(mark_id, NOTE)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return begun


@pytest.fixture
def encrypted(session: Session, qtbot: QtBot) -> Session:
    """Return the session after a passphrase was set; it is open."""
    session.change("", PASSPHRASE)
    wait_for(qtbot, session, Condition.OPEN)
    return session


@pytest.fixture
def locked(encrypted: Session, qtbot: QtBot) -> Session:
    encrypted.lock()
    wait_for(qtbot, encrypted, Condition.LOCKED)
    return encrypted
