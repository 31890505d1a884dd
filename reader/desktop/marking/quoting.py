"""Put a highlight into what leaves by the clipboard: its words, and where they are from."""

from reader.library.shelf.shelf import ShelvedPack
from reader.notebook.citing import Citation, quoted
from reader.notebook.marks import Highlight


def with_citation(mark: Highlight, title: str, pack: ShelvedPack | None) -> str:
    """Return the quote with its citation: that of the edition it was marked in, the day of which is known of the present one."""
    manifest = pack.manifest if pack else None
    released = manifest.released if manifest and pack and pack.digest == mark.edition else None
    path = mark.targets[0].heading_path
    citation = Citation(title, path, manifest.title if manifest else "", mark.edition_label, released)
    return quoted(" … ".join(target.exact for target in mark.targets), citation)
