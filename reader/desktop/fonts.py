"""Load the four faces that every clinic sees alike, and name what stands behind them.

The serif reads, in regular and bold; the sans is the interface, in regular and semibold. Italics are slanted by Qt:
a true italic would cost the serif's true bold, and bold is what a clinician's eye looks for.
"""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

SERIF_FAMILIES = ("Source Serif Pro", "Source Serif 4", "Georgia", "Noto Serif", "DejaVu Serif", "serif")
SANS_FAMILIES = ("Source Sans Pro", "Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "sans-serif")
MONO_FAMILIES = ("Source Code Pro", "Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono", "monospace")

FACES = (
    ("font_source_serif_pro", "SourceSerifPro-Regular.otf"),
    ("font_source_serif_pro", "SourceSerifPro-Bold.otf"),
    ("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
)


def face_file(package: str, name: str) -> Path | None:
    """Return a face's file, without importing its package, which would list all its 24 faces; None if it is missing."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / "files" / name
    return file if file.is_file() else None


def load_fonts() -> tuple[str, ...]:
    """Give Qt the four faces, once an application exists; return the names of those that could not be loaded.

    Loading them again does nothing. The program goes on without them, in the system's families.
    """
    if QFontDatabase.applicationFontFamilies(0):
        return ()
    return tuple(name for package, name in FACES if not _loaded(face_file(package, name)))


def _loaded(file: Path | None) -> bool:
    return file is not None and QFontDatabase.addApplicationFont(str(file)) >= 0


def quoted(families: tuple[str, ...]) -> str:
    """Return families as a style sheet writes them."""
    return ", ".join(f"'{family}'" for family in families)
