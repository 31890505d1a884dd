"""doctor tells what is broken; snapshot draws without a display."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reader.cli import main
from tests.cli.conftest import Wardbook


def test_a_whole_home_is_whole(wardbook: Wardbook):
    said = wardbook("doctor", "--json")
    assert said.code == 0
    assert said.json["whole"] is True
    assert {"Notebook", "Home folder", "Source Serif"} <= {check["what"] for check in said.json["checks"]}


def test_a_bit_flipped_in_an_edition_is_broken(wardbook: Wardbook, tmp_path: Path):
    home = tmp_path / "home"
    wardbook("topics", home=home)
    [source] = home.glob("editions/*/*/topics/start/what-is-it.md")
    source.chmod(0o600)
    source.write_bytes(source.read_bytes().replace(b"2.0 mm", b"2.8 mm", 1))
    said = wardbook("doctor", home=home)
    assert said.code == 1
    assert "BROKEN  Micrometastases in breast cancer" in said.out


def test_the_doctor_says_whether_an_index_is_whole_or_not_yet_built(wardbook: Wardbook, tmp_path: Path):
    assert "Index of micrometastases-breast: whole\n" in wardbook("doctor").out
    assert "Index of micrometastases-breast: not yet built" in wardbook("doctor", home=tmp_path / "home").out


def test_a_bit_flipped_in_an_index_is_broken(wardbook: Wardbook, tmp_path: Path):
    home = tmp_path / "home"
    wardbook("search", "node", home=home)
    [segment, *_] = home.glob("indexes/*/*.pst")
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    assert wardbook("doctor", home=home).code == 1


@pytest.mark.usefixtures("qtbot")
def test_a_snapshot_has_the_size_that_was_asked_for(warm_home: Path, tmp_path: Path):
    out = tmp_path / "page.png"
    words = ["snapshot", str(out), "--topic", "sizes", "--size", "1024x700", "--theme", "dark", "--home", str(warm_home)]
    assert main(words) == 0
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1024, 700)
    assert picture.pixelColor(512, 690).lightness() < 60


@pytest.mark.usefixtures("qtbot")
def test_a_snapshot_of_a_section_shows_that_section(warm_home: Path, tmp_path: Path):
    pictures = []
    for place in ("alnd-evidence", "alnd-evidence#z0011"):
        out = tmp_path / f"{len(pictures)}.png"
        assert main(["snapshot", str(out), "--topic", place, "--home", str(warm_home)]) == 0
        pictures.append(QImage(str(out)))
    assert pictures[0] != pictures[1]


@pytest.mark.usefixtures("qtbot")
def test_a_snapshot_of_a_section_that_is_not_there_is_refused(wardbook: Wardbook, tmp_path: Path):
    said = wardbook("snapshot", tmp_path / "x.png", "--topic", "alnd-evidence#nowhere")
    assert said.code == 1
    assert "z0011" in said.err
    assert not (tmp_path / "x.png").exists()
