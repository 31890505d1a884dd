"""Read a text file of a pack, whatever editor wrote it."""

from pathlib import Path

from reader.library.source.report import FileReport

_BOM = b"\xef\xbb\xbf"


def read_source(folder: Path, report: FileReport) -> str | None:
    r"""Return the text of the report's file with `\n` alone between lines, or None after a fault.

    A byte order mark is dropped, so that line 1 is what the author sees as line 1.
    """
    data = read_data(folder, report)
    if data is None:
        return None
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = _lines(error.object[: error.start].decode("utf-8"))
        report.fault(line, "This isn't UTF-8 text. Save the file again as UTF-8.")
        return None
    if "\0" in text:
        report.fault(_lines(text[: text.index("\0")]), "This holds NUL characters. Save the file again as UTF-8 text.")
        return None
    return _unified(text)


def read_data(folder: Path, report: FileReport) -> bytes | None:
    """Return the bytes of the report's file, or None after a fault."""
    try:
        return (folder / report.file).read_bytes()
    except OSError as error:
        report.fault(1, f"The file can't be read: {error.strerror}. Check the rights on it.")
        return None


def _lines(text: str) -> int:
    return _unified(text).count("\n") + 1


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
