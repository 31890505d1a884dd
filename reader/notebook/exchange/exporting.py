"""Write a notebook, or the marks of it that are wanted, to a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from reader.errors import NotebookError
from reader.home import write_atomically
from reader.notebook.burying import blanked
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.html_page import as_html
from reader.notebook.exchange.markdown_text import as_markdown
from reader.notebook.exchange.telling import what_leaves
from reader.notebook.marks import Mark
from reader.notebook.notebook import Notebook
from reader.notebook.times import utc_now
from reader.notebook.wanted import Wanted


class Format(StrEnum):
    """In which form marks leave; each is also the ending of the file's name."""

    MARKDOWN = "md"
    HTML = "html"
    JSONLD = "jsonld"


@dataclass(frozen=True, slots=True)
class Export:
    """What leaves: `lines` list it for whoever is to agree, `text` is all of it."""

    text: str
    lines: tuple[str, ...]
    marks: int
    deleted: int = 0


def export(
    notebook: Notebook,
    form: Format,
    catalogue: Catalogue,
    *,
    wanted: Wanted | None = None,
    with_deleted_words: bool = True,
    now: datetime | None = None,
) -> Export:
    """Return the marks as a text of that form, and what leaves with it.

    What was deleted leaves in JSON-LD only, and only where all marks do: another notebook learns of it. Without
    its words, it can't be brought back there.
    """
    marks = notebook.all() if wanted is None else notebook.marks(notebook.chosen(wanted))
    if form is not Format.JSONLD:
        lines = what_leaves(marks, (), catalogue)
        text = as_markdown(marks, catalogue) if form is Format.MARKDOWN else as_html(marks, catalogue, now or utc_now())
        return Export(text, tuple(lines), len(marks))
    ids = None if wanted is None else {mark.id for mark in marks}
    records = [record for record in notebook.records() if ids is None or record.mark.id in ids]
    if not with_deleted_words:
        records = [record if record.mark.deleted is None else blanked(record) for record in records]
    alive: Sequence[Mark] = [record.mark for record in records if record.mark.deleted is None]
    gone = [record.mark for record in records if record.mark.deleted is not None]
    return Export(as_jsonld(records, notebook.id), tuple(what_leaves(alive, gone, catalogue)), len(alive), len(gone))


def write(text: str, file: Path) -> None:
    """Write an export to a file that only the reader can read; a link or a device stays what it is.

    Raises NotebookError where that can't be done.
    """
    output = file.absolute()
    try:
        if output.is_symlink() or (output.exists() and not output.is_file()):
            output.write_bytes(text.encode())  # such as /dev/stdout
        else:
            write_atomically(output, text.encode())
    except OSError as error:
        raise NotebookError(f"The file {file} can't be written: {error.strerror}.", "Choose another place for it.") from error
