"""While the notebook is locked, the window shows topics and nothing personal; the passphrase brings all of it back."""

import gc
import weakref
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.desktop.jobs import Lane
from reader.desktop.launch import answer
from reader.desktop.locking.locking import Condition
from reader.desktop.session import Session
from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.notebook import Notebook
from tests.desktop.locking.conftest import NOTE, PASSPHRASE, dialog_of, texts_of, type_into, unlock, wait_for
from tests.desktop.test_launch import Request


def files_with(home: Home, words: str) -> list[str]:
    return [path.name for path in home.root.rglob("*.sqlite*") if words.encode() in path.read_bytes()]


def test_a_locked_window_shows_and_holds_nothing_personal(encrypted: Session, qtbot: QtBot):
    former = weakref.ref(encrypted.window.marking)
    assert NOTE in texts_of(encrypted.window)
    encrypted.lock()
    window = wait_for(qtbot, encrypted, Condition.LOCKED)
    assert NOTE not in texts_of(window)
    assert window.windowTitle() == "Wardbook"
    assert window.reading.now is None
    assert window.marking.held.bookmarks() == []
    assert window.marking.doing.stack.count() == 0
    assert not window.parts.wishes["back"].isEnabled()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert former() is None


def test_topics_can_be_read_and_searched_while_it_is_locked(locked: Session, qtbot: QtBot):
    window = locked.window
    with qtbot.waitSignal(window.installing.settled, timeout=20_000):
        window.installing.prepare()
    with qtbot.waitSignal(window.searching.found):
        window.parts.sidebar.field.setText("sentinel")
    assert window.reading.open("slnb")
    assert window.parts.centre.shows_page
    assert window.marking.highlights() == []


def test_the_passphrase_brings_back_place_and_marks(locked: Session, qtbot: QtBot):
    unlock(locked.window)
    window = wait_for(qtbot, locked, Condition.OPEN)
    assert window.reading.now is not None
    assert window.reading.now.topic.id == "slnb"
    assert [mark.note for mark in window.marking.highlights()] == [NOTE]
    assert NOTE in texts_of(window)


def test_what_is_read_while_it_is_locked_is_still_there_when_it_is_unlocked(locked: Session, qtbot: QtBot):
    locked.window.reading.open("heart")
    unlock(locked.window)
    window = wait_for(qtbot, locked, Condition.OPEN)
    assert window.reading.now is not None
    assert window.reading.now.topic.id == "heart"


def test_a_wrong_passphrase_says_only_that(locked: Session, qtbot: QtBot):
    page = locked.window.parts.centre.lock
    unlock(locked.window, "something else")
    qtbot.waitUntil(lambda: not page._problem.isHidden(), timeout=10_000)
    assert page._problem.text() == "That passphrase is wrong."
    assert page._field.text() == ""
    assert locked.window.locking.condition is Condition.LOCKED


def test_what_is_being_written_is_kept_before_it_is_locked(encrypted: Session, qtbot: QtBot):
    window = encrypted.window
    [mark] = window.marking.highlights()
    window.parts.panel.notes.show_card(mark.id, edit=True)
    [card] = window.parts.panel.notes._cards.values()
    card._editor.setPlainText("half a sente")
    encrypted.lock()
    locked = wait_for(qtbot, encrypted, Condition.LOCKED)
    unlock(locked)
    assert [mark.note for mark in wait_for(qtbot, encrypted, Condition.OPEN).marking.highlights()] == ["half a sente"]


def test_an_idle_window_that_could_not_be_locked_is_tried_again(
    encrypted: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise NotebookError("The disk is full.")

    [mark] = encrypted.window.marking.highlights()
    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "write", refuse)
        encrypted.window.marking.write(mark.id, mark.note, "not kept yet")
        qtbot.waitUntil(lambda: not encrypted.window.jobs.busy)
        encrypted._idle.idle.emit()
        assert encrypted._condition is Condition.OPEN
    assert encrypted._idle._timer.isActive()
    encrypted.window.marking.saving.retry()
    qtbot.waitUntil(lambda: not encrypted.window.jobs.busy)
    encrypted._idle.idle.emit()
    wait_for(qtbot, encrypted, Condition.LOCKED)
    assert not encrypted._idle._timer.isActive()


def test_a_mark_that_cannot_be_saved_keeps_the_window_open(encrypted: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise NotebookError("The disk is full.")

    window = encrypted.window
    [mark] = window.marking.highlights()
    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "write", refuse)
        window.marking.write(mark.id, mark.note, "not kept yet")
        qtbot.waitUntil(lambda: window.marking.saving.unsaved == 1)
        encrypted.lock()
        assert encrypted.window is window
        assert "could not be saved" in window.parts.centre.notice.text()
    window.marking.saving.retry()
    qtbot.waitUntil(lambda: window.marking.saving.unsaved == 0)


def test_marking_while_it_is_locked_says_why_not_and_offers_to_unlock(locked: Session):
    window = locked.window
    window.reading.open("slnb")
    window.parts.wishes["bookmark"].trigger()
    assert "while the notebook is locked" in window.parts.centre.notice.text()
    window.parts.centre.notice._do.click()
    assert window.parts.centre.current() is window.parts.centre.lock
    window.parts.centre.lock.left.emit()
    assert window.parts.centre.shows_page


def test_an_open_dialog_is_closed_first(encrypted: Session, qtbot: QtBot):
    dialog = QDialog(encrypted.window)
    dialog.open()
    encrypted.lock()
    wait_for(qtbot, encrypted, Condition.LOCKED)


class Stubborn(QDialog):
    """A dialog that stays open until it is let go."""

    held = True

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(not self.held)


def test_however_often_it_is_to_be_locked_while_a_dialog_stays_open_it_is_locked_once(encrypted: Session, qtbot: QtBot):
    dialog = Stubborn(encrypted.window)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for _ in range(3):
        encrypted.lock()
    dialog.held = False
    window = wait_for(qtbot, encrypted, Condition.LOCKED)
    replaced = window.destroyed
    with qtbot.assertNotEmitted(replaced, wait=200):
        pass
    assert encrypted.window is window


def test_whoever_comes_after_a_sleep_finds_it_locked_though_work_runs(encrypted: Session, qtbot: QtBot):
    window, free = encrypted.window, Event()
    window.jobs.run(Lane.WORK, lambda _progress, cancelled: [free.wait(0.01) for _ in range(2000) if not cancelled()])
    encrypted._idle.overdue.emit()
    assert wait_for(qtbot, encrypted, Condition.LOCKED) is not window


def test_nobody_there_locks_it_and_work_under_way_puts_that_off(encrypted: Session, qtbot: QtBot):
    assert encrypted._idle._timer.interval() == 10 * 60_000
    window = encrypted.window
    window.installing.prepare()
    assert window.jobs.busy
    encrypted._idle.idle.emit()
    assert encrypted.window is window
    assert encrypted._idle._timer.interval() == 30_000
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    encrypted._idle.idle.emit()
    wait_for(qtbot, encrypted, Condition.LOCKED)
    assert not encrypted._idle._timer.isActive()


def test_the_key_asks_for_a_passphrase_at_first_and_encrypts_everything(session: Session, qtbot: QtBot, stocked_home: Home):
    session.window.parts.wishes["lock"].trigger()
    dialog = dialog_of(session.window)
    type_into(dialog, new=PASSPHRASE, again=PASSPHRASE)
    assert files_with(stocked_home, NOTE)
    dialog._change()
    window = wait_for(qtbot, session, Condition.OPEN)
    assert "encrypted" in window.parts.centre.notice.text()
    assert files_with(stocked_home, NOTE) == []
    assert [mark.note for mark in window.marking.highlights()] == [NOTE]
    window.parts.wishes["lock"].trigger()
    wait_for(qtbot, session, Condition.LOCKED)


def test_changing_it_takes_the_one_before(encrypted: Session, qtbot: QtBot):
    encrypted.window.parts.wishes["passphrase"].trigger()
    dialog = dialog_of(encrypted.window)
    type_into(dialog, before="wrong", new="other", again="other")
    dialog._change()
    qtbot.waitUntil(lambda: dialog._problem.text() == "That passphrase is wrong.", timeout=10_000)
    former = encrypted.window
    type_into(dialog, before=PASSPHRASE)
    dialog._change()
    qtbot.waitUntil(lambda: encrypted.window is not former, timeout=10_000)
    wait_for(qtbot, encrypted, Condition.OPEN)
    encrypted.lock()
    unlock(wait_for(qtbot, encrypted, Condition.LOCKED), "other")
    wait_for(qtbot, encrypted, Condition.OPEN)


def test_it_can_do_without_a_passphrase_again(encrypted: Session, qtbot: QtBot, encrypted_home: Home):
    encrypted.window.parts.wishes["passphrase"].trigger()
    dialog = dialog_of(encrypted.window)
    type_into(dialog, before=PASSPHRASE)
    dialog._remove()
    window = wait_for(qtbot, encrypted, Condition.PLAIN)
    assert files_with(encrypted_home, NOTE)
    assert [mark.note for mark in window.marking.highlights()] == [NOTE]


def test_closing_the_window_while_it_is_encrypted_leaves_it_whole(session: Session, qtbot: QtBot, stocked_home: Home):
    session.change("", PASSPHRASE)
    qtbot.waitUntil(lambda: session.window.locking.condition is Condition.LOCKED)
    session.window.close()
    assert not session.window.jobs.busy
    assert files_with(stocked_home, NOTE) == []


def test_a_locked_home_opens_on_the_page_that_asks(locked: Session):
    centre = locked.window.parts.centre
    assert centre.current() is centre.lock
    assert "is locked" in texts_of(locked.window.parts.panel)


def test_the_passphrase_can_be_typed_at_once(locked: Session, qtbot: QtBot):
    page = locked.window.parts.centre.lock
    assert locked.window.focusWidget() is page._field.line
    qtbot.keyClicks(page._field.line, PASSPHRASE + "\r")
    wait_for(qtbot, locked, Condition.OPEN)


def test_what_another_process_asks_of_the_notebook_is_refused_in_one_sentence(locked: Session):
    request = Request({"import_notes": "/notes.jsonld"})
    answer(locked.window, request)
    assert request.outcome == [("refused", "The notebook is locked in Wardbook's window. Unlock it there.")]
