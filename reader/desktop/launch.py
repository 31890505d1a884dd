"""Start the window: one for each home, its first page before anything else."""

import gc
import logging
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader import __version__
from reader.app import Wardbook, lock_home
from reader.desktop.fonts import load_fonts
from reader.desktop.instance import InstanceServer, Message, Request, ask_running
from reader.desktop.locking.locking import Condition
from reader.desktop.notice import NoticeKind
from reader.desktop.qt_messages import logging_qt
from reader.desktop.refusal import is_seen_only_here, show_refusal
from reader.desktop.session import Session
from reader.desktop.settings import Settings
from reader.desktop.window import Window
from reader.errors import EditionError, HomeError, ReaderError
from reader.home import Home
from reader.library.places import lacking
from reader.log import catching_bugs, logging_to
from reader.notebook.locking.lock import LockedError

_NEEDS_NOTEBOOK = frozenset({"import_notes"})  # what another process may ask for only while the notebook is open

_log = logging.getLogger(__name__)


def run(home: Home, pack: str | None = None, topic: str | None = None, section: str | None = None) -> int:
    """Open the window of `home` at a topic, else where the reader was last; return the exit code.

    If the home has a window already, that one is raised and shows the topic.
    Raises ReaderError where the home can't be used, or is used by something that doesn't answer, and where there is
    no such topic or section.
    """
    try:
        return _run(home, pack, topic, section)
    except HomeError as error:
        if _has_display():
            make_application()
            if is_seen_only_here():
                show_refusal(error)
        raise


def _run(home: Home, pack: str | None, topic: str | None, section: str | None) -> int:
    place: Message = {"pack": pack, "topic": topic, "section": section}
    try:
        lock = lock_home(home)
    except HomeError:
        outcome = ask_running(home, {"open": place})
        if outcome is None:
            raise
        if "error" in outcome:
            raise EditionError(str(outcome["error"])) from None
        return 0
    with lock, logging_to(home) as log, logging_qt():
        _need_display()
        application = make_application()
        wardbook = Wardbook.open(home, mend=True)
        wardbook.searches_apart = True
        try:
            if topic is not None:
                _require(wardbook, topic, section, pack)
            return _show(application, wardbook, place, log)
        finally:
            wardbook.close()


def make_application() -> QApplication:
    """Return the application, with its name and fonts."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0] if sys.argv else "wardbook"])
    application.setApplicationName("wardbook")
    application.setApplicationDisplayName("Wardbook")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("wardbook")
    application.setStyle("Fusion")
    load_fonts()
    return application


def open_window(wardbook: Wardbook, settings: Settings, place: Message) -> Window:
    """Make the window, and open the place in it, else where the reader was last, else the start page."""
    window = Window(wardbook, settings)
    if not _open(window, place):
        window.reading.open_last()
    return window


def _show(application: QApplication, wardbook: Wardbook, place: Message, log: str) -> int:
    # On an empty shelf nothing can be opened yet; the bundled pack is taken up after the first paint.
    first = place if wardbook.shelf.packs() else {}
    session = Session(wardbook, Settings(wardbook.home), first, open_window, lambda window: _prepare(window, log))
    server = InstanceServer(wardbook.home, session)
    server.asked.connect(lambda request: answer(session.window, request))
    if not server.listen():
        _log.warning("No other start on this home will be heard: its socket can't be opened.")
    session.window.installing.shelfChanged.connect(lambda: _open_if_nothing_is(session.window, place))
    session.show()
    with catching_bugs(lambda: _tell_bug(session.window, log)):
        code = application.exec()
    server.close()
    session.close()
    QTimer.singleShot(0, application.quit)
    application.exec()  # once more, so that what is to be deleted is
    return code


def _prepare(window: Window, log: str) -> None:
    """Begin what isn't needed for the first page, and import it, when that stands on the screen."""
    window.painted.connect(window.installing.prepare)
    window.painted.connect(window.marking.saving.back_up)
    window.installing.settled.connect(gc.freeze)  # what stays isn't to be looked through again and again while someone types
    window.jobs.crashed.connect(partial(_tell_bug, window, log))


def _require(wardbook: Wardbook, topic: str, section: str | None, pack: str | None) -> None:
    """Raise NoSuchPlaceError before a window opens on nothing.

    On an empty shelf that shows once the bundled pack is taken up, which the window doesn't wait for.
    """
    shelf = wardbook.shelf
    if not shelf.packs() or lacking(shelf, topic, section, pack) is None:
        return
    with suppress(ReaderError):  # the window tells of it
        wardbook.prepare()  # a newer bundled pack may have it
    if lack := lacking(shelf, topic, section, pack):
        raise lack


def _need_display() -> None:
    """Refuse in one sentence what Qt would refuse by aborting."""
    if not _has_display():
        raise ReaderError("There is no display to open a window on.", "`wardbook snapshot OUT.png` draws one without.")


def _has_display() -> bool:
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return named or not sys.platform.startswith("linux")


def answer(window: Window, request: Request) -> None:
    """Do what another process asks of this window, or say that it can't be done."""
    if window.locking.condition is Condition.LOCKED and not _NEEDS_NOTEBOOK.isdisjoint(request.message):
        request.refused(str(LockedError("The notebook is locked in Wardbook's window.", "Unlock it there.")))
        return
    match request.message:
        case {"open": dict() as place}:
            window.raise_itself()
            if lack := _lack(window, place):
                request.refused(lack)
                return
            _open(window, place)
            request.done()
        case {"install": str() as folder}:
            window.installing.install(Path(folder), request, allow_older=request.message.get("older") is True)
        case {"rollback": str() as pack}:
            window.installing.roll_back(pack, request)
        case {"import_notes": str() as file}:
            window.exchanging.take_in(Path(file), request)
        case _:
            request.refused("Wardbook's window doesn't understand that. Both must be of one version.")


def _open(window: Window, place: Message) -> bool:
    named = _named(place)
    return named is not None and window.reading.open(*named)


def _lack(window: Window, place: Message) -> str:
    named = _named(place)
    return window.reading.lacks(*named) if named is not None else ""


def _named(place: Message) -> tuple[str, str | None, str] | None:
    """Return the topic, the pack and the section that a message names; None where it names no topic."""
    match place:
        case {"topic": str() as topic, **others}:
            pack, section = others.get("pack"), others.get("section")
            return topic, pack if isinstance(pack, str) else None, section if isinstance(section, str) else ""
        case _:
            return None


def _open_if_nothing_is(window: Window, place: Message) -> None:
    """Open what was asked for at the start, now that the shelf holds something; say so if it isn't among that."""
    if window.reading.now is None and place.get("topic"):
        _open(window, place)
        if lack := _lack(window, place):
            window.parts.centre.notice.tell(lack, NoticeKind.WARNING)


def _tell_bug(window: Window, log: str, _bug: object = None) -> None:
    told = f"Something went wrong within Wardbook. Your marks are safe. What happened is written in {log}."
    window.parts.centre.notice.tell(told, NoticeKind.ERROR)
