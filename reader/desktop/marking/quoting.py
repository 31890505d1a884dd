"""Put a highlight into what leaves by the clipboard: its words, and where they are from."""

from reader.library.shelf.shelf import ShelvedPack
from reader.notebook.citing import Citation, quoted
from reader.notebook.marks import Highlight, settled_for, words_of_targets


def with_citation(mark: Highlight, title: str, pack: ShelvedPack | None) -> str:
    """Return the quote with its citation: of the present edition if it is settled there, else of the one settled last.

    Only of the present edition the day is known, and the label of one in which nobody but a reviewer has been isn't.
    """
    manifest = pack.manifest if pack else None
    edition, targets = settled_for(mark, pack.digest if pack else "")
    present = manifest if pack and edition == pack.digest else None
    label = present.edition if present else mark.edition_label if edition == mark.edition else ""
    title_of_pack, released = manifest.title if manifest else "", present.released if present else None
    citation = Citation(title, targets[0].heading_path, title_of_pack, label, released)
    return quoted(words_of_targets(targets), citation)
