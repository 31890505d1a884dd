"""Check the structure of PNG and JPEG pictures without decoding them.

What a small file unpacks to is bounded by its pixels, so its header is read and believed only where the rest agrees.
Sources: W3C PNG specification, 5 and 11.2.1; ITU-T T.81, annex B.
"""

import struct
import zlib
from collections.abc import Iterator

MAX_SIDE = 12_000
MAX_PIXELS = 40_000_000
MAX_SCANS = 200  # a progressive JPEG has about ten; thousands of them take a decoder minutes

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_IHDR_LENGTH = 13
_CHUNK_FRAME = 12  # length, type and checksum

_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # what decoders in use can draw: baseline, extended and progressive
_JPEG_OTHER_FRAMES = frozenset({*range(0xC3, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_SCAN = 0xDA
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers that no length follows


class UnsafePictureError(Exception):
    """Say why a picture may not be drawn, and on which line where it is a text."""

    def __init__(self, message: str, line: int = 1) -> None:
        """Keep both for the finding."""
        super().__init__(message, line)
        self.message = message
        self.line = line


def check_png(data: bytes) -> None:
    """Raise UnsafePictureError unless `data` is a whole PNG of a size that can be drawn."""
    if not data.startswith(_PNG_SIGNATURE):
        raise UnsafePictureError("This isn't a PNG picture. Save it as one, or give the file its right ending.")
    chunks = list(_png_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise UnsafePictureError(_DAMAGED)
    header = chunks[0][1]
    if len(header) != _IHDR_LENGTH:
        raise UnsafePictureError(_DAMAGED)
    width, height, depth, colours = struct.unpack(">IIBB", header[:10])
    if depth not in _PNG_DEPTHS.get(colours, ()):
        raise UnsafePictureError(_DAMAGED)
    check_size(width, height)


def check_jpeg(data: bytes) -> None:
    """Raise UnsafePictureError unless `data` is a JPEG of a size that can be drawn."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise UnsafePictureError("This isn't a JPEG picture. Save it as one, or give the file its right ending.")
    # Within coded data 0xFF is always followed by 0, so that this counts markers; those of a thumbnail add few.
    if data.count(bytes((0xFF, _JPEG_SCAN))) > MAX_SCANS:
        raise UnsafePictureError("This JPEG is drawn in too many passes. Save it as an ordinary JPEG.")
    for marker, segment in _jpeg_segments(data):
        if marker in _JPEG_OTHER_FRAMES:
            raise UnsafePictureError("This kind of JPEG can't be drawn everywhere. Save it as an ordinary JPEG.")
        if marker in _JPEG_FRAMES:
            _check_frame(segment)
            return
    raise UnsafePictureError(_DAMAGED)


def check_size(width: float, height: float) -> None:
    """Raise UnsafePictureError where a picture has no pixels or too many."""
    if not (width > 0 and height > 0):
        raise UnsafePictureError("This picture has no width or no height. Save it again.")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        size = f"{width:,.0f} by {height:,.0f} pixels"
        limit = f"{MAX_SIDE:,} a side and {MAX_PIXELS // 1_000_000} million together"
        raise UnsafePictureError(f"This picture is too large: {size}, and {limit} are the limit. Make it smaller.")


_DAMAGED = "This picture is damaged or cut short. Save it again from its original."


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the content of each chunk, up to the last one."""
    start = len(_PNG_SIGNATURE)
    while start < len(data):
        length = int.from_bytes(data[start : start + 4])
        end = start + _CHUNK_FRAME + length
        if end > len(data):
            raise UnsafePictureError(_DAMAGED)
        kind, content = data[start + 4 : start + 8], data[start + 8 : end - 4]
        if zlib.crc32(content, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
            raise UnsafePictureError(_DAMAGED)
        yield kind, content
        if kind == b"IEND":
            return
        start = end


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its segment, up to the first scan."""
    start = 2
    while start + 4 <= len(data) and data[start] == 0xFF:  # noqa: PLR2004 -- the byte that begins every marker
        marker = data[start + 1]
        if marker == 0xFF or marker in _JPEG_BARE:  # noqa: PLR2004 -- the same byte, as a filler
            start += 1 if marker not in _JPEG_BARE else 2
            continue
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if marker == _JPEG_SCAN or end > len(data):
            return
        yield marker, data[start + 4 : end]
        start = end


def _check_frame(segment: bytes) -> None:
    try:
        _, height, width, components = struct.unpack(">BHHB", segment[:6])
    except struct.error as error:
        raise UnsafePictureError(_DAMAGED) from error
    if not 1 <= components <= 4 or len(segment) != 6 + 3 * components:  # noqa: PLR2004 -- grey to CMYK, three bytes each
        raise UnsafePictureError(_DAMAGED)
    check_size(width, height)
