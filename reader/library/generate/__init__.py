"""Topics that fill themselves from the pack: what their authors wrote stays above what is made here."""

from reader.library.generate.filling import filled

__all__ = ["filled"]
