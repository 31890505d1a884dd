"""The commands about what the reader made: list, export, import."""

import argparse
import json
import sys

from reader.app import Wardbook
from reader.cli.running import by_the_window
from reader.cli.session import opened, report_progress
from reader.cli.wanting import wanted_marks
from reader.errors import NotebookError
from reader.notebook.exchange.apart import read_apart, texts_of
from reader.notebook.exchange.exporting import Format, write
from reader.notebook.exchange.exporting import export as exported
from reader.notebook.exchange.importing import merge
from reader.notebook.exchange.listed import as_records
from reader.notebook.exchange.markdown_text import as_markdown
from reader.notebook.exchange.shelving import catalogue_of, outlines
from reader.notebook.notebook import Notebook
from reader.notebook.wanted import Wanted


def list_notes(options: argparse.Namespace) -> int:
    """Print the marks that meet all conditions, in document order; with --deleted what can be brought back instead."""
    with opened(options, with_notebook=True) as wardbook:
        notebook = _notebook(wardbook)
        marks = notebook.deleted() if options.deleted else notebook.marks(notebook.chosen(_wanted(options, notebook)))
        if options.json:
            records = as_records(marks, outlines(wardbook.shelf), notebook.other_words())
            print(json.dumps({"marks": records}, ensure_ascii=False, indent=2))
        else:
            print(as_markdown(marks, catalogue_of(wardbook.home, wardbook.shelf, notebook)), end="")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write them to a file, after saying what will leave; one that is there is kept, unless it is asked for by --force."""
    if options.output.is_file() and not options.force:
        raise NotebookError(f"The file {options.output} is there already.", "Name another, or add --force to write over it.")
    with opened(options, with_notebook=True) as wardbook:
        notebook = _notebook(wardbook)
        wanted = _wanted(options, notebook)
        made = exported(
            notebook,
            Format(options.format),
            catalogue_of(wardbook.home, wardbook.shelf, notebook),
            wanted=None if wanted == Wanted() else wanted,
            with_deleted_words=not options.forget_deleted,
        )
    if made.marks or made.deleted:
        print("\n".join(["This will leave:", *(f"  {line}" for line in made.lines)]), file=sys.stderr)
    write(made.text, options.output)
    print(f"{made.marks} mark{'' if made.marks == 1 else 's'} written to {options.output}", file=sys.stderr)
    return 0


def import_notes(options: argparse.Namespace) -> int:
    """Merge the annotations of a file into the notebook, by way of the running window where there is one.

    Fails if every one of them was refused.
    """
    request: dict[str, object] = {"import_notes": str(options.file.absolute()), "json": options.json}
    if (said := by_the_window(options, request, NotebookError)) is not None:
        print(said)
        return 0
    with opened(options, with_notebook=True) as wardbook:
        notebook = _notebook(wardbook)
        report = merge(notebook, read_apart(options.file, texts_of(wardbook.shelf), report_progress(), lambda: False))
    print(report.as_json() if options.json else report.as_text())
    return int(bool(report.refused) and not report.taken)


def _notebook(wardbook: Wardbook) -> Notebook:
    if wardbook.notebook is None:
        raise NotebookError("The notebook can't be read, for the reason above.")
    return wardbook.notebook


def _wanted(options: argparse.Namespace, notebook: Notebook) -> Wanted:
    return wanted_marks(options, {topic[0] for topic in notebook.topics()})
