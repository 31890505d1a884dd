"""The real window is rendered without a display, and the reader's home stays as it is."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reader.desktop.snapshot import snapshot
from reader.errors import EditionError, HomeError
from reader.home import Home
from reader.notebook.state import State

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def settled_home(stocked_home: Home) -> Home:
    return stocked_home


def test_a_picture_has_the_size_that_was_asked_for(settled_home: Home, tmp_path: Path):
    out = tmp_path / "page.png"
    snapshot(settled_home, out, topic="slnb", pack="small-ward", section="who", size=(1024, 700), theme="dark")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1024, 700)
    assert image.pixelColor(500, 300).lightness() < 60


def test_the_readers_place_and_settings_stay(settled_home: Home, tmp_path: Path):
    snapshot(settled_home, tmp_path / "page.png", topic="heart", pack="small-ward", query="sentinal node", scale=1.25)
    assert not settled_home.settings.exists()
    state = State.open(settled_home)
    assert state.last_place() is None
    assert state.history() == []
    state.close()


def test_a_topic_that_is_not_there_is_refused(settled_home: Home, tmp_path: Path):
    with pytest.raises(EditionError, match="no topic 'nowhere'"):
        snapshot(settled_home, tmp_path / "page.png", topic="nowhere")
    assert not (tmp_path / "page.png").exists()


def test_a_place_that_cannot_be_written_is_said(settled_home: Home, tmp_path: Path):
    with pytest.raises(HomeError, match="can't be written"):
        snapshot(settled_home, tmp_path / "no-such-folder" / "page.png", topic="slnb", pack="small-ward")
