"""Check the figures of a pack before anything draws them."""

from pathlib import PurePosixPath

from reader.library.model import Finding
from reader.library.source.raster import UnsafePictureError, check_jpeg, check_png
from reader.library.source.report import FileReport
from reader.library.source.source_text import read_data
from reader.library.source.svg import check_svg
from reader.library.source.tree import PackTree

_CHECKS = {".svg": check_svg, ".png": check_png, ".jpg": check_jpeg, ".jpeg": check_jpeg}


def sound_figures(tree: PackTree, findings: list[Finding]) -> frozenset[str]:
    """Return the figures that may be drawn, relative to the pack's folder; any other one is a fault."""
    return frozenset(file for file in tree.under("figures") if _is_sound(tree, FileReport(file, findings)))


def _is_sound(tree: PackTree, report: FileReport) -> bool:
    data = read_data(tree.folder, report)
    if data is None:
        return False
    try:
        _CHECKS[PurePosixPath(report.file).suffix.lower()](data)
    except UnsafePictureError as error:
        report.fault(error.line, error.message)
        return False
    return True
