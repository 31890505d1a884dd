"""Render the real window without a display, and save it as a picture."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication

from reader.app import Wardbook
from reader.desktop.launch import make_application, open_window
from reader.desktop.qt_messages import logging_qt
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.errors import EditionError, HomeError
from reader.home import Home
from reader.notebook.locking.key import Key
from reader.notebook.state import State

_LONGEST_WAIT = 600_000  # milliseconds for compiling and indexing everything on the shelf
_REST = 150  # milliseconds in which layouts and delayed signals settle


def snapshot(
    home: Home,
    output: Path,
    *,
    key: Key | None = None,
    pack: str | None = None,
    topic: str | None = None,
    section: str | None = None,
    query: str | None = None,
    theme: str = "light",
    size: tuple[int, int] = (1360, 860),
    scale: float = 1.0,
) -> None:
    """Save what the window of `home` looks like at a topic, with what a query finds if there is one.

    A locked notebook is shown with its `key`. It waits until the shelf is compiled and indexed. The reader's settings and
    reading place stay as they are.
    Raises EditionError where there is no such topic, HomeError where the picture can't be written.
    """
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with logging_qt(), _borrowed(home, key) as (wardbook, settings):
        make_application()
        settings.theme, settings.text_scale = theme, scale
        window = Window(wardbook, settings) if topic else open_window(wardbook, settings, {})
        try:
            window.resize(*size)
            window.show()
            _prepare(window)
            if topic is not None:
                _open(window, topic, pack, section)
            if query:
                _search(window, query)
            _rest()
            if not window.grab().save(str(output), "PNG"):
                raise HomeError(f"The picture {output} can't be written.", "Choose another place for it.")
        finally:
            window.close()


@contextmanager
def _borrowed(home: Home, key: Key | None) -> Iterator[tuple[Wardbook, Settings]]:
    """Open a home, but remember what the window does elsewhere, and only until the picture is taken."""
    with tempfile.TemporaryDirectory() as folder, closing(Wardbook.open(home, key)) as real:
        aside = Home(Path(folder))
        aside.prepare()
        with closing(State.passing()) as state:
            if (last := real.state.last_place()) is not None:
                state.keep_place(last)
            yield replace(real, state=state), Settings(aside)


def _prepare(window: Window) -> None:
    """Wait until the shelf is compiled and indexed; raise what kept it from that."""
    failures: list[Exception] = []
    window.installing.failed.connect(failures.append)
    with _waiting_for(window.installing.settled):
        window.installing.prepare()
    for failure in failures:
        raise failure


def _open(window: Window, topic: str, pack: str | None, section: str | None) -> None:
    """Open the topic; one whose pack is damaged, once that has been made again."""
    if not window.reading.open(topic, pack, section or "") and window.jobs.busy:
        with _waiting_for(window.jobs.idle):
            pass
    if window.reading.now is None:
        raise EditionError(f"There is no topic {topic!r} on the shelf.", "`wardbook topics` lists those that there are.")
    if section and not window.parts.page.go_to(section):
        known = ", ".join(part.id for part in window.reading.now.topic.sections)
        raise EditionError(f"The topic {topic} has no section {section!r}.", f"It has: {known}.")


def _search(window: Window, query: str) -> None:
    with _waiting_for(window.searching.found):
        window.parts.sidebar.field.setText(query)


def _rest() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_REST, loop.quit)
    loop.exec()


@contextmanager
def _waiting_for(signal: SignalInstance) -> Iterator[None]:
    """Run the event loop, after what stands in the block, until the signal comes or far too long a time is over."""
    loop = QEventLoop()
    came = False

    def note() -> None:
        nonlocal came
        came = True
        loop.quit()

    connection = signal.connect(note)
    try:
        yield
        if not came:
            QTimer.singleShot(_LONGEST_WAIT, loop.quit)
            loop.exec()
    finally:
        signal.disconnect(connection)
