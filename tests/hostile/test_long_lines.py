"""Lines made to be read over and over: their time must grow with their length, not with its square or cube.

Nothing here looks at a clock: with the square of their length these would take hours.
"""

from pathlib import Path

import pytest

from reader.library.making.links import LinkCheck
from reader.library.source.pack import read_pack
from reader.library.source.raster import UnsafePictureError
from reader.library.source.svg import check_svg
from reader.library.source.topics import first_heading

LONG = 400_000
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


@pytest.mark.parametrize(
    "line",
    [
        "# a" + " " * LONG + "b",
        "# a" + " #" * (LONG // 2) + "b",
        "# " + "[" * LONG,
        "# a {" + " " * LONG + "} b",
        "# " + "_" * LONG + "b",
    ],
    ids=["blanks", "hashes", "brackets", "attributes", "emphasis"],
)
def test_a_long_heading_becomes_a_title_of_sensible_length(line: str):
    assert len(first_heading(line)) <= 500


@pytest.mark.parametrize(
    ("root", "inside"),
    [
        ("", f'<rect fill="{"url(#" * (LONG // 5)}"/>'),
        (f'width="{"1" * LONG}x"', ""),
        (f'width="9e9{" " * LONG}y"', ""),
        (f'viewBox="0 0 0 {"1" * LONG}"', ""),
    ],
    ids=["references", "digits", "blanks", "view box"],
)
def test_a_long_attribute_of_a_figure_is_refused(root: str, inside: str):
    with pytest.raises(UnsafePictureError):
        check_svg(SVG.format(root, inside).encode())


def test_thousands_of_references_that_nobody_cites_are_told_at_their_lines(tmp_path: Path):
    many = 50_000
    (tmp_path / "topics").mkdir()
    (tmp_path / "pack.toml").write_text('[pack]\nid = "many"\ntitle = "T"\nreleased = 2026-11-20\nlanguage = "en"\n')
    (tmp_path / "topics/a.md").write_text("---\ntitle: T\n---\nText\n")
    (tmp_path / "references.yaml").write_text("".join(f"key:{number}:\n  title: T\n" for number in range(many)))
    pack, _ = read_pack(tmp_path)
    assert pack is not None
    lines = {finding.line for finding in LinkCheck(pack, {}).findings()}
    assert lines == set(range(1, 2 * many, 2))
