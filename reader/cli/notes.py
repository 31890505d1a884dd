"""The commands about what the reader made: list and export."""

import argparse
import json
import sys
from functools import cache
from pathlib import Path

from reader.app import Wardbook
from reader.cli.session import opened
from reader.cli.wanting import wanted_marks
from reader.errors import NotebookError
from reader.home import write_atomically
from reader.notebook.export import as_markdown, as_records
from reader.notebook.notebook import Notebook
from reader.notebook.ordering import Outline, OutlineOf


def list_notes(options: argparse.Namespace) -> int:
    """Print the marks that meet all conditions, in document order; with --deleted what can be brought back instead."""
    with opened(options, with_notebook=True) as wardbook:
        notebook, outline_of = _notebook(wardbook), _outlines(wardbook)
        if options.deleted:
            marks = notebook.deleted()
        else:
            packs = {topic[0] for topic in notebook.topics()}
            marks = notebook.marks(notebook.chosen(wanted_marks(options, packs)))
        if options.json:
            print(json.dumps({"marks": as_records(marks, outline_of)}, ensure_ascii=False, indent=2))
        else:
            print(as_markdown(marks, outline_of), end="")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write them to a file, after saying what will leave; one that is there is kept, unless it is asked for by --force."""
    if options.output.is_file() and not options.force:
        raise NotebookError(f"The file {options.output} is there already.", "Name another, or add --force to write over it.")
    with opened(options, with_notebook=True) as wardbook:
        marks = _notebook(wardbook).all()
        text = as_markdown(marks, _outlines(wardbook))
    output: Path = options.output.absolute()
    try:
        if output.is_symlink() or (output.exists() and not output.is_file()):
            output.write_bytes(text.encode())  # a link, a pipe or a device, such as /dev/stdout, isn't to be replaced by a file
        else:
            write_atomically(output, text.encode())
    except OSError as error:
        raise NotebookError(
            f"The file {options.output} can't be written: {error.strerror}.", "Choose another place with -o FILE."
        ) from error
    print(f"{len(marks)} mark{'' if len(marks) == 1 else 's'} written to {options.output}", file=sys.stderr)
    return 0


def _notebook(wardbook: Wardbook) -> Notebook:
    if wardbook.notebook is None:
        raise NotebookError("The notebook can't be read, for the reason above.")
    return wardbook.notebook


def _outlines(wardbook: Wardbook) -> OutlineOf:
    """Return what tells a topic's title and place on the shelf."""

    @cache
    def outline_of(pack_id: str, topic_id: str) -> Outline | None:
        shelved = wardbook.shelf.pack(pack_id)
        compiled = shelved.compiled if shelved else None
        position = compiled.position(topic_id) if compiled else None
        if compiled is None or position is None:
            return None
        topic = compiled.topic(topic_id)
        return Outline(topic.meta.title, position, tuple(section.id for section in topic.sections))

    return outline_of
