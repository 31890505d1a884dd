"""The dialog says what can't be undone before, and lets no slip of the hand lock anyone out."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.desktop.launch import make_application
from reader.desktop.locking.dialog import PassphraseDialog
from tests.desktop.locking.conftest import texts_of, type_into


@pytest.fixture(params=[False, True], ids=["first", "later"])
def dialog(request: pytest.FixtureRequest, qtbot: QtBot) -> PassphraseDialog:
    make_application()
    dialog = PassphraseDialog(minutes=10, has_passphrase=request.param)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_before_that_a_forgotten_passphrase_is_lost_and_that_disks_keep_traces(dialog: PassphraseDialog):
    assert "can’t be recovered" in texts_of(dialog)
    assert "traces" in texts_of(dialog)


@pytest.mark.parametrize(("new", "again", "problem"), [("one", "two", "match"), ("", "", "empty")])
def test_what_is_not_typed_twice_the_same_is_not_taken(
    dialog: PassphraseDialog, qtbot: QtBot, new: str, again: str, problem: str
):
    type_into(dialog, before="until now", new=new, again=again)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog._change()
    assert problem in dialog._problem.text()


def test_what_is_typed_shows_as_dots_and_every_field_has_a_name(dialog: PassphraseDialog):
    fields = dialog.findChildren(QLineEdit)
    assert len(fields) == 3
    assert all(field.echoMode() is QLineEdit.EchoMode.Password and field.accessibleName() for field in fields)


def test_words_are_shown_whole(dialog: PassphraseDialog):
    dialog._object("The two don’t match.")
    rows = dialog.layout()
    assert rows is not None
    assert dialog.height() >= rows.totalHeightForWidth(dialog.width())


def test_minutes_are_told_at_once(dialog: PassphraseDialog, qtbot: QtBot):
    with qtbot.waitSignal(dialog.minutesChosen) as chosen:
        dialog._minutes.activated.emit(0)
    assert chosen.args == [1]
