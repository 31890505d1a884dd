"""What was written is on the disk, and in a backup, when the window has closed."""

from reader.desktop.window import Window
from reader.home import Home
from reader.notebook.backup import backups


def test_what_was_marked_is_backed_up_when_the_window_closes(window: Window, stocked_home: Home):
    window.reading.open("slnb")
    window.marking.toggle_bookmark(None)
    window.close()
    assert len(backups(stocked_home.backups)) == 1


def test_a_window_in_which_nothing_was_marked_leaves_no_backup(window: Window, stocked_home: Home):
    window.marking.saving.back_up()
    window.reading.open("slnb")
    window.close()
    assert backups(stocked_home.backups) == []
