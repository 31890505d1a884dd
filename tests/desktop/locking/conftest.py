"""A session on a home with marks, that can be locked."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
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
from reader.notebook.anchoring import describe
from reader.notebook.locking.key import Key
from reader.notebook.locking.passphrase import lock
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour
from reader.notebook.notebook import Notebook
from reader.notebook.personal import open_personal
from reader.notebook.state import Place, State

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - it opens nothing but tests
NOTE = "Mrs Quillfeather, bed 3"

OpenSession = Callable[..., Session]


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

    def begin(home: Home = stocked_home, key: Key | None = None) -> Session:
        wardbook = Wardbook(home, Shelf(home, small_pack), None, State.passing())
        wardbook.take(open_personal(home, key, mend=True))
        session = Session(wardbook, Settings(home), {}, open_window, lambda _window: None)
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
    window.marking.write(mark_id, "", NOTE)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return begun


@pytest.fixture(scope="session")
def encrypted_once(prepared_home: Path, small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """Return a home with a highlight that carries a note, encrypted, to be copied; and its key, for deriving one takes time."""
    home = Home(shutil.copytree(prepared_home, tmp_path_factory.mktemp("encrypted") / "home"))
    with closing(Shelf(home, small_pack)) as shelf:
        pack = shelf.packs()[0]
        assert pack.compiled is not None
        section = next(section for section in pack.compiled.topic("slnb").sections if section.id == "how")
    target = describe("how", section.text, 5, 18, pack="small-ward", topic="slnb", heading_path=section.path)
    with Notebook.open(home).notebook as notebook:
        notebook.save(new_highlight([target], colour=Colour.GREEN, edition=pack.digest, note=NOTE))
    with closing(State.open(home)) as state:
        state.keep_place(Place("small-ward", "slnb", "how"))
    return home.root, lock(home, PASSPHRASE, lambda *_: None)


@pytest.fixture
def encrypted_home(encrypted_once: tuple[Path, Key], tmp_path: Path) -> Home:
    return Home(shutil.copytree(encrypted_once[0], tmp_path / "encrypted"))


@pytest.fixture
def encrypted(encrypted_once: tuple[Path, Key], encrypted_home: Home, open_session: OpenSession) -> Session:
    """Return a session on a notebook whose passphrase was given."""
    return open_session(encrypted_home, encrypted_once[1])


@pytest.fixture
def locked(encrypted_home: Home, open_session: OpenSession) -> Session:
    """Return a session on the same notebook, locked."""
    return open_session(encrypted_home)
