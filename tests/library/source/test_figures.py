import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.model import Finding, Severity
from reader.library.source.figures import sound_figures
from reader.library.source.raster import MAX_SIDE, UnsafePictureError, check_jpeg, check_png
from reader.library.source.svg import MAX_ELEMENTS, check_svg
from reader.library.source.tree import walk_pack

MakePack = Callable[..., Path]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">{}</svg>'


def svg(inside: str) -> bytes:
    return SVG.format(inside).encode()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 2, height: int = 2, depth: int = 8, colours: int = 0) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2)) + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, frame: int = 0xC0, scans: int = 1) -> bytes:
    app = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    size = struct.pack(">BBHBHHB", 0xFF, frame, 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12" * scans + b"\xff\xd9"


def refusal(check: Callable[[bytes], None], data: bytes) -> UnsafePictureError:
    with pytest.raises(UnsafePictureError) as caught:
        check(data)
    return caught.value


def findings(folder: Path) -> tuple[frozenset[str], list[Finding]]:
    found: list[Finding] = []
    return sound_figures(walk_pack(folder), found), found


def test_sound_figures_of_each_kind_pass(make_pack: MakePack):
    files = {"figures/a.svg": svg("<g/>"), "figures/b.png": png(), "figures/c.jpg": jpeg(), "figures/d.JPEG": jpeg(frame=0xC2)}
    assert findings(make_pack(files)) == (frozenset(files), [])


def test_a_figure_whose_ending_lies_is_a_fault(make_pack: MakePack):
    names, found = findings(make_pack({"figures/a.png": jpeg(), "figures/b.jpg": png(), "figures/c.svg": png()}))
    assert names == frozenset()
    assert [(finding.file, finding.severity) for finding in found] == [
        ("figures/a.png", Severity.FAULT),
        ("figures/b.jpg", Severity.FAULT),
        ("figures/c.svg", Severity.FAULT),
    ]


def test_a_fault_in_an_svg_has_its_line(make_pack: MakePack):
    _, found = findings(make_pack({"figures/a.svg": svg("\n<g>\n<script/>\n</g>")}))
    assert [finding.line for finding in found] == [3]


@pytest.mark.parametrize(
    "inside",
    [
        '<rect class="soft" width="10" height="5" fill="url(#fade)"/><linearGradient id="fade"><stop/></linearGradient>',
        '<defs><g id="a"><circle r="1"/></g></defs><use href="#a"/><use xlink:href="#a" x="3"/>',
        "<style>.ink { fill: #123; marker-end: url( '#tip' ) }</style><text class='ink'>Nodes on it: expression of HER2</text>",
        "<title>T</title><desc>D</desc><metadata><r:RDF xmlns:r='urn:rdf'><r:about r:resource='http://x.org/'/></r:RDF></metadata>",
        '<a href="#part"><path id="part" d="M0 0L1 1"/></a>',
    ],
)
def test_an_svg_that_only_draws_passes(inside: str):
    check_svg(svg(inside))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<h:p xmlns:h="http://www.w3.org/1999/xhtml">x</h:p>',
        '<image href="a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<feImage xlink:href="#a"/>',
        '<rect onclick="alert(1)"/>',
        '<rect OnLoad="alert(1)"/>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="http://example.org/a.svg#a"/>',
        '<use href="file:///etc/passwd"/>',
        '<a href="https://example.org"><rect/></a>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a href="  JAVASCRIPT:alert(1)"><rect/></a>',
        '<rect fill="url(http://example.org/a.svg#b)"/>',
        "<rect fill=\"URL( '//example.org/a' )\"/>",
        '<rect style="fill:url(file:///a)"/>',
        '<rect style="fill:u\\72l(http://a)"/>',
        '<rect filter="url(#a) url(http://b)"/>',
        "<style>@import 'http://example.org/a.css';</style>",
        "<style>rect{fill:<![CDATA[url(http://a)]]>}</style>",
        "<style>@font-face{font-family:a}</style>",
        '<g xml:base="http://example.org/"/>',
        '<set attributeName="href" to="#b"/>',
        '<animate attributeName="x"/>',
        '<font-face-uri xlink:href="http://a"/>',
        '<?xml-stylesheet href="http://a"?>',
    ],
)
def test_an_svg_that_runs_or_loads_something_is_refused(inside: str):
    assert refusal(check_svg, svg(inside)).message.endswith(".")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused_and_with_it_every_entity(head: str):
    assert "<!DOCTYPE" in refusal(check_svg, head.encode() + svg("")).message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<svg>",
        b"<svg><g></svg>",
        b"<svg>&nbsp;</svg>",
        b"<html/>",
        b"<svg/><svg/>",
        svg("\xe9").replace(b"\xc3", b""),
    ],
)
def test_what_is_no_well_formed_svg_is_refused(data: bytes):
    assert refusal(check_svg, data).line == 1


def test_another_encoding_is_refused_and_a_byte_order_mark_is_not():
    assert "UTF-8" in refusal(check_svg, b'<?xml version="1.0" encoding="UTF-16"?>' + svg("")).message
    check_svg(b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>\r\n' + svg(""))


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 5000 + "</g>" * 5000,
        "<g/>" * (MAX_ELEMENTS + 1),
        '<use id="a" href="#a"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<g id="a"><rect fill="url(#p)"/></g><pattern id="p"><use href="#a"/></pattern>',
        "".join(f'<g id="n{i}">' + f'<use href="#n{i + 1}"/>' * 10 + "</g>" for i in range(30)) + '<g id="n30"/>',
    ],
    ids=["deep", "many", "itself", "circle", "pattern", "billion uses"],
)
def test_an_svg_that_would_never_end_drawing_is_refused(inside: str):
    refusal(check_svg, svg(inside))


@pytest.mark.parametrize(
    "root",
    [
        *('width="0" height="5"', 'width="99999" height="5"', 'width="9e9cm"', 'viewBox="0 0 1e9 5"', 'viewBox="0 0 0 0"'),
        # QtSvg takes all of these for lengths too.
        *('width="+99999"', 'width="99999."', 'width="99999PX"', 'width="99999 odd"', 'viewBox="0 0 999999. 5"'),
    ],
)
def test_an_svg_of_an_impossible_size_is_refused(root: str):
    refusal(check_svg, f'<svg xmlns="http://www.w3.org/2000/svg" {root}/>'.encode())


@pytest.mark.parametrize(
    "root", ["", 'width="100%"', 'width="210mm" height="297mm"', 'viewBox="-5,-5 100 1e2"', 'width="auto" viewBox="odd"']
)
def test_an_svg_of_any_sensible_size_passes(root: str):
    check_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {root}/>'.encode())


@pytest.mark.parametrize(
    ("width", "height"), [(0, 5), (5, 0), (MAX_SIDE + 1, 1), (1, MAX_SIDE + 1), (10_000, 10_000), (2**31, 2**31)]
)
@pytest.mark.parametrize(("check", "picture"), [(check_png, png), (check_jpeg, jpeg)])
def test_a_picture_of_an_impossible_size_is_refused(
    check: Callable[[bytes], None], picture: Callable[[int, int], bytes], width: int, height: int
):
    refusal(
        check,
        picture(min(width, 0xFFFF) if check is check_jpeg else width, min(height, 0xFFFF) if check is check_jpeg else height),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        png()[:8],
        png()[:-1],
        png()[:40],
        png().replace(b"IHDR", b"IHDX"),
        png()[:20] + b"\xff" + png()[21:],
        png(depth=3),
        png(colours=5),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"short") + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    ],
)
def test_a_damaged_png_is_refused(data: bytes):
    refusal(check_png, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        jpeg()[:24],
        jpeg().replace(b"\xff\xc0", b"\xff\xe1"),
        jpeg(frame=0xC3),
        jpeg(scans=5000),
        b"\xff\xd8\xff" + b"\xff" * 99,
    ],
)
def test_a_damaged_or_endless_jpeg_is_refused(data: bytes):
    refusal(check_jpeg, data)


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg>"]))
def test_random_bytes_are_refused_and_nothing_else_is_raised(noise: bytes, head: bytes):
    for check in (check_png, check_jpeg):
        with suppress(UnsafePictureError):
            check(head + noise)
    refusal(check_svg, head + noise + b"<")


@given(st.data())
def test_any_changed_byte_of_a_png_is_noticed(data: st.DataObject):
    whole = bytearray(png())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    refusal(check_png, bytes(whole))
