"""Four faces are loaded, no more, and the page is set in them."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from reader.desktop import fonts
from reader.desktop.fonts import FACES, face_file, load_fonts

pytestmark = pytest.mark.usefixtures("qapp")


def loaded() -> list[list[str]]:
    return [families for number in range(50) if (families := QFontDatabase.applicationFontFamilies(number))]


def test_exactly_four_faces_are_loaded_however_often_one_asks():
    assert load_fonts() == ()
    assert load_fonts() == ()
    assert len(loaded()) == len(FACES) == 4
    assert {families[0] for families in loaded()} == {"Source Serif Pro", "Source Sans Pro"}


@pytest.mark.parametrize(
    ("family", "weight"),
    [("Source Serif Pro", 400), ("Source Serif Pro", 700), ("Source Sans Pro", 400), ("Source Sans Pro", 600)],
)
def test_each_face_is_the_real_one(family: str, weight: int):
    load_fonts()
    asked = QFont(family)
    asked.setWeight(QFont.Weight(weight))
    assert QFontInfo(asked).family() == family
    assert QFontInfo(asked).weight() == weight


def test_a_missing_package_is_no_error():
    assert face_file("no_such_package", "Face.otf") is None
    assert face_file("font_source_serif_pro", "NoSuchFace.otf") is None


def test_finding_a_face_imports_nothing():
    import sys

    before = set(sys.modules)
    assert face_file(*fonts.FACES[0]) is not None
    assert set(sys.modules) == before
